"""The turns of a transcript belong to a version of its text. What is there becomes version 1."""

from __future__ import annotations

import uuid
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Length

# Rows are written and tables changed in one transaction: what waits for its end is checked before.
CHECK_NOW = "SET CONSTRAINTS ALL IMMEDIATE"


def into_versions(apps: Any, schema_editor: Any) -> None:
    """One version for each transcript, made when and by whom the transcript was; turns stand one after the other."""
    Transcript, Version, Turn = (
        apps.get_model("dialogues", name) for name in ("Transcript", "TranscriptVersion", "Turn")
    )
    for transcript in Transcript.objects.iterator():
        version = Version.objects.create(
            transcript=transcript, number=1, submitted_by_id=transcript.submitted_by_id, form_token=transcript.form_token
        )
        Version.objects.filter(pk=version.pk).update(created_at=transcript.created_at)
        begins, turns = 0, list(Turn.objects.filter(transcript=transcript).order_by("position"))
        for turn in turns:
            turn.version, turn.begins, turn.ends = version, begins, begins + len(turn.text)
            begins = turn.ends + 1
        Turn.objects.bulk_update(turns, ["version", "begins", "ends"], batch_size=500)


def out_of_versions(apps: Any, schema_editor: Any) -> None:
    """Only the newest version stays."""
    Transcript, Turn = apps.get_model("dialogues", "Transcript"), apps.get_model("dialogues", "Turn")
    for transcript in Transcript.objects.exclude(versions=None).distinct():
        newest = transcript.versions.order_by("-number").first()
        Turn.objects.filter(version__transcript=transcript).exclude(version=newest).delete()
        Turn.objects.filter(version=newest).update(transcript=transcript, version=None)
        transcript.versions.all().delete()


class Migration(migrations.Migration):
    """Version, turns in it, and where they stand in the text."""

    dependencies = [
        ("dialogues", "0003_origins"),
        ("participants", "0003_sealed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TranscriptVersion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("form_token", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("number", models.PositiveIntegerField()),
                (
                    "submitted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "transcript",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="dialogues.transcript"
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.AddConstraint(
            model_name="transcriptversion",
            constraint=models.UniqueConstraint(
                fields=("submitted_by", "form_token"), name="dialogues_transcriptversion_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="transcriptversion",
            constraint=models.UniqueConstraint(
                fields=("transcript", "number"), name="dialogues_transcriptversion_number_once"
            ),
        ),
        migrations.AddField(
            model_name="turn",
            name="version",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="turns",
                to="dialogues.transcriptversion",
            ),
        ),
        migrations.AddField(
            model_name="turn", name="begins", field=models.PositiveIntegerField(default=0), preserve_default=False
        ),
        migrations.AddField(
            model_name="turn", name="ends", field=models.PositiveIntegerField(default=0), preserve_default=False
        ),
        migrations.RemoveConstraint(model_name="turn", name="dialogues_turn_position_once"),
        migrations.AlterField(
            model_name="turn",
            name="transcript",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="turns",
                to="dialogues.transcript",
            ),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, CHECK_NOW),
        migrations.RunPython(into_versions, out_of_versions),
        migrations.RunSQL(CHECK_NOW, migrations.RunSQL.noop),
        migrations.RemoveField(model_name="turn", name="transcript"),
        migrations.AlterField(
            model_name="turn",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="turns", to="dialogues.transcriptversion"
            ),
        ),
        migrations.AddConstraint(
            model_name="turn",
            constraint=models.UniqueConstraint(fields=("version", "position"), name="dialogues_turn_position_once"),
        ),
        migrations.AddConstraint(
            model_name="turn",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), ("ends", models.F("begins") + Length("text")), _connector="OR"),
                name="dialogues_turn_stands_in_text",
            ),
        ),
    ]
