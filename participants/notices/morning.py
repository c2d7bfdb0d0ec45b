"""The number of people to be asked for consent, for a coordinator's morning."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participants.queries.renewing import to_ask
from projects.registry import Measure, declare_measure

CONSENTS = declare_measure(
    Measure(
        name="consents_to_ask",
        one=_("person to be asked for consent"),
        many=_("people to be asked for consent"),
        column=_("Consent to renew"),
        count=to_ask,
        url=lambda project: f"{reverse('participants:consent_list', args=[project])}?show=waiting",
        rank=30,
    )
)
