"""The project's own set of prompts."""

from __future__ import annotations

from uuid import uuid4

from accounts.models import User
from clahrc.demo.story.prompt_sets import PROMPT_SET_NAME, PROMPT_SET_VERSIONS
from clahrc.demo.telling.clock import on_day
from dialogues.actions.prompt_sets import edit_set, make_set
from dialogues.actions.prompts import Question
from dialogues.models import PromptSetVersion
from dialogues.queries.prompt_sets import last_version
from projects.models import Project


def tell_prompt_set(project: Project, by: User) -> PromptSetVersion:
    """Its first version, and the second after a group had found a word too hard."""
    (first, before), (second, after) = PROMPT_SET_VERSIONS
    with on_day(first):
        prompts = [Question(*prompt) for prompt in before]
        prompt_set = make_set(project, token=uuid4(), name=PROMPT_SET_NAME, prompts=prompts, by=by)
    with on_day(second):
        prompts = [Question(*prompt) for prompt in after]
        edit_set(prompt_set, token=uuid4(), name=prompt_set.name, prompts=prompts, seen=1, by=by)
    return last_version(prompt_set)
