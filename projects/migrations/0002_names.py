"""Names that say whose day, whose end and what is counted."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('projects', '0001_initial'),
    ]

    operations = [
        migrations.RenameField(model_name='invitation', old_name='expires_on', new_name='membership_expires_on'),
        migrations.RenameField(model_name='invitation', old_name='lapses_at', new_name='link_ends_at'),
        migrations.RenameField(model_name='invitation', old_name='sent', new_name='times_sent'),
        migrations.RenameField(model_name='invitationlist', old_name='invited', new_name='number_invited'),
    ]
