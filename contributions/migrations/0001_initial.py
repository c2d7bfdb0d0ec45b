"""The tables of this app."""

import core.dates
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
            name='Contribution',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('form_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('said', models.TextField(blank=True, verbose_name='What was said')),
                ('taken', models.BooleanField(default=False, editable=False)),
                ('standpoint', models.CharField(blank=True, choices=[('clinician', 'Clinician'), ('academic', 'Academic'), ('patient', 'Patient'), ('carer', 'Carer'), ('public', 'Member of the public'), ('manager', 'Manager')], max_length=10, verbose_name='Standpoint')),
                ('state', models.CharField(choices=[('raised', 'Waiting for a decision'), ('decided', 'Decided'), ('changed', 'Changed something'), ('told', 'Contributor told'), ('closed', 'Closed')], default='raised', max_length=8)),
                ('raised_on', models.DateField(default=core.dates.site_today)),
                ('answer_by', models.DateField(verbose_name='The contributor is told by')),
                ('decision', models.CharField(blank=True, choices=[('adopted', 'Adopted'), ('adapted', 'Adapted'), ('not_adopted', 'Not adopted')], max_length=12, verbose_name='Decision')),
                ('reason', models.TextField(blank=True, verbose_name='Reason')),
                ('decided_on', models.DateField(editable=False, null=True)),
                ('change', models.TextField(blank=True, verbose_name='What changed')),
                ('evidence', models.TextField(blank=True, verbose_name='What shows it')),
                ('changed_on', models.DateField(editable=False, null=True)),
                ('feedback', models.TextField(blank=True, verbose_name='What we tell the contributor')),
                ('told_at', models.DateTimeField(editable=False, null=True)),
                ('quiet_until', models.DateField(editable=False, null=True)),
                ('closed_at', models.DateTimeField(editable=False, null=True)),
                ('closed_by', models.CharField(blank=True, choices=[('contributor', 'Closed by whoever contributed it'), ('silence', 'Closed after the stated time without an answer')], max_length=12)),
                ('version', models.PositiveIntegerField(default=1)),
                ('contributor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='projects.membership')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contributions_owned', to='projects.membership')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='projects.project')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ContributionReply',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('form_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('text', models.TextField(blank=True, verbose_name='Your answer')),
                ('settled', models.BooleanField()),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='contributions.contribution')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='contribution',
            index=models.Index(fields=['project', 'state', 'answer_by'], name='contributions_clock'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.UniqueConstraint(fields=('submitted_by', 'form_token'), name='contributions_contribution_once'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['raised', 'decided', 'changed', 'told', 'closed'])), name='contributions_contribution_state'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'raised'), models.Q(('decision', ''), _negated=True), _connector='OR'), name='contributions_contribution_is_decided'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(('decision__in', ['', 'adopted']), models.Q(('reason', ''), _negated=True), _connector='OR'), name='contributions_contribution_reason_unless_adopted'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('closed_by__in', ['contributor', 'silence']), ('state', 'closed')), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_at', None), ('closed_by', '')), _connector='OR'), name='contributions_contribution_closed_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['told', 'closed']), _negated=True), models.Q(('quiet_until__isnull', False), ('told_at__isnull', False)), _connector='OR'), name='contributions_contribution_told_before_closed'),
        ),
        migrations.AddConstraint(
            model_name='contributionreply',
            constraint=models.UniqueConstraint(fields=('submitted_by', 'form_token'), name='contributions_contributionreply_once'),
        ),
        migrations.AddConstraint(
            model_name='contributionreply',
            constraint=models.CheckConstraint(condition=models.Q(('settled', True), models.Q(('text', ''), _negated=True), _connector='OR'), name='contributions_contributionreply_open_says_why'),
        ),
    ]
