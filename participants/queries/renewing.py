"""How many people of each project are to be asked for their consent."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from core.compiled import compiled
from participants.models import Consent, ConsentVersion
from participants.policies.consent import withdrawn_since
from projects.enums import OPEN_PROJECT, TAKING_PART
from projects.models import Membership, where_current


def count_to_ask(keys: Collection[UUID], now: datetime) -> dict[UUID, int]:
    """People who take part and have not answered the latest form, as the list "To be asked" holds them.

    A project without a published form asks nobody.
    """
    return dict(_to_ask_by_project(list(keys)))


@compiled
def _to_ask_by_project(keys: list[UUID]) -> QuerySet[Membership, tuple[UUID, int]]:
    forms = ConsentVersion.objects.filter(project__in=keys, published_at__isnull=False)
    newest = forms.order_by("project", "-number").distinct("project")
    standing = Consent.objects.filter(
        ~withdrawn_since(), version=OuterRef("project__consent_versions"), person=OuterRef("person")
    )
    members = Membership.objects.filter(
        where_current(),
        ~Exists(standing),
        role__in=TAKING_PART,
        project__in=keys,
        project__state__in=OPEN_PROJECT,
        project__consent_versions__in=newest.values("pk"),
    )
    return members.order_by().values_list("project").annotate(Count("pk"))
