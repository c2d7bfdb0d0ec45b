"""How many people of each project are to be asked for their consent."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from participants.models import Consent, ConsentVersion
from participants.policies.consent import withdrawn_since
from projects.enums import TAKING_PART
from projects.models import Membership, current
from projects.queries.projects import count_by_project


def to_ask(keys: Collection[UUID], now: datetime) -> dict[UUID, int]:
    """People who take part and have not answered the latest form, as the list "To be asked" holds them.

    A project without a published form asks nobody.
    """
    forms = ConsentVersion.objects.filter(project__in=keys, published_at__isnull=False)
    newest = forms.order_by("project", "-number").distinct("project")
    standing = Consent.objects.filter(
        ~withdrawn_since(), version=OuterRef("project__consent_versions"), person=OuterRef("person")
    )
    members = Membership.objects.filter(
        current(),
        ~Exists(standing),
        role__in=TAKING_PART,
        project__consent_versions__in=newest.values("pk"),
    )
    return count_by_project(members, keys)
