"""Shared understanding: one calm page that leads to what was agreed and what words mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from glossary.queries import glossary_in_words
from projects.access import Here, project_view
from projects.models import Project
from projects.permissions import Action
from understanding.queries.aims import aim_fact
from understanding.queries.expectations import expectations_fact
from understanding.queries.pace import pace_fact
from understanding.queries.pulse import pulse_fact

Text = str | Promise


@dataclass(frozen=True)
class Card:
    """Something we try to understand together: where it is, who may open it, and a fact about it from the rows."""

    title: Text
    sentence: Text
    url_name: str
    action: Action
    fact: Callable[[Project], str]


CARDS = (
    Card(
        _("Our shared aim"),
        _("What all of us want to reach, and who has signed it."),
        "understanding:aim_detail",
        Action.UNDERSTANDING_VIEW,
        aim_fact,
    ),
    Card(
        _("What we expect"),
        _("Written apart, then side by side. Asked again later."),
        "understanding:expectation_list",
        Action.EXPECTATION_WRITE,
        expectations_fact,
    ),
    Card(
        _("Pace agreement"),
        _("How fast we go, and how long things took."),
        "understanding:pace_detail",
        Action.UNDERSTANDING_VIEW,
        pace_fact,
    ),
    Card(
        _("Glossary"),
        _("What our words mean, and to whom."),
        "glossary:glossary",
        Action.UNDERSTANDING_VIEW,
        glossary_in_words,
    ),
    Card(
        _("Pulse"),
        _("How the work together goes, from every standpoint."),
        "understanding:pulse_list",
        Action.PULSE_ANSWER,
        pulse_fact,
    ),
)


@dataclass(frozen=True)
class OpenCard:
    """A card that somebody may open in one project, with its address and what the rows say."""

    card: Card
    url: str
    fact: str


@project_view(Action.UNDERSTANDING_VIEW)
@require_GET
def understanding(request: HttpRequest, here: Here) -> HttpResponse:
    """The page of shared understanding: the cards that this role may open."""
    cards = [
        OpenCard(card, reverse(card.url_name, args=[here.project.pk]), card.fact(here.project))
        for card in CARDS
        if here.may(card.action)
    ]
    return render(request, "understanding/understanding.html", {"cards": cards})
