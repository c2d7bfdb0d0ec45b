"""The prompts of a dialogue: copied, so that a set may change without changing a dialogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from dialogues.models import Dialogue, Prompt, PromptSetVersion
from dialogues.queries.prompt_sets import label_of, versions_noted
from dialogues.registry import TEN_THEMES

NOTE = 160  # characters that a dialogue keeps for where its prompts came from


class Question(NamedTuple):
    """A prompt in our own words, and the same in the plainest."""

    text: str
    plain_text: str = ""


@dataclass(frozen=True)
class PromptChoice:
    """What a form asks for: built-in themes, a version of a set of the project, and lines of our own.

    `noted` is where the lines of our own came from before, for a copy.
    """

    themes: list[str]
    own: list[Question]
    taken: PromptSetVersion | None = None
    noted: str = ""


def questions_of(choice: PromptChoice) -> list[Question]:
    """The lines of our own, then what the set adds to them. Nothing is choice twice."""
    own = list(dict.fromkeys(choice.own))
    texts = {question.text for question in own}
    added = choice.taken.prompts.all() if choice.taken else ()
    return own + [Question(item.text, item.plain_text) for item in added if item.text not in texts]


def questions_asked(dialogue: Dialogue) -> tuple[list[str], list[Question]]:
    """The prompts as a form states them: themes, and lines of our own."""
    prompts = list(dialogue.prompts.all())
    themes = [prompt.theme for prompt in prompts if prompt.theme]
    return themes, [Question(prompt.text, prompt.plain_text) for prompt in prompts if not prompt.theme]


def asks_the_same(dialogue: Dialogue, choice: PromptChoice) -> bool:
    """Does the dialogue ask exactly this already?"""
    return (choice.themes, questions_of(choice)) == questions_asked(dialogue)


def new_prompts(choice: PromptChoice) -> list[Prompt]:
    """The prompts of a dialogue that asks this, not stored yet."""
    built_in = TEN_THEMES.chosen(choice.themes)
    rows = [Prompt(text=str(item.text), plain_text=str(item.plain_text), theme=item.theme) for item in built_in]
    rows += [Prompt(text=question.text, plain_text=question.plain_text) for question in questions_of(choice)]
    for position, prompt in enumerate(rows, start=1):
        prompt.position = position
    return rows


def prompt_sets_in_words(dialogue: Dialogue, choice: PromptChoice) -> str:
    """The sets of which a prompt is choice, in words: "Ten themes, version 1; Clinic questions, version 3"."""
    texts = {question.text for question in questions_of(choice)}
    versions = versions_noted(dialogue.project, f"{dialogue.prompt_set}; {choice.noted}", choice.taken)
    used = [label_of(version) for version in versions if texts & {prompt.text for prompt in version.prompts.all()}]
    built_in = [TEN_THEMES.label] if TEN_THEMES.chosen(choice.themes) else []
    return "; ".join(built_in + used)[:NOTE]
