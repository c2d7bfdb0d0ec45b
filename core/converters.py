"""Path converters: a number that cannot be a row is a 404, not an error."""

from __future__ import annotations

from django.urls import register_converter


class SmallNumber:
    """1 to 999."""

    regex = "[1-9][0-9]{0,2}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(SmallNumber, "small")
