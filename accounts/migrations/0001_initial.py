"""The tables of this app."""

import accounts.models
import django.db.models.deletion
import django.db.models.functions.text
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(blank=True, max_length=254, null=True, unique=True, verbose_name='E-mail address')),
                ('full_name', models.CharField(max_length=150, verbose_name='Full name')),
                ('name_rule', models.CharField(choices=[('full', 'My full name'), ('pseudonym', 'A name I choose'), ('standpoint', 'My standpoint only, without a name')], default='full', max_length=12, verbose_name='How I want to be named')),
                ('pseudonym', models.CharField(blank=True, max_length=60, verbose_name='The name I choose')),
                ('time_zone', models.CharField(default='Europe/London', max_length=64, validators=[accounts.models.check_time_zone], verbose_name='Time zone')),
                ('about', models.TextField(blank=True, verbose_name='About me')),
                ('contact_by', models.CharField(choices=[('email', 'E-mail'), ('phone', 'A phone call'), ('text', 'A text message')], default='email', max_length=6, verbose_name='How to reach me')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='Phone')),
                ('erased_at', models.DateTimeField(editable=False, null=True)),
                ('is_active', models.BooleanField(default=True)),
                ('is_administrator', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='accounts_user_email_lower')],
            },
        ),
        migrations.CreateModel(
            name='FormDraft',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('address', models.CharField(max_length=500)),
                ('fields', models.JSONField()),
                ('saved_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='form_drafts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'address'), name='accounts_formdraft_once')],
            },
        ),
    ]
