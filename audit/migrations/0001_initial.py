"""The event table, which takes new rows only: the database itself refuses UPDATE and DELETE."""

import uuid
from django.db import migrations, models


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

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('type', models.CharField(max_length=60)),
                ('actor_id', models.UUIDField(null=True)),
                ('project_id', models.UUIDField(null=True)),
                ('target_type', models.CharField(blank=True, max_length=40)),
                ('target_id', models.UUIDField(null=True)),
                ('request_id', models.CharField(blank=True, max_length=32)),
                ('data', models.JSONField(default=dict)),
            ],
            options={
                'indexes': [models.Index(fields=['project_id', '-at'], name='audit_event_project'), models.Index(fields=['target_id'], name='audit_event_target')],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
