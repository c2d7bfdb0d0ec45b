"""The tables of this app."""

import core.dates
import django.contrib.postgres.fields
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
            name='Tension',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('form_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('nature', models.CharField(choices=[('tension', 'Tension: from a difference between us'), ('barrier', 'Barrier: from an organisation')], max_length=8, verbose_name='What it is')),
                ('challenge', models.CharField(choices=[('risk', 'Risks of new ways of working'), ('purpose', 'Different ideas of purpose, value and expectations'), ('institution', 'Opposition of an institution'), ('pace', 'Clashing paces, languages and backgrounds'), ('time', 'Time to build shared understanding')], max_length=12, verbose_name='Challenge')),
                ('title', models.CharField(max_length=200, verbose_name='In one sentence')),
                ('text', models.TextField(blank=True, verbose_name='What happens')),
                ('borne_by', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('clinician', 'Clinician'), ('academic', 'Academic'), ('patient', 'Patient'), ('carer', 'Carer'), ('public', 'Member of the public'), ('manager', 'Manager')], max_length=10), blank=True, default=list, size=None)),
                ('state', models.CharField(choices=[('open', 'Open'), ('escalated', 'Escalated'), ('resolved', 'Resolved'), ('lived_with', 'Lived with')], default='open', max_length=10)),
                ('raised_on', models.DateField(default=core.dates.site_today)),
                ('escalated_to', models.CharField(blank=True, max_length=200, verbose_name='Escalated to')),
                ('escalated_on', models.DateField(editable=False, null=True)),
                ('closing', models.TextField(blank=True, verbose_name='Why')),
                ('closed_on', models.DateField(editable=False, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tensions', to='projects.membership')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tensions', to='projects.project')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TensionStep',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('form_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('text', models.TextField(verbose_name='What was done')),
                ('taken_on', models.DateField(default=core.dates.site_today, verbose_name='On')),
                ('became', models.CharField(blank=True, choices=[('open', 'Open'), ('escalated', 'Escalated'), ('resolved', 'Resolved'), ('lived_with', 'Lived with')], max_length=10)),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('tension', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='tensions.tension')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='tension',
            index=models.Index(fields=['project', 'state'], name='tensions_tension_state_idx'),
        ),
        migrations.AddConstraint(
            model_name='tension',
            constraint=models.UniqueConstraint(fields=('submitted_by', 'form_token'), name='tensions_tension_once'),
        ),
        migrations.AddConstraint(
            model_name='tension',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'escalated', 'resolved', 'lived_with'])), name='tensions_tension_state'),
        ),
        migrations.AddConstraint(
            model_name='tension',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_on', None), ('state__in', frozenset(['escalated', 'open']))), models.Q(models.Q(('state__in', frozenset(['escalated', 'open'])), _negated=True), ('closed_on__isnull', False), models.Q(('closing', ''), _negated=True)), _connector='OR'), name='tensions_tension_closed_says_why'),
        ),
        migrations.AddConstraint(
            model_name='tension',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'escalated'), _negated=True), models.Q(('escalated_on__isnull', False), models.Q(('escalated_to', ''), _negated=True)), _connector='OR'), name='tensions_tension_escalated_to'),
        ),
        migrations.AddIndex(
            model_name='tensionstep',
            index=models.Index(fields=['tension', 'taken_on'], name='tensions_tensionstep_order'),
        ),
        migrations.AddConstraint(
            model_name='tensionstep',
            constraint=models.UniqueConstraint(fields=('submitted_by', 'form_token'), name='tensions_tensionstep_once'),
        ),
    ]
