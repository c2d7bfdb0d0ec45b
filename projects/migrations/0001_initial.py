"""The tables of this app."""

import core.dates
import django.db.models.deletion
import django.db.models.functions.text
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Project',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('form_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('title', models.CharField(max_length=200, verbose_name='Title')),
                ('lay_summary', models.TextField(blank=True, verbose_name='Summary in plain words')),
                ('full_text', models.TextField(blank=True, verbose_name='About the project, in full')),
                ('context', models.TextField(blank=True, verbose_name='Where and with whom')),
                ('state', models.CharField(choices=[('forming', 'Forming'), ('active', 'Active'), ('closed', 'Closed'), ('archived', 'Archived')], default='forming', max_length=12)),
                ('approach', models.CharField(choices=[('framework', 'Framework method'), ('reflexive', 'Reflexive thematic analysis'), ('reliability', 'Coding reliability')], default='framework', max_length=12, verbose_name='How we analyse')),
                ('starts_on', models.DateField(verbose_name='Starts')),
                ('ends_on', models.DateField(verbose_name='Ends')),
                ('approval', models.CharField(choices=[('undecided', 'Not decided yet'), ('nhs', 'NHS research ethics (IRAS)'), ('university', 'University committee only'), ('not_required', 'Not required')], default='undecided', max_length=12, verbose_name='Approval')),
                ('iras_id', models.CharField(blank=True, max_length=40, verbose_name='IRAS project ID')),
                ('rec_reference', models.CharField(blank=True, max_length=40, verbose_name='REC reference')),
                ('cpms_id', models.CharField(blank=True, max_length=40, verbose_name='CPMS ID')),
                ('isrctn', models.CharField(blank=True, max_length=40, verbose_name='ISRCTN')),
                ('funder_reference', models.CharField(blank=True, max_length=80, verbose_name="Funder's reference")),
                ('protocol_version', models.CharField(blank=True, max_length=40, verbose_name='Version of the protocol')),
                ('protocol_on', models.DateField(blank=True, null=True, verbose_name='Date of the protocol')),
                ('closed_at', models.DateTimeField(editable=False, null=True)),
                ('copied_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='projects.project')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PaceAgreement',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('form_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('number', models.PositiveIntegerField()),
                ('rapid_days', models.PositiveSmallIntegerField(verbose_name='Rapid feedback within, in days')),
                ('slow_months', models.PositiveSmallIntegerField(verbose_name='Slow outputs within, in months')),
                ('note', models.TextField(blank=True, verbose_name='What we agreed about it')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pace_agreements', to='projects.project')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('role', models.CharField(choices=[('coordinator', 'Coordinator'), ('researcher', 'Researcher'), ('partner', 'Partner'), ('observer', 'Observer')], max_length=12, verbose_name='Role')),
                ('standpoint', models.CharField(choices=[('clinician', 'Clinician'), ('academic', 'Academic'), ('patient', 'Patient'), ('carer', 'Carer'), ('public', 'Member of the public'), ('manager', 'Manager')], max_length=10, verbose_name='Standpoint')),
                ('starts_on', models.DateField(default=core.dates.site_today, verbose_name='Starts')),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='Ends')),
                ('ended_at', models.DateTimeField(editable=False, null=True)),
                ('name_rule', models.CharField(blank=True, choices=[('full', 'My full name'), ('pseudonym', 'A name I choose'), ('standpoint', 'My standpoint only, without a name')], max_length=12, verbose_name='How I want to be named here')),
                ('pseudonym', models.CharField(blank=True, max_length=60, verbose_name='The name I choose here')),
                ('no_contact_since', models.DateTimeField(editable=False, null=True)),
                ('added_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='projects.project')),
            ],
        ),
        migrations.CreateModel(
            name='InvitationList',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('form_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('rows', models.JSONField(default=list)),
                ('invited', models.PositiveIntegerField(null=True)),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitation_lists', to='projects.project')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('form_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('email', models.EmailField(max_length=254, verbose_name='E-mail address')),
                ('full_name', models.CharField(max_length=150, verbose_name='Full name')),
                ('role', models.CharField(choices=[('coordinator', 'Coordinator'), ('researcher', 'Researcher'), ('partner', 'Partner'), ('observer', 'Observer')], max_length=12, verbose_name='Role')),
                ('standpoint', models.CharField(choices=[('clinician', 'Clinician'), ('academic', 'Academic'), ('patient', 'Patient'), ('carer', 'Carer'), ('public', 'Member of the public'), ('manager', 'Manager')], max_length=10, verbose_name='Standpoint')),
                ('starts_on', models.DateField(default=core.dates.site_today, verbose_name='Starts')),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='Ends')),
                ('state', models.CharField(choices=[('waiting', 'Waiting for an answer'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('revoked', 'Taken back')], default='waiting', max_length=8)),
                ('lapses_at', models.DateTimeField()),
                ('sent', models.PositiveSmallIntegerField(default=1)),
                ('answered_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to=settings.AUTH_USER_MODEL)),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='projects.project')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.UniqueConstraint(fields=('submitted_by', 'form_token'), name='projects_project_once'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['forming', 'active', 'closed', 'archived'])), name='projects_project_state'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='projects_project_dates'),
        ),
        migrations.AddConstraint(
            model_name='paceagreement',
            constraint=models.UniqueConstraint(fields=('submitted_by', 'form_token'), name='projects_paceagreement_once'),
        ),
        migrations.AddConstraint(
            model_name='paceagreement',
            constraint=models.UniqueConstraint(fields=('project', 'number'), name='projects_paceagreement_number'),
        ),
        migrations.AddConstraint(
            model_name='paceagreement',
            constraint=models.CheckConstraint(condition=models.Q(('rapid_days__range', (1, 365)), ('slow_months__range', (1, 120))), name='projects_paceagreement_range'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(fields=('project', 'person'), name='projects_membership_once'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['coordinator', 'researcher', 'partner', 'observer'])), name='projects_membership_role'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('standpoint__in', ['clinician', 'academic', 'patient', 'carer', 'public', 'manager'])), name='projects_membership_standpoint'),
        ),
        migrations.AddConstraint(
            model_name='invitationlist',
            constraint=models.UniqueConstraint(fields=('submitted_by', 'form_token'), name='projects_invitationlist_once'),
        ),
        migrations.AddIndex(
            model_name='invitation',
            index=models.Index(fields=['project', '-created_at'], name='projects_invitation_project'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(fields=('submitted_by', 'form_token'), name='projects_invitation_once'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('project', 'email'), name='projects_invitation_one_waiting'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'accepted', 'declined', 'revoked'])), name='projects_invitation_state'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='projects_invitation_email_lower'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['coordinator', 'researcher', 'partner', 'observer'])), name='projects_invitation_role'),
        ),
    ]
