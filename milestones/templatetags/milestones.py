"""The marks of the timeline and the rows of its table.

Their HTML is made here and not in a template: there fifty marks and fifty rows cost three times the rest of the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django import template
from django.utils.dateformat import format as write
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.templatetags.dates import day
from core.templatetags.ui import tag
from milestones.enums import Pace
from milestones.pictures.bands import Band
from milestones.pictures.timeline import Lane, Placed, Timeline
from milestones.queries.rows import MilestoneRow

register = template.Library()

# A shape and a colour for each look, around the point 0, 0.
SHAPES = {
    "done": SafeString('<circle class="done" r="9"/>'),
    "late": SafeString('<path class="late" d="M0-10 10 0 0 10-10 0Z"/>'),
    "soon": SafeString('<rect class="soon" x="-8" y="-8" width="16" height="16" rx="2"/>'),
    "baseline": SafeString('<circle class="baseline" r="6"/>'),
    "planned": SafeString('<circle class="planned" r="8"/>'),
}


@register.simple_tag
def shape(look: str) -> SafeString:
    """The mark of a milestone of this look; an unknown one is drawn as planned."""
    return SHAPES.get(look, SHAPES["planned"])


@register.simple_tag
def lane_name(lane: Lane) -> str:
    """The pace that a lane is drawn for, in words."""
    return str(Pace(lane.name).label)


@register.simple_tag
def marks(lanes: Iterable[Lane]) -> SafeString:
    """Every mark with its run and its label, each a link to its milestone."""
    return format_html_join("\n", "{}", ((_mark(placed),) for lane in lanes for placed in lane.placed))


def _mark(placed: Placed) -> SafeString:
    mark = placed.mark
    return format_html(
        '<a href="{}"><title>{}, {}</title>\n{}<g transform="translate({} {})">{}</g>\n'
        '<text class="name halo" x="{}" y="{}">{}</text></a>',
        mark.key,
        mark.title,
        write(mark.due, "j F Y"),
        "" if placed.baseline_x is None else _run(placed.baseline_x, placed),
        placed.x,
        placed.y,
        shape(mark.look),
        placed.box.left,
        placed.label_y,
        placed.label,
    )


def _run(baseline_x: int, placed: Placed) -> SafeString:
    """The dashed line from the first date, and the mark of that date."""
    return format_html(
        '<line class="moved" x1="{0}" x2="{1}" y1="{2}" y2="{2}"/><g transform="translate({0} {2})">{3}</g>\n',
        baseline_x,
        placed.x,
        placed.y,
        SHAPES["baseline"],
    )


@register.simple_tag
def today_flag(picture: Timeline) -> SafeString:
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


@register.simple_tag
def milestone_cells(rows: Iterable[MilestoneRow], pick: bool = False) -> SafeString:
    """The rows of the table, without its head; with a box to tick where some are to be picked."""
    return format_html_join("\n", "{}", ((_cells(row, _box(row) if pick else ""),) for row in rows))


def _box(row: MilestoneRow) -> SafeString:
    """The cell with the box that picks a milestone."""
    return format_html(
        '<td class="pick"><input type="checkbox" name="chosen" value="{}" aria-label="{}"></td>\n',
        row.milestone.pk,
        _("Choose “%(title)s”") % {"title": row.milestone.title},
    )


def _cells(row: MilestoneRow, box: str | SafeString) -> SafeString:
    milestone = row.milestone
    return format_html(
        '<tr>\n{}<td class="number">{}</td>\n<th scope="row"><a href="{}">{}</a></th>\n<td>{}</td>\n<td>{}{}</td>\n'
        "<td>{}</td>\n<td>{}{}</td>\n<td>{}{}</td>\n</tr>",
        box,
        row.number,
        row.url,
        milestone.title,
        row.owner,
        day(milestone.due_on),
        "" if milestone.baseline_on == milestone.due_on else _first_date(milestone.baseline_on),
        row.pace,
        row.kind,
        format_html("<small>{}</small>", row.relational_step) if milestone.step else "",
        tag(row.tag, row.label),
        format_html_join("", "<small>{}</small>", ((sentence,) for sentence in row.said_waits)) if row.waits else "",
    )


def _first_date(baseline: date) -> SafeString:
    """Where the date moved: the one it had first."""
    return format_html("<small>{} {}</small>", _("First date:"), day(baseline))
