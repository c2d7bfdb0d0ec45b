"""The tables of this app."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('projects', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('form_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('kind', models.CharField(choices=[('project_report', 'Project report (web page)'), ('reflections', 'Reflections (spreadsheet, CSV)'), ('my_data', 'Everything about me (ZIP)')], max_length=16)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('building', 'Being made'), ('ready', 'Ready'), ('failed', 'Failed'), ('cancelled', 'Cancelled'), ('expired', 'Expired')], default='waiting', max_length=10)),
                ('attempt', models.PositiveSmallIntegerField(default=1)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('heartbeat_at', models.DateTimeField(null=True)),
                ('ready_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField(null=True)),
                ('downloaded_at', models.DateTimeField(null=True)),
                ('file_name', models.CharField(blank=True, max_length=120)),
                ('stored_as', models.CharField(blank=True, max_length=120)),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('fingerprint', models.CharField(blank=True, max_length=64)),
                ('manifest', models.JSONField(default=dict)),
                ('project', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='exports', to='projects.project')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['project', '-created_at'], name='reports_export_project'), models.Index(condition=models.Q(('state__in', ['waiting', 'building'])), fields=['heartbeat_at'], name='reports_export_running')],
                'constraints': [models.UniqueConstraint(fields=('submitted_by', 'form_token'), name='reports_export_once'), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'building', 'ready', 'failed', 'cancelled', 'expired'])), name='reports_export_state'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'my_data'), ('project', None)), models.Q(('project__isnull', False), models.Q(('kind', 'my_data'), _negated=True)), _connector='OR'), name='reports_export_project_or_mine'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'ready'), _negated=True), models.Q(('stored_as', ''), _negated=True), _connector='OR'), name='reports_export_ready_has_file')],
            },
        ),
    ]
