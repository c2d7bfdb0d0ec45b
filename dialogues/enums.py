"""The words of a dialogue, and which state may follow which."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DialogueState(models.TextChoices):
    """Planned: seats are given. Open: people write. Held: the group has met. Closed: nothing is added."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Open for writing")
    HELD = "held", _("Held")
    CLOSED = "closed", _("Closed")


# The kind of tag that says a state.
STATE_TAGS: dict[str, str] = {
    DialogueState.PLANNED: "waiting",
    DialogueState.OPEN: "soon",
    DialogueState.HELD: "neutral",
    DialogueState.CLOSED: "done",
}

# The group has met, or it was closed without: its report can be read.
REPORTED = frozenset({DialogueState.HELD, DialogueState.CLOSED})

DIALOGUE_STEPS: dict[DialogueState, frozenset[DialogueState]] = {
    DialogueState.PLANNED: frozenset({DialogueState.OPEN}),
    DialogueState.OPEN: frozenset({DialogueState.HELD, DialogueState.CLOSED}),
    DialogueState.HELD: frozenset({DialogueState.CLOSED}),
    DialogueState.CLOSED: frozenset(),
}


class ReflectionKind(models.TextChoices):
    """What a reflection is about."""

    WORKS_WELL = "works_well", _("Something that works well")
    CHALLENGE = "challenge", _("A challenge")
    EXPECTATION = "expectation", _("An expectation")
    LEARNING = "learning", _("Something learned")
    QUESTION = "question", _("A question")
    FREE = "free", _("Something else")


class Theme(models.TextChoices):
    """The ten themes of the paper that this product grows out of, in short."""

    RISK = "risk", _("Risks of new ways of working")
    PURPOSE = "purpose", _("Purpose, value and expectations")
    INSTITUTION = "institution", _("Institutions that stand in the way")
    PACE = "pace", _("Pace, language and background")
    TIME = "time", _("Time to understand each other")
    DIALOGUE = "dialogue", _("Commitment to dialogue")
    KNOWLEDGE = "knowledge", _("Everybody's knowledge counts")
    SPACE = "space", _("Time, resources and room to work")
    ITERATION = "iteration", _("Trying again and thinking about it")
    GOAL = "goal", _("A shared goal")


class Manner(models.TextChoices):
    """How a response answers. None of them outranks what it answers."""

    BUILDS = "builds", _("Builds on it")
    ASKS = "asks", _("Asks about it")
    DIFFERS = "differs", _("Sees it differently")
    THANKS = "thanks", _("Says thank you")


class UseRefusal(models.TextChoices):
    """Why words may not be used, by a file that leaves or by analysis. Where several hold, the first is told."""

    NOT_REVEALED = "not_revealed", _("Not revealed yet")
    FEWER_READERS = "fewer_readers", _("Meant for fewer readers than the whole dialogue")
    NOT_PERMITTED = "not_permitted", _("The author does not permit analysis")
    AUTHOR_LEFT = "author_left", _("The author does not take part in the project any more")
    NO_CONSENT = "no_consent", _("The author has not consented to take part in the project")
    WITHDRAWN = "withdrawn", _("The author took these words back")
    ANSWERED = "answered", _("It responds to words that stay out")


class Rsvp(models.TextChoices):
    """Whether somebody comes to the meeting. Not answered is the empty text."""

    YES = "yes", _("I will come")
    MAYBE = "maybe", _("I do not know yet")
    NO = "no", _("I cannot come")


class Standing(models.TextChoices):
    """Where a kept disagreement stands when the dialogue looks back. Staying apart is no failure."""

    APART = "apart", _("We still differ")
    CLOSER = "closer", _("We are closer")
    SETTLED = "settled", _("We agree now")
