"""People taking part. A consent that was given stays as it was given: the database itself refuses to change it.

Deleting is left to erasure, which takes the whole record away and never a part of it.
"""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


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

    initial = True

    dependencies = [
        ('projects', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ConsentVersion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('form_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=200, verbose_name='Title')),
                ('information', models.TextField(verbose_name='Information about the project')),
                ('plain_information', models.TextField(blank=True, verbose_name='The same in plain words')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consent_versions', to='projects.project')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('form_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('given_at', models.DateTimeField()),
                ('mode', models.CharField(choices=[('online', 'On this site'), ('spoken', 'Read aloud and answered by voice'), ('paper', 'On paper')], default='online', max_length=6)),
                ('agrees', models.BooleanField()),
                ('sealed', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to=settings.AUTH_USER_MODEL)),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='participants.consentversion')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Clause',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('take_part', 'Taking part'), ('recorded', 'Being recorded'), ('quoted', 'Being quoted without name'), ('archived', 'Words kept in an archive'), ('contacted', 'Being contacted again'), ('results', 'Getting the results'), ('co_analysis', 'Partners help to analyse'), ('other', 'Something else')], max_length=12, verbose_name='What it is about')),
                ('text', models.CharField(max_length=500, verbose_name='Clause')),
                ('plain_text', models.CharField(blank=True, max_length=500, verbose_name='In plain words')),
                ('needed', models.BooleanField(default=False, verbose_name='Needed to take part')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clauses', to='participants.consentversion')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('pseudonym', models.CharField(max_length=80)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participants', to='projects.project')),
            ],
        ),
        migrations.CreateModel(
            name='Identity',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('full_name', models.CharField(max_length=150)),
                ('note', models.TextField(blank=True)),
                ('participant', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='identity', to='participants.participant')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('form_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('scope', models.CharField(choices=[('contact', 'Stop contacting me about this project'), ('taking_part', 'Stop taking part, and keep what I wrote'), ('words', 'Stop taking part, and remove what I wrote')], max_length=12)),
                ('receipt', models.CharField(max_length=16, unique=True)),
                ('effects', models.JSONField(default=list)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawals', to=settings.AUTH_USER_MODEL)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawals', to='projects.project')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ConsentAnswer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('agreed', models.BooleanField()),
                ('clause', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='participants.clause')),
                ('consent', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='participants.consent')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('consent', 'clause'), name='participants_consentanswer_clause_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='consentversion',
            constraint=models.UniqueConstraint(fields=('submitted_by', 'form_token'), name='participants_consentversion_once'),
        ),
        migrations.AddConstraint(
            model_name='consentversion',
            constraint=models.UniqueConstraint(fields=('project', 'number'), name='participants_consentversion_number_once'),
        ),
        migrations.AddConstraint(
            model_name='consentversion',
            constraint=models.UniqueConstraint(condition=models.Q(('published_at', None)), fields=('project',), name='participants_consentversion_one_draft'),
        ),
        migrations.AddIndex(
            model_name='consent',
            index=models.Index(fields=['person', 'version', '-given_at'], name='participants_consent_latest'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.UniqueConstraint(fields=('submitted_by', 'form_token'), name='participants_consent_once'),
        ),
        migrations.AddConstraint(
            model_name='clause',
            constraint=models.UniqueConstraint(fields=('version', 'position'), name='participants_clause_position_once'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.UniqueConstraint(fields=('project', 'pseudonym'), name='participants_participant_pseudonym_once'),
        ),
        migrations.AddIndex(
            model_name='withdrawal',
            index=models.Index(fields=['person', 'project'], name='participants_withdrawal_person'),
        ),
        migrations.AddConstraint(
            model_name='withdrawal',
            constraint=models.UniqueConstraint(fields=('submitted_by', 'form_token'), name='participants_withdrawal_once'),
        ),
        migrations.AddConstraint(
            model_name='withdrawal',
            constraint=models.CheckConstraint(condition=models.Q(('scope__in', ['contact', 'taking_part', 'words'])), name='participants_withdrawal_scope'),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
