"""A screen for the tests that drive the real window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from e2e import driver


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """The display of an X server of our own; skips where none can be had."""
    lacking = driver.missing_tools()
    if lacking:
        pytest.skip(lacking)
    with driver.screen(resets=False) as number:
        yield number
