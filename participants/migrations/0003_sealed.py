"""A consent that was given stays as it was given: the database itself refuses to change it.

Deleting is left to erasure, which takes the whole record away and never a part of it.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION participants_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a consent that was given cannot be changed' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER participants_consent_sealed BEFORE UPDATE ON participants_consent
    FOR EACH ROW EXECUTE FUNCTION participants_sealed();
CREATE TRIGGER participants_answer_sealed BEFORE UPDATE ON participants_consentanswer
    FOR EACH ROW EXECUTE FUNCTION participants_sealed();
"""
BACKWARD = """
DROP TRIGGER participants_answer_sealed ON participants_consentanswer;
DROP TRIGGER participants_consent_sealed ON participants_consent;
DROP FUNCTION participants_sealed();
"""


class Migration(migrations.Migration):
    """One trigger for each table."""

    dependencies = [("participants", "0002_consent_and_withdrawal")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
