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
            name='Aim',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('form_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField(verbose_name='Shared aim')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aims', to='projects.project')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AimSignature',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('standpoint', models.CharField(choices=[('clinician', 'Clinician'), ('academic', 'Academic'), ('patient', 'Patient'), ('carer', 'Carer'), ('public', 'Member of the public'), ('manager', 'Manager')], max_length=10)),
                ('aim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='understanding.aim')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='aim_signatures', to='projects.membership')),
            ],
        ),
        migrations.CreateModel(
            name='ExpectationRound',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('form_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('number', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('open', 'Being written'), ('revealed', 'Revealed')], default='open', max_length=8)),
                ('revealed_at', models.DateTimeField(editable=False, null=True)),
                ('ask_again_on', models.DateField(blank=True, null=True, verbose_name='We ask again on')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='expectation_rounds', to='projects.project')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Expectation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('topic', models.CharField(choices=[('purpose', 'Purpose'), ('value', 'Value'), ('pace', 'Pace'), ('outputs', 'Outputs')], max_length=8)),
                ('draft', models.TextField(blank=True)),
                ('text', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=0)),
                ('standpoint', models.CharField(blank=True, choices=[('clinician', 'Clinician'), ('academic', 'Academic'), ('patient', 'Patient'), ('carer', 'Carer'), ('public', 'Member of the public'), ('manager', 'Manager')], max_length=10)),
                ('saved_at', models.DateTimeField(editable=False, null=True)),
                ('sent_at', models.DateTimeField(editable=False, null=True)),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='expectations', to='projects.membership')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='expectations', to='understanding.expectationround')),
            ],
        ),
        migrations.CreateModel(
            name='PulseRound',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('form_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('number', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('open', 'Open for answers'), ('closed', 'Closed')], default='open', max_length=6)),
                ('closes_on', models.DateField(verbose_name='Closes on')),
                ('closed_at', models.DateTimeField(editable=False, null=True)),
                ('spread', models.JSONField(default=dict)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pulse_rounds', to='projects.project')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PulseAnswer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('standpoint', models.CharField(choices=[('clinician', 'Clinician'), ('academic', 'Academic'), ('patient', 'Patient'), ('carer', 'Carer'), ('public', 'Member of the public'), ('manager', 'Manager')], max_length=10)),
                ('answers', models.JSONField(default=dict)),
                ('note', models.TextField(blank=True)),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pulse_answers', to='projects.membership')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='understanding.pulseround')),
            ],
        ),
        migrations.AddConstraint(
            model_name='aim',
            constraint=models.UniqueConstraint(fields=('submitted_by', 'form_token'), name='understanding_aim_once'),
        ),
        migrations.AddConstraint(
            model_name='aim',
            constraint=models.UniqueConstraint(fields=('project', 'number'), name='understanding_aim_number'),
        ),
        migrations.AddConstraint(
            model_name='aim',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='understanding_aim_has_text'),
        ),
        migrations.AddConstraint(
            model_name='aimsignature',
            constraint=models.UniqueConstraint(fields=('aim', 'membership'), name='understanding_aimsignature_once'),
        ),
        migrations.AddConstraint(
            model_name='expectationround',
            constraint=models.UniqueConstraint(fields=('submitted_by', 'form_token'), name='understanding_expectationround_once'),
        ),
        migrations.AddConstraint(
            model_name='expectationround',
            constraint=models.UniqueConstraint(fields=('project', 'number'), name='understanding_expectationround_number'),
        ),
        migrations.AddConstraint(
            model_name='expectationround',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('project',), name='understanding_expectationround_one_open'),
        ),
        migrations.AddConstraint(
            model_name='expectationround',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'revealed'])), name='understanding_expectationround_state'),
        ),
        migrations.AddConstraint(
            model_name='expectationround',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('revealed_at__isnull', False), ('state', 'revealed')), models.Q(('revealed_at', None), ('state', 'open')), _connector='OR'), name='understanding_expectationround_revealed'),
        ),
        migrations.AddConstraint(
            model_name='expectation',
            constraint=models.UniqueConstraint(fields=('round', 'membership', 'topic'), name='understanding_expectation_once'),
        ),
        migrations.AddConstraint(
            model_name='expectation',
            constraint=models.CheckConstraint(condition=models.Q(('topic__in', ['purpose', 'value', 'pace', 'outputs'])), name='understanding_expectation_topic'),
        ),
        migrations.AddConstraint(
            model_name='expectation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sent_at', None), ('text', '')), models.Q(('sent_at__isnull', False), models.Q(('text', ''), _negated=True)), _connector='OR'), name='understanding_expectation_sent_has_text'),
        ),
        migrations.AddConstraint(
            model_name='pulseround',
            constraint=models.UniqueConstraint(fields=('submitted_by', 'form_token'), name='understanding_pulseround_once'),
        ),
        migrations.AddConstraint(
            model_name='pulseround',
            constraint=models.UniqueConstraint(fields=('project', 'number'), name='understanding_pulseround_number'),
        ),
        migrations.AddConstraint(
            model_name='pulseround',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('project',), name='understanding_pulseround_one_open'),
        ),
        migrations.AddConstraint(
            model_name='pulseround',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'closed'])), name='understanding_pulseround_state'),
        ),
        migrations.AddConstraint(
            model_name='pulseanswer',
            constraint=models.UniqueConstraint(fields=('round', 'membership'), name='understanding_pulseanswer_once'),
        ),
    ]
