"""The built-in prompts, in versions. A dialogue copies the prompts it takes: a new version changes no dialogue."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class BuiltInPrompt:
    """A question of a set, and the same question in the plainest words. `theme` is a value of `enums.Theme`."""

    theme: str
    text: str | Promise
    plain_text: str | Promise


@dataclass(frozen=True)
class BuiltInSet:
    """Prompts that belong together. Change the version whenever a word of them changes."""

    name: str
    version: int
    prompts: tuple[BuiltInPrompt, ...]

    @property
    def label(self) -> str:
        """What a dialogue notes down about where its prompts came from."""
        return f"{self.name}, version {self.version}"

    def chosen(self, themes: list[str]) -> list[BuiltInPrompt]:
        """The prompts of these themes, in the order of the set."""
        return [prompt for prompt in self.prompts if prompt.theme in themes]


TEN_THEMES = BuiltInSet(
    name="Ten themes",
    version=1,
    prompts=(
        BuiltInPrompt(
            "risk",
            _("Think of a time when working together felt like a risk to you. What was at stake?"),
            _("When did working together feel scary or unsafe? What could have gone wrong for you?"),
        ),
        BuiltInPrompt(
            "purpose",
            _("What do you want this research to do, and where do you think others here want something else?"),
            _("What do you want from this work? Do you think other people want something different?"),
        ),
        BuiltInPrompt(
            "institution",
            _("Where has an organisation, a rule or a manager stood in the way of our work? What happened?"),
            _("Did a rule or a boss ever stop us doing something? What happened?"),
        ),
        BuiltInPrompt(
            "pace",
            _("Think of a time when the pace or the words we used did not suit you. What happened?"),
            _("When did we go too fast or too slow for you, or use words you did not know?"),
        ),
        BuiltInPrompt(
            "time",
            _("What do you understand about the others here now that you did not at first, and what did that take?"),
            _("What do you know about the others now? How did you find it out?"),
        ),
        BuiltInPrompt(
            "dialogue",
            _("When did talking openly with each other change something? When was something left unsaid?"),
            _("When did talking help? Was there something you wanted to say but did not?"),
        ),
        BuiltInPrompt(
            "knowledge",
            _("When was something you know taken seriously here, and when was it passed over?"),
            _("When did people listen to what you know? When did they not?"),
        ),
        BuiltInPrompt(
            "space",
            _("What time, money or room does your part in this take, and what would make it easier?"),
            _("What do you need to take part? More time, money, help or a better place to meet?"),
        ),
        BuiltInPrompt(
            "iteration",
            _("What did we try that did not go as planned, and what did we do differently after it?"),
            _("What went wrong the first time? What did we change after that?"),
        ),
        BuiltInPrompt(
            "goal",
            _("What do you think we are all trying to reach, and how would you know that we are closer?"),
            _("What are we trying to do together? How will you know it is getting better?"),
        ),
    ),
)

# What a new plan offers as ground rules. Each group makes them its own.
GROUND_RULES = _(
    "What each of us knows counts, wherever we know it from.\n"
    "We let each other finish.\n"
    "We speak for ourselves and say “I”.\n"
    "We may see things differently. We do not have to agree today.\n"
    "We explain words that not everybody knows.\n"
    "What is said here stays here, unless we decide otherwise together.\n"
    "Everybody may take a break or leave at any time, and need not say why."
)
