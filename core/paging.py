"""Pages of lists that may be a million rows: counted to a thousand, and no further."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

MOST_PAGES = 100_000
MOST_COUNTED = 1000  # rows of a list; beyond that it says "more than 1,000"


class BoundedPaginator(Paginator):  # type: ignore[type-arg]  # not to be subscripted when it runs
    """Pages of rows that are counted no further than `MOST_COUNTED`: to count a million costs more than the page.

    `is_open_ended` says that there are more; the pages beyond are there, one after the other.
    """

    @cached_property
    def count(self) -> int:
        """How many rows there are, at most `MOST_COUNTED`."""
        return min(self._counted, MOST_COUNTED)

    @cached_property
    def _counted(self) -> int:
        rows: QuerySet[Any] = self.object_list  # type: ignore[assignment]
        return rows.order_by()[: MOST_COUNTED + 1].count()

    @property
    def is_open_ended(self) -> bool:
        """Are there more than were counted?"""
        return self._counted > MOST_COUNTED

    def validate_number(self, number: int | float | str) -> int:
        """As Django's; where nobody knows the last page, any number up to `MOST_PAGES` may be one."""
        if not self.is_open_ended:
            return super().validate_number(number)
        return Paginator(range(MOST_PAGES), 1).validate_number(number)

    def page(self, number: int | str) -> Page[Any]:
        """The page; one row more than it holds says whether another one follows."""
        if not self.is_open_ended:
            return super().page(number)
        found = self.validate_number(number)
        first = (found - 1) * self.per_page
        rows = list(self.object_list[first : first + self.per_page + 1])
        if not rows:
            raise EmptyPage
        return OpenPage(rows, found, self)


class OpenPage(Page):  # type: ignore[type-arg]
    """A page of rows of which nobody has counted all."""

    def __init__(self, rows: Sequence[Any], number: int, paginator: Paginator[Any]) -> None:
        super().__init__(rows[: paginator.per_page], number, paginator)
        self.goes_on = len(rows) > paginator.per_page

    def has_next(self) -> bool:
        """Does another page follow?"""
        return self.goes_on


def count_in_words(rows: QuerySet[Any]) -> str:
    """How many rows there are: "37", or "more than 1,000"."""
    number = rows.order_by()[: MOST_COUNTED + 1].count()
    return f"{number:,}" if number <= MOST_COUNTED else _("more than %(number)s") % {"number": f"{MOST_COUNTED:,}"}
