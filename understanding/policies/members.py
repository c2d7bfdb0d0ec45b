"""Who takes part in what a project tries to understand together."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import Refused
from projects.enums import TAKING_PART
from projects.models import Membership, Project


def check_takes_part(project: Project, person: User, sentence: str = "") -> Membership:
    """The membership in which somebody takes part today. Raises Refused where there is none."""
    rows = Membership.objects.current().filter(project=project, person=person, role__in=TAKING_PART)
    membership = rows.first()
    if membership is None:
        raise Refused(sentence or _("You do not take part in this project any more."))
    return membership
