"""The event table takes new rows only: the database itself refuses UPDATE and DELETE."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit events are append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
"""
BACKWARD = """
DROP TRIGGER audit_event_append_only ON audit_event;
DROP FUNCTION audit_refuse();
"""


class Migration(migrations.Migration):
    """One trigger for each row."""

    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
