"""Where a contribution or a tension came from, if it came from a dialogue."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from contributions.models import Contribution
from core.models import Record
from dialogues.models.outcomes import AgreedAction, Agreement, KeptDisagreement
from dialogues.models.words import Reflection
from tensions.models import Tension

ORIGINS = ("reflection", "agreement", "disagreement", "action")


def _only(name: str) -> Q:
    return Q(**{f"{other}__isnull": other != name for other in ORIGINS})


class ContributionOrigin(Record):
    """The reflection or the outcome that a contribution was taken from: one of the four."""

    contribution = models.OneToOneField(Contribution, on_delete=models.CASCADE, related_name="origin")
    reflection = models.ForeignKey(Reflection, null=True, on_delete=models.CASCADE, related_name="contributions")
    agreement = models.ForeignKey(Agreement, null=True, on_delete=models.CASCADE, related_name="contributions")
    disagreement = models.ForeignKey(
        KeptDisagreement, null=True, on_delete=models.CASCADE, related_name="contributions"
    )
    action = models.ForeignKey(AgreedAction, null=True, on_delete=models.CASCADE, related_name="contributions")

    class Privacy:
        plain = ("contribution", "reflection", "agreement", "disagreement", "action")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=_only("reflection") | _only("agreement") | _only("disagreement") | _only("action"),
                name="dialogues_contributionorigin_is_one",
            )
        ]

    def __str__(self) -> str:
        return f"Origin {self.pk}"


class TensionOrigin(Record):
    """The kept disagreement that a tension is about."""

    tension = models.OneToOneField(Tension, on_delete=models.CASCADE, related_name="origin")
    disagreement = models.OneToOneField(KeptDisagreement, on_delete=models.CASCADE, related_name="tension_origin")

    class Privacy:
        plain = ("tension", "disagreement")

    def __str__(self) -> str:
        return f"Origin {self.pk}"
