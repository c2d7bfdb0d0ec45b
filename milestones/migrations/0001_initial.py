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
            name='Milestone',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('form_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('title', models.CharField(max_length=200, verbose_name='Milestone')),
                ('due_on', models.DateField(verbose_name='Due')),
                ('baseline_on', models.DateField(editable=False)),
                ('pace', models.CharField(choices=[('rapid', 'Rapid'), ('slow', 'Slow')], max_length=6, verbose_name='Pace')),
                ('kind', models.CharField(choices=[('relational', 'Relationship'), ('governance', 'Governance'), ('data', 'Data'), ('analysis', 'Analysis'), ('output', 'Output')], max_length=12, verbose_name='Kind')),
                ('step', models.CharField(blank=True, choices=[('terms', 'Terms of working together agreed'), ('decision', 'First decision taken together'), ('authorship', 'Authorship agreed'), ('feedback', 'Feedback given to everybody who contributed')], max_length=10, verbose_name='Step of the relationship')),
                ('state', models.CharField(choices=[('planned', 'Not yet started'), ('started', 'In progress'), ('done', 'Completed')], default='planned', max_length=8)),
                ('evidence', models.TextField(blank=True, verbose_name='Evidence')),
                ('done_on', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='milestones', to='projects.membership', verbose_name='Owner')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='milestones', to='projects.project')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DateChange',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('from_on', models.DateField()),
                ('to_on', models.DateField()),
                ('note', models.TextField()),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('milestone', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='date_changes', to='milestones.milestone')),
            ],
        ),
        migrations.CreateModel(
            name='MilestoneLink',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('after', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links_before', to='milestones.milestone')),
                ('before', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links_after', to='milestones.milestone')),
            ],
        ),
        migrations.CreateModel(
            name='MilestoneList',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('form_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('rows', models.JSONField(default=list)),
                ('added', models.PositiveIntegerField(null=True)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='milestone_lists', to='projects.project')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Phase',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('form_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('title', models.CharField(max_length=120, verbose_name='Phase')),
                ('starts_on', models.DateField(verbose_name='Starts')),
                ('ends_on', models.DateField(verbose_name='Ends')),
                ('call', models.TextField(blank=True, verbose_name='What you can do now')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='phases', to='projects.project')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='milestone',
            index=models.Index(fields=['project', 'due_on'], name='milestones_milestone_due'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.UniqueConstraint(fields=('submitted_by', 'form_token'), name='milestones_milestone_once'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'started', 'done'])), name='milestones_milestone_state'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.CheckConstraint(condition=models.Q(('step', ''), ('kind', 'relational'), _connector='OR'), name='milestones_milestone_step_is_relational'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_on__isnull', False), ('state', 'done'), models.Q(('evidence', ''), _negated=True)), models.Q(models.Q(('state', 'done'), _negated=True), ('done_on', None)), _connector='OR'), name='milestones_milestone_done_has_evidence'),
        ),
        migrations.AddIndex(
            model_name='datechange',
            index=models.Index(fields=['milestone', 'created_at'], name='milestones_datechange_order'),
        ),
        migrations.AddConstraint(
            model_name='datechange',
            constraint=models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='milestones_datechange_note'),
        ),
        migrations.AddConstraint(
            model_name='milestonelink',
            constraint=models.UniqueConstraint(fields=('before', 'after'), name='milestones_milestonelink_once'),
        ),
        migrations.AddConstraint(
            model_name='milestonelink',
            constraint=models.CheckConstraint(condition=models.Q(('before', models.F('after')), _negated=True), name='milestones_milestonelink_not_itself'),
        ),
        migrations.AddConstraint(
            model_name='milestonelist',
            constraint=models.UniqueConstraint(fields=('submitted_by', 'form_token'), name='milestones_milestonelist_once'),
        ),
        migrations.AddConstraint(
            model_name='phase',
            constraint=models.UniqueConstraint(fields=('submitted_by', 'form_token'), name='milestones_phase_once'),
        ),
        migrations.AddConstraint(
            model_name='phase',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='milestones_phase_dates'),
        ),
    ]
