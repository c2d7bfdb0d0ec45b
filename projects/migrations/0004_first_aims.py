"""The aim that a project had becomes the first version of its shared aim."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import migrations


def forwards(apps: Any, schema_editor: Any) -> None:
    """One version for each project that had an aim."""
    Project, Aim = apps.get_model("projects", "Project"), apps.get_model("projects", "Aim")
    for project in Project.objects.exclude(aim="").iterator():
        Aim.objects.create(
            project=project, number=1, text=project.aim, submitted_by=project.submitted_by, form_token=uuid.uuid4()
        )
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def backwards(apps: Any, schema_editor: Any) -> None:
    """The latest version becomes the aim of its project."""
    Project, Aim = apps.get_model("projects", "Project"), apps.get_model("projects", "Aim")
    for aim in Aim.objects.order_by("number").iterator():
        Project.objects.filter(pk=aim.project_id).update(aim=aim.text)
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [("projects", "0003_plan_and_track")]

    operations = [migrations.RunPython(forwards, backwards)]
