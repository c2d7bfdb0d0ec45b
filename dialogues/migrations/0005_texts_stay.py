"""The text of a version stays as it was made: the database itself refuses to change it.

A turn may only become empty, where its words are taken back. Deleting is left to removal, withdrawal and erasure.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION dialogues_text_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the text of a version cannot be changed' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER dialogues_reflectionversion_stays BEFORE UPDATE ON dialogues_reflectionversion
    FOR EACH ROW EXECUTE FUNCTION dialogues_text_stays();
CREATE TRIGGER dialogues_transcriptversion_stays BEFORE UPDATE ON dialogues_transcriptversion
    FOR EACH ROW EXECUTE FUNCTION dialogues_text_stays();
CREATE TRIGGER dialogues_turn_stays BEFORE UPDATE ON dialogues_turn FOR EACH ROW
    WHEN (NEW.text <> '' OR to_jsonb(NEW) - 'text' <> to_jsonb(OLD) - 'text')
    EXECUTE FUNCTION dialogues_text_stays();
"""
BACKWARD = """
DROP TRIGGER dialogues_turn_stays ON dialogues_turn;
DROP TRIGGER dialogues_transcriptversion_stays ON dialogues_transcriptversion;
DROP TRIGGER dialogues_reflectionversion_stays ON dialogues_reflectionversion;
DROP FUNCTION dialogues_text_stays();
"""


class Migration(migrations.Migration):
    """One trigger for each table of text versions."""

    dependencies = [("dialogues", "0004_transcript_versions")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
