"""What one test leaves behind the next does not find."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache

twice = pytest.mark.parametrize("time", ["once", "again"])


@twice
def test_what_another_test_cached_is_not_found(time: str) -> None:
    assert cache.get("words") is None
    cache.set("words", time)
    assert cache.get("words") == time


@twice
def test_a_file_of_another_test_is_not_found(time: str) -> None:
    folder = Path(settings.MEDIA_ROOT)
    assert not folder.exists()
    folder.mkdir(parents=True)
    (folder / "words").write_text(time)
