"""Dialogues, and the text search configuration that words are found by."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import uuid
from django.conf import settings
from django.db import migrations, models


# English stems without accents. The extension is one of those that a database's owner may create.
FORWARD = """
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE TEXT SEARCH CONFIGURATION clahrc (COPY = english);
ALTER TEXT SEARCH CONFIGURATION clahrc ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
"""
BACKWARD = "DROP TEXT SEARCH CONFIGURATION clahrc;"

# The text of a version stays as it was made. A turn may only become empty, where its words are taken back; deleting is
# left to removal, withdrawal and erasure.
TEXT_STAYS = """
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
TEXT_MOVES = """
DROP TRIGGER dialogues_turn_stays ON dialogues_turn;
DROP TRIGGER dialogues_transcriptversion_stays ON dialogues_transcriptversion;
DROP TRIGGER dialogues_reflectionversion_stays ON dialogues_reflectionversion;
DROP FUNCTION dialogues_text_stays();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contributions', '0001_initial'),
        ('participants', '0001_initial'),
        ('projects', '0001_initial'),
        ('tensions', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.CreateModel(
            name='Dialogue',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('form_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('title', models.CharField(max_length=200, verbose_name='Title')),
                ('purpose', models.TextField(blank=True, verbose_name='Purpose')),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('open', 'Open for writing'), ('held', 'Held'), ('closed', 'Closed')], default='planned', max_length=8)),
                ('meets_at', models.DateTimeField(blank=True, null=True, verbose_name='When we meet')),
                ('time_zone', models.CharField(default='Europe/London', max_length=64, verbose_name='Time zone')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='Place')),
                ('join_link', models.URLField(blank=True, max_length=500, verbose_name='Link to join')),
                ('writing_ends_at', models.DateTimeField(verbose_name='Writing ends')),
                ('reveal_at', models.DateTimeField(blank=True, null=True, verbose_name='Reveal by itself at')),
                ('revealed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('prompt_set', models.CharField(blank=True, editable=False, max_length=160)),
                ('ground_rules', models.TextField(blank=True, verbose_name='Ground rules')),
                ('look_back_on', models.DateField(blank=True, null=True, verbose_name='We look back on')),
                ('held_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('closed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('sequence', models.PositiveIntegerField(default=0, editable=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dialogues', to='projects.project')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('form_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('text', models.TextField(verbose_name='What we agreed')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dialogue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='dialogues.dialogue')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AgreedAction',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('form_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('text', models.TextField(verbose_name='What will be done')),
                ('due_on', models.DateField(verbose_name='By')),
                ('done_on', models.DateField(blank=True, null=True)),
                ('became', models.TextField(blank=True, verbose_name='What came of it')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dialogue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreed_actions', to='dialogues.dialogue')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('position', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=200, verbose_name='What')),
                ('minutes', models.PositiveSmallIntegerField(verbose_name='Minutes')),
                ('covered', models.BooleanField(default=False)),
                ('dialogue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agenda', to='dialogues.dialogue')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='KeptDisagreement',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('form_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('title', models.CharField(max_length=200, verbose_name='What we differ on')),
                ('look_back_on', models.DateField(verbose_name='We look back on')),
                ('standing', models.CharField(blank=True, choices=[('apart', 'We still differ'), ('closer', 'We are closer'), ('settled', 'We agree now')], max_length=8, verbose_name='Where it stands now')),
                ('dialogue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kept_disagreements', to='dialogues.dialogue')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Position',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('held_by', models.CharField(choices=[('clinician', 'Clinician'), ('academic', 'Academic'), ('patient', 'Patient'), ('carer', 'Carer'), ('public', 'Member of the public'), ('manager', 'Manager')], max_length=10, verbose_name='Held by')),
                ('text', models.TextField(verbose_name='Position')),
                ('disagreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='positions', to='dialogues.keptdisagreement')),
            ],
            options={
                'ordering': ['held_by', 'created_at'],
            },
        ),
        migrations.CreateModel(
            name='Prompt',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=300, verbose_name='Prompt')),
                ('plain_text', models.CharField(blank=True, max_length=300, verbose_name='In plain words')),
                ('theme', models.CharField(blank=True, choices=[('risk', 'Risks of new ways of working'), ('purpose', 'Purpose, value and expectations'), ('institution', 'Institutions that stand in the way'), ('pace', 'Pace, language and background'), ('time', 'Time to understand each other'), ('dialogue', 'Commitment to dialogue'), ('knowledge', "Everybody's knowledge counts"), ('space', 'Time, resources and room to work'), ('iteration', 'Trying again and thinking about it'), ('goal', 'A shared goal')], max_length=12)),
                ('dialogue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='prompts', to='dialogues.dialogue')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='PromptSet',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('form_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('name', models.CharField(max_length=120, verbose_name='Name')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='prompt_sets', to='projects.project')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PromptSetVersion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('form_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('prompt_set', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='dialogues.promptset')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Reflection',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('audience', models.CharField(choices=[('only_me', 'Only me'), ('facilitators', 'The facilitators of this dialogue'), ('dialogue', 'Everybody with a seat in this dialogue'), ('project', 'Everybody in this project, except observers')], default='dialogue', max_length=12)),
                ('name_rule', models.CharField(choices=[('full', 'My full name'), ('pseudonym', 'A name I choose'), ('standpoint', 'My standpoint only, without a name')], default='full', max_length=12)),
                ('pseudonym', models.CharField(blank=True, max_length=60)),
                ('may_analyse', models.BooleanField(default=False)),
                ('may_quote', models.BooleanField(default=False)),
                ('may_quote_named', models.BooleanField(default=False)),
                ('may_archive', models.BooleanField(default=False)),
                ('text', models.TextField()),
                ('kind', models.CharField(choices=[('works_well', 'Something that works well'), ('challenge', 'A challenge'), ('expectation', 'An expectation'), ('learning', 'Something learned'), ('question', 'A question'), ('free', 'Something else')], max_length=12)),
                ('sent_at', models.DateTimeField()),
                ('manner', models.CharField(blank=True, choices=[('builds', 'Builds on it'), ('asks', 'Asks about it'), ('differs', 'Sees it differently'), ('thanks', 'Says thank you')], max_length=8)),
                ('files_since', models.DateTimeField(blank=True, editable=False, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('search', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector('text', config='clahrc'), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('prompt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reflections', to='dialogues.prompt')),
                ('responds_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='dialogues.reflection')),
            ],
        ),
        migrations.CreateModel(
            name='ContributionOrigin',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('action', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='dialogues.agreedaction')),
                ('agreement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='dialogues.agreement')),
                ('contribution', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='origin', to='contributions.contribution')),
                ('disagreement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='dialogues.keptdisagreement')),
                ('reflection', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='dialogues.reflection')),
            ],
        ),
        migrations.CreateModel(
            name='ReflectionVersion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('reflection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='dialogues.reflection')),
            ],
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('standpoint', models.CharField(choices=[('clinician', 'Clinician'), ('academic', 'Academic'), ('patient', 'Patient'), ('carer', 'Carer'), ('public', 'Member of the public'), ('manager', 'Manager')], max_length=10)),
                ('facilitates', models.BooleanField(default=False)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('name_rule', models.CharField(blank=True, choices=[('full', 'My full name'), ('pseudonym', 'A name I choose'), ('standpoint', 'My standpoint only, without a name')], max_length=12)),
                ('pseudonym', models.CharField(blank=True, max_length=60)),
                ('rsvp', models.CharField(blank=True, choices=[('yes', 'I will come'), ('maybe', 'I do not know yet'), ('no', 'I cannot come')], max_length=6, verbose_name='Will you come?')),
                ('rsvp_at', models.DateTimeField(blank=True, null=True)),
                ('attended', models.BooleanField(null=True)),
                ('told_sequence', models.PositiveIntegerField(blank=True, editable=False, null=True)),
                ('dialogue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='dialogues.dialogue')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddField(
            model_name='reflection',
            name='seat',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reflections', to='dialogues.seat'),
        ),
        migrations.CreateModel(
            name='LookBackNote',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('form_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('text', models.TextField(verbose_name='What has become of it')),
                ('looked_back_on', models.DateField()),
                ('dialogue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='look_back_notes', to='dialogues.dialogue')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='look_back_notes', to='dialogues.seat')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('audience', models.CharField(choices=[('only_me', 'Only me'), ('facilitators', 'The facilitators of this dialogue'), ('dialogue', 'Everybody with a seat in this dialogue'), ('project', 'Everybody in this project, except observers')], default='dialogue', max_length=12)),
                ('name_rule', models.CharField(choices=[('full', 'My full name'), ('pseudonym', 'A name I choose'), ('standpoint', 'My standpoint only, without a name')], default='full', max_length=12)),
                ('pseudonym', models.CharField(blank=True, max_length=60)),
                ('may_analyse', models.BooleanField(default=False)),
                ('may_quote', models.BooleanField(default=False)),
                ('may_quote_named', models.BooleanField(default=False)),
                ('may_archive', models.BooleanField(default=False)),
                ('text', models.TextField(blank=True)),
                ('kind', models.CharField(choices=[('works_well', 'Something that works well'), ('challenge', 'A challenge'), ('expectation', 'An expectation'), ('learning', 'Something learned'), ('question', 'A question'), ('free', 'Something else')], default='free', max_length=12)),
                ('saved_at', models.DateTimeField()),
                ('manner', models.CharField(blank=True, choices=[('builds', 'Builds on it'), ('asks', 'Asks about it'), ('differs', 'Sees it differently'), ('thanks', 'Says thank you')], max_length=8)),
                ('prompt', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='dialogues.prompt')),
                ('responds_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='drafts_of_responses', to='dialogues.reflection')),
                ('revises', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='revision', to='dialogues.reflection')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='dialogues.seat')),
            ],
        ),
        migrations.AddField(
            model_name='agreedaction',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreed_actions', to='dialogues.seat', verbose_name='Owner'),
        ),
        migrations.CreateModel(
            name='SetPrompt',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=300, verbose_name='Prompt')),
                ('plain_text', models.CharField(blank=True, max_length=300, verbose_name='In plain words')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='prompts', to='dialogues.promptsetversion')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='TensionOrigin',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('disagreement', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='tension_origin', to='dialogues.keptdisagreement')),
                ('tension', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='origin', to='tensions.tension')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Transcript',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('form_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('title', models.CharField(max_length=200, verbose_name='Title')),
                ('credit', models.CharField(blank=True, max_length=300, verbose_name='Source and licence')),
                ('dialogue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='transcripts', to='dialogues.dialogue')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SpeakerSeat',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='speaker_seats', to='dialogues.seat')),
                ('speaker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='speaker_seats', to='participants.participant')),
                ('transcript', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='speaker_seats', to='dialogues.transcript')),
            ],
        ),
        migrations.CreateModel(
            name='TranscriptVersion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('form_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('number', models.PositiveIntegerField()),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('transcript', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='dialogues.transcript')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Turn',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('position', models.PositiveIntegerField()),
                ('starts_at', models.PositiveIntegerField(null=True)),
                ('begins', models.PositiveIntegerField()),
                ('ends', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('speaker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='turns', to='participants.participant')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='turns', to='dialogues.transcriptversion')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.AddIndex(
            model_name='dialogue',
            index=models.Index(condition=models.Q(('look_back_on__isnull', False)), fields=['look_back_on'], name='dialogues_dialogue_look_back'),
        ),
        migrations.AddIndex(
            model_name='dialogue',
            index=models.Index(fields=['project', '-writing_ends_at'], name='dialogues_dialogue_project'),
        ),
        migrations.AddIndex(
            model_name='dialogue',
            index=models.Index(condition=models.Q(('revealed_at', None), ('state__in', ['open', 'held'])), fields=['reveal_at'], name='dialogues_dialogue_reveal_due'),
        ),
        migrations.AddConstraint(
            model_name='dialogue',
            constraint=models.UniqueConstraint(fields=('submitted_by', 'form_token'), name='dialogues_dialogue_once'),
        ),
        migrations.AddConstraint(
            model_name='dialogue',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'open', 'held', 'closed'])), name='dialogues_dialogue_state'),
        ),
        migrations.AddConstraint(
            model_name='dialogue',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'planned'), _negated=True), ('revealed_at', None), _connector='OR'), name='dialogues_dialogue_planned_is_blind'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.UniqueConstraint(fields=('submitted_by', 'form_token'), name='dialogues_agreement_once'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(fields=('dialogue', 'position'), name='dialogues_agendaitem_position_once'),
        ),
        migrations.AddConstraint(
            model_name='keptdisagreement',
            constraint=models.UniqueConstraint(fields=('submitted_by', 'form_token'), name='dialogues_keptdisagreement_once'),
        ),
        migrations.AddConstraint(
            model_name='prompt',
            constraint=models.UniqueConstraint(fields=('dialogue', 'position'), name='dialogues_prompt_position_once'),
        ),
        migrations.AddConstraint(
            model_name='promptset',
            constraint=models.UniqueConstraint(fields=('submitted_by', 'form_token'), name='dialogues_promptset_once'),
        ),
        migrations.AddConstraint(
            model_name='promptset',
            constraint=models.UniqueConstraint(fields=('project', 'name'), name='dialogues_promptset_name_once'),
        ),
        migrations.AddConstraint(
            model_name='promptsetversion',
            constraint=models.UniqueConstraint(fields=('submitted_by', 'form_token'), name='dialogues_promptsetversion_once'),
        ),
        migrations.AddConstraint(
            model_name='promptsetversion',
            constraint=models.UniqueConstraint(fields=('prompt_set', 'number'), name='dialogues_promptsetversion_number_once'),
        ),
        migrations.AddConstraint(
            model_name='contributionorigin',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('action__isnull', True), ('agreement__isnull', True), ('disagreement__isnull', True), ('reflection__isnull', False)), models.Q(('action__isnull', True), ('agreement__isnull', False), ('disagreement__isnull', True), ('reflection__isnull', True)), models.Q(('action__isnull', True), ('agreement__isnull', True), ('disagreement__isnull', False), ('reflection__isnull', True)), models.Q(('action__isnull', False), ('agreement__isnull', True), ('disagreement__isnull', True), ('reflection__isnull', True)), _connector='OR'), name='dialogues_contributionorigin_is_one'),
        ),
        migrations.AddConstraint(
            model_name='reflectionversion',
            constraint=models.UniqueConstraint(fields=('reflection', 'number'), name='dialogues_version_once'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.UniqueConstraint(fields=('dialogue', 'person'), name='dialogues_seat_once'),
        ),
        migrations.AddIndex(
            model_name='reflection',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search'], name='dialogues_reflection_search'),
        ),
        migrations.AddConstraint(
            model_name='reflection',
            constraint=models.UniqueConstraint(condition=models.Q(('responds_to', None)), fields=('seat', 'prompt'), name='dialogues_reflection_once'),
        ),
        migrations.AddConstraint(
            model_name='reflection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('manner', ''), ('responds_to', None)), models.Q(('responds_to__isnull', False), models.Q(('manner', ''), _negated=True)), _connector='OR'), name='dialogues_reflection_response_has_manner'),
        ),
        migrations.AddConstraint(
            model_name='reflection',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at', None), ('text', ''), _connector='OR'), name='dialogues_reflection_withdrawn_is_empty'),
        ),
        migrations.AddConstraint(
            model_name='lookbacknote',
            constraint=models.UniqueConstraint(fields=('submitted_by', 'form_token'), name='dialogues_lookbacknote_once'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(condition=models.Q(('responds_to', None)), fields=('seat', 'prompt'), name='dialogues_draft_once'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(condition=models.Q(('responds_to__isnull', False), ('revises', None)), fields=('seat', 'responds_to'), name='dialogues_draft_response_once'),
        ),
        migrations.AddIndex(
            model_name='agreedaction',
            index=models.Index(condition=models.Q(('done_on', None)), fields=['due_on'], name='dialogues_agreedaction_open'),
        ),
        migrations.AddConstraint(
            model_name='agreedaction',
            constraint=models.UniqueConstraint(fields=('submitted_by', 'form_token'), name='dialogues_agreedaction_once'),
        ),
        migrations.AddConstraint(
            model_name='setprompt',
            constraint=models.UniqueConstraint(fields=('version', 'position'), name='dialogues_setprompt_position_once'),
        ),
        migrations.AddConstraint(
            model_name='transcript',
            constraint=models.UniqueConstraint(fields=('submitted_by', 'form_token'), name='dialogues_transcript_once'),
        ),
        migrations.AddConstraint(
            model_name='speakerseat',
            constraint=models.UniqueConstraint(fields=('transcript', 'speaker'), name='dialogues_speakerseat_once'),
        ),
        migrations.AddConstraint(
            model_name='transcriptversion',
            constraint=models.UniqueConstraint(fields=('submitted_by', 'form_token'), name='dialogues_transcriptversion_once'),
        ),
        migrations.AddConstraint(
            model_name='transcriptversion',
            constraint=models.UniqueConstraint(fields=('transcript', 'number'), name='dialogues_transcriptversion_number_once'),
        ),
        migrations.AddConstraint(
            model_name='turn',
            constraint=models.UniqueConstraint(fields=('version', 'position'), name='dialogues_turn_position_once'),
        ),
        migrations.AddConstraint(
            model_name='turn',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), ('ends', django.db.models.expressions.CombinedExpression(models.F('begins'), '+', django.db.models.functions.text.Length('text'))), _connector='OR'), name='dialogues_turn_stands_in_text'),
        ),
        migrations.RunSQL(TEXT_STAYS, TEXT_MOVES),
    ]
