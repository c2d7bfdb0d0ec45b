"""The pace agreement that holds today."""

from __future__ import annotations

from projects.models import PaceAgreement, Project

ANSWER_DAYS = 30  # until somebody is told what came of their contribution, where no pace is agreed


def current_pace(project: Project) -> PaceAgreement | None:
    """The latest agreement; None where none is recorded."""
    return PaceAgreement.objects.filter(project=project).order_by("-number").first()


def answer_within(project: Project) -> int:
    """In how many days a contributor is told what came of their contribution."""
    agreed = current_pace(project)
    return agreed.rapid_days if agreed else ANSWER_DAYS
