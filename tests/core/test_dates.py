from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template

from core.dates import say_clock, say_day, say_moment, say_zone


def test_a_day_is_said_with_its_weekday_and_without_a_leading_zero() -> None:
    assert say_day(date(2027, 5, 3)) == "Monday 3 May 2027"


def test_a_moment_names_the_uk_zone_in_words() -> None:
    assert (
        say_moment(datetime(2027, 5, 12, 13, 30, tzinfo=UTC), "Europe/London")
        == "Wednesday 12 May 2027, 2:30pm (UK time)"
    )


def test_a_moment_elsewhere_is_named_after_the_city() -> None:
    said = say_moment(datetime(2027, 5, 12, 13, 30, tzinfo=UTC), "America/New_York")
    assert said == "Wednesday 12 May 2027, 9:30am (New York time)"


@pytest.mark.parametrize(
    ("utc", "said"),
    [
        (datetime(2027, 3, 28, 0, 59, tzinfo=UTC), "Sunday 28 March 2027, 12:59am (UK time)"),
        (datetime(2027, 3, 28, 1, 0, tzinfo=UTC), "Sunday 28 March 2027, 2am (UK time)"),
        (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), "Sunday 31 October 2027, 1:30am (UK time)"),
        (datetime(2027, 10, 31, 1, 30, tzinfo=UTC), "Sunday 31 October 2027, 1:30am (UK time)"),
    ],
)
def test_the_clock_changes_are_followed(utc: datetime, said: str) -> None:
    assert say_moment(utc, "Europe/London") == said


def test_a_moment_late_in_the_evening_may_be_the_next_day_elsewhere() -> None:
    said = say_moment(datetime(2027, 12, 31, 23, 0, tzinfo=UTC), "Europe/Paris")
    assert said == "Saturday 1 January 2028, midnight (Paris time)"


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [(0, 0, "midnight"), (0, 5, "12:05am"), (9, 0, "9am"), (12, 0, "midday"), (12, 30, "12:30pm"), (23, 59, "11:59pm")],
)
def test_the_time_of_day_is_never_ambiguous(hour: int, minute: int, said: str) -> None:
    assert say_clock(datetime(2027, 1, 1, hour, minute, tzinfo=UTC)) == said


@pytest.mark.parametrize(
    ("zone", "said"), [("GB", "UK time"), ("UTC", "UTC"), ("Asia/Ho_Chi_Minh", "Ho Chi Minh time")]
)
def test_a_zone_is_said_in_words(zone: str, said: str) -> None:
    assert say_zone(zone) == said


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        say_moment(datetime(2027, 5, 12, 13, 30, tzinfo=UTC).replace(tzinfo=None), "Europe/London")


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(KeyError):
        say_moment(datetime(2027, 5, 12, 13, 30, tzinfo=UTC), "Europe/Nowhere")


def show(source: str, **context: object) -> str:
    return Template("{% load dates %}" + source).render(Context(context))


def test_the_moment_tag_keeps_the_machine_readable_time() -> None:
    shown = show("{% moment at 'Europe/Paris' %}", at=datetime(2027, 5, 12, 13, 30, tzinfo=UTC))
    assert shown == '<time datetime="2027-05-12T15:30+02:00">Wednesday 12 May 2027, 3:30pm (Paris time)</time>'


def test_the_moment_tag_falls_back_to_the_zone_of_the_request() -> None:
    assert "(UK time)" in show("{% moment at %}", at=datetime(2027, 5, 12, 13, 30, tzinfo=UTC))


def test_the_day_tag_takes_a_moment_on_the_clock_of_the_request() -> None:
    shown = show("{% day at %}", at=datetime(2027, 5, 12, 23, 30, tzinfo=UTC))
    assert shown == '<time datetime="2027-05-13">Thursday 13 May 2027</time>'


@pytest.mark.parametrize("source", ["{% moment nothing %}", "{% day nothing %}"])
def test_no_date_shows_nothing(source: str) -> None:
    assert show(source, nothing=None) == ""
