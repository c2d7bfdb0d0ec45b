"""What one person said, with what its reader can do about it.

Made here and not in a template: there fifty of them cost more than all the rest of the page.
"""

from __future__ import annotations

from django import template
from django.utils.html import linebreaks
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.markup import markup
from dialogues.policies.contributions import may_take_up
from dialogues.queries.words import ANY, Voice

register = template.Library()


@register.simple_tag
def voice_card(voice: Voice, may_edit: bool, answers: Voice | None = None, take_up: str = "") -> SafeString:
    """A reflection or response as the reader may read it. `may_edit`: the dialogue is not closed.

    `take_up` is where words become a contribution, for whoever may do that. A response says first what it `answers`
    and leads there; whoever wrote that can answer below it.
    """
    inside = open_words(voice, may_edit, is_response=answers is not None)
    first = answered(voice, answers) if answers else ""
    last = ways(answers) if answers and answers.mine and answers.ways and not voice.mine else ""
    taking = taken_up(voice, take_up) if take_up else ""
    return markup('<div class="said" id="words-{}">{}{}{}{}</div>', voice.key, first, inside, taking, last)


def taken_up(voice: Voice, take_up: str) -> SafeString:
    """The way from these words to a contribution, where their author lets the group use them."""
    if voice.permission is None or not may_take_up(voice.permission.audience):
        return SafeString("")
    return markup(
        '<ul class="ways"><li><a href="{}">{}<span class="vh">: {}</span></a></li></ul>',
        take_up.replace(ANY, str(voice.key)),
        _("Take up as a contribution"),
        voice.by,
    )


def answered(voice: Voice, answers: Voice) -> SafeString:
    """How a response answers, and whose words."""
    if answers.permission is not None:
        words = _("what %(by)s wrote") % {"by": answers.by}
        return markup('<p class="answers">{}: <a href="#words-{}">{}</a></p>', voice.kind, answers.key, words)
    gone = _("words that were taken back") if answers.is_open else _("words that are not open to you any more")
    return markup('<p class="answers">{}: {}</p>', voice.kind, gone)


def open_words(voice: Voice, may_edit: bool, *, is_response: bool) -> SafeString:
    """The words with who said them, or that they were taken back."""
    if voice.permission is None:
        return markup('<p class="soft">{}</p>', _("Words taken back by their author."))
    return markup(
        '<blockquote class="words">{}</blockquote>\n<p class="voice-foot"><strong>{}</strong>{}{}</p>\n{}\n{}',
        SafeString(linebreaks(voice.words, autoescape=True)),
        voice.by,
        "" if is_response or not voice.kind else markup("<br>{}", voice.kind),
        markup("<br>{}", voice.mark) if voice.mark else "",
        own_words(voice, may_edit) if voice.mine else "",
        ways(voice) if voice.ways else "",
    )


def own_words(voice: Voice, may_edit: bool) -> SafeString:
    """What its author is told of their permission, and where to change it."""
    assert voice.permission is not None
    uses = voice.permission.uses
    whose = _("Yours. Who reads it: %(audience)s. Under what name: %(by)s.")
    used = f"{_('Used for:')} {'; '.join(uses)}." if uses else _("Only being read. Not analysed, not quoted.")
    edit = markup('<li><a href="{}">{}</a></li>', voice.urls["write"], _("Change your words"))
    return markup(
        '<p class="voice-foot">{} {}</p>\n<ul class="ways">'
        '<li><a href="{}?from=words">{}<span class="vh">, {}</span></a></li>{}<li><a href="{}">{}</a></li></ul>',
        whose % {"audience": voice.permission.audience_label, "by": voice.by},
        used,
        voice.urls["permission"],
        _("Change who reads it"),
        _("under what name and for what"),
        edit if may_edit else "",
        voice.urls["history"],
        _("Earlier versions"),
    )


def ways(voice: Voice) -> SafeString:
    """The ways to respond; whoever hears the links one by one is told to whom."""
    links = ((url, label, voice.by) for url, label in voice.ways)
    item = '<li><a href="{}">{}<span class="vh">: {}</span></a></li>'
    return markup('<ul class="ways respond">{}</ul>', SafeString("".join(markup(item, *link) for link in links)))
