"""The marks and columns of the pictures, and the rows of their tables.

Their HTML is made here and in `pictures.drawing`, and not in a template: there fifty marks and fifty rows cost three
times the rest of the page. Every text is escaped once, the words of an enum once for a whole table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django import template
from django.db import models
from django.utils.dates import MONTHS
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.dates import say_day
from core.templatetags.ui import tag
from milestones.enums import MilestoneKind, Pace, RelationalStep, Standing
from milestones.pictures.bands import Band
from milestones.pictures.columns import Column, ColumnLane, Columns, Span, Tally
from milestones.pictures.drawing import SHAPES, drawn_columns, drawn_marks
from milestones.pictures.frame import Frame
from milestones.pictures.timeline import Lane
from milestones.queries.filters import MilestoneFilter
from milestones.queries.rows import TAGS
from milestones.queries.table import TableRow

register = template.Library()


@register.simple_tag
def shape(look: str) -> SafeString:
    """The mark of a milestone of this look; an unknown one is drawn as planned."""
    return SafeString(SHAPES.get(look, SHAPES["planned"]))


@register.simple_tag
def lane_name(lane: Lane | ColumnLane) -> str:
    """The pace that a lane is drawn for, in words."""
    return str(Pace(lane.name).label)


@register.simple_tag
def marks(lanes: Iterable[Lane]) -> SafeString:
    """Every mark with its run and its label, each a link to its milestone."""
    months = {number: escape(name) for number, name in MONTHS.items()}
    return SafeString(drawn_marks(lanes, lambda day: f"{day.day} {months[day.month]} {day.year}"))


@register.simple_tag
def columns(lane: ColumnLane, only: MilestoneFilter) -> SafeString:
    """Every column of a lane, each a link to the milestones that it counts."""

    def address(column: Column) -> str:
        return _narrowed(replace(only, pace=lane.name), column.span).query

    def say(column: Column) -> str:
        return f"{say_span(column.span)}, {Pace(lane.name).label}: {_said(column.tally)}"

    return SafeString(drawn_columns(lane, address, say))


def _narrowed(only: MilestoneFilter, span: Span) -> MilestoneFilter:
    """What is asked for, in a span alone."""
    since = max(only.since, span.first) if only.since else span.first
    until = min(only.until, span.last) if only.until else span.last
    return replace(only, since=since, until=until)


def say_span(span: Span) -> str:
    """The months of a span: "May 2027", "May to June 2027", "November 2027 to January 2028"."""
    first, last = f"{MONTHS[span.first.month]} {span.first.year}", f"{MONTHS[span.last.month]} {span.last.year}"
    if first == last:
        return last
    if span.first.year == span.last.year:
        first = str(MONTHS[span.first.month])
    return _("%(first)s to %(last)s") % {"first": first, "last": last}


def _said(tally: Tally) -> str:
    words = ngettext("%d milestone", "%d milestones", tally.every) % tally.every
    return _("%(milestones)s, %(late)d late") % {"milestones": words, "late": tally.late} if tally.late else words


@register.simple_tag
def span_cells(picture: Columns, only: MilestoneFilter) -> SafeString:
    """The rows of the table beside the columns, without its head; months and late ones lead to their list."""
    return SafeString("\n".join([_span(span, _narrowed(only, span)) for span in picture.spans]))


def _span(span: Span, only: MilestoneFilter) -> str:
    tally, months = span.tally, escape(say_span(span))
    late = replace(only, show="late").query
    said = f'<span class="vh"> {escape(_("late in %(months)s") % {"months": say_span(span)})}</span>'
    link = f'<a href="{escape(late)}">{tally.late}{said}</a>' if tally.late else "0"
    numbers = "".join(f'<td class="number">{number}</td>' for number in (tally.soon, tally.planned, tally.done))
    return (
        f'<tr>\n<th scope="row"><a href="{escape(only.query)}">{months}</a></th>\n'
        f'<td class="number">{tally.every}</td>\n<td class="number">{link}</td>\n{numbers}\n</tr>'
    )


@register.simple_tag
def today_flag(picture: Frame) -> SafeString:
    """The flag on today's line: it says the phase, where there is one."""
    words = _("You are here: %(phase)s") % {"phase": picture.phase} if picture.phase else _("Today")
    box = picture.flag(words)
    return format_html(
        '<rect class="today-flag" x="{}" y="2" width="{}" height="26" rx="4"/>'
        '<text class="today-name middle" x="{}" y="20">{}</text>',
        box.left,
        box.right - box.left,
        (box.left + box.right) // 2,
        words,
    )


@register.simple_tag
def band(phase: Band) -> SafeString:
    """A phase with its name."""
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="3"><title>{}</title></rect>\n'
        '<text class="name" x="{}" y="{}">{}</text>',
        "phase here" if phase.is_here else "phase",
        phase.left,
        phase.y,
        phase.width,
        phase.height,
        phase.stretch.title,
        phase.box.left,
        phase.label_y,
        phase.label,
    )


class _Words:
    """The words of a whole table that many rows share, escaped."""

    def __init__(self) -> None:
        self.paces, self.kinds, self.steps = _labels(Pace), _labels(MilestoneKind), _labels(RelationalStep)
        self.tags: dict[Standing, str] = {standing: tag(kind, label) for standing, (kind, label) in TAGS.items()}
        self.first = escape(_("First date:"))
        self.choose = _("Choose “%(title)s”")


def _labels(choices: type[models.TextChoices]) -> dict[str, str]:
    return {choice.value: escape(choice.label) for choice in choices}


@register.simple_tag
def milestone_cells(rows: Iterable[TableRow], pick: bool = False) -> SafeString:
    """The rows of the table, without its head; with a box to tick where some are to be picked."""
    wording = _Words()
    return SafeString("\n".join([_cells(row, wording, pick) for row in rows]))


def _cells(row: TableRow, wording: _Words, pick: bool) -> str:
    milestone = row.milestone
    title = escape(milestone.title)
    moved = milestone.baseline_on != milestone.due_on
    waits = "".join([f"<small>{escape(said)}</small>" for said in row.waits])
    return (
        f'<tr>\n{_box(row, wording) if pick else ""}<td class="number">{row.number}</td>\n'
        f'<th scope="row"><a href="{row.url}">{title}</a></th>\n<td>{escape(row.owner)}</td>\n'
        f"<td>{_day(milestone.due_on)}"
        f"{f'<small>{wording.first} {_day(milestone.baseline_on)}</small>' if moved else ''}</td>\n"
        f"<td>{wording.paces[milestone.pace]}</td>\n<td>{wording.kinds[milestone.kind]}"
        f"{f'<small>{wording.steps[milestone.step]}</small>' if milestone.step else ''}</td>\n"
        f"<td>{wording.tags[row.standing]}{waits}</td>\n</tr>"
    )


def _box(row: TableRow, wording: _Words) -> str:
    """The cell with the box that picks a milestone."""
    label = escape(wording.choose % {"title": row.milestone.title})
    return (
        f'<td class="pick"><input type="checkbox" name="chosen" value="{row.milestone.pk}" aria-label="{label}"></td>\n'
    )


def _day(day: date) -> str:
    """As `{% day %}` writes it, at a quarter of the price."""
    return f'<time datetime="{day.isoformat()}">{escape(say_day(day))}</time>'
