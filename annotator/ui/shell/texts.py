"""Words that rooms share: texts with their parts filled in, and what is told of an article."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from annotator.domain.state import StoryPlace


def filled(text: str, *parts: object) -> str:
    """A text with ``parts`` in the places of %1, %2 and so on; %s or %n is the only one.

    Whole numbers are written by thousands.
    """
    values = [f"{part:,}" if isinstance(part, int) else str(part) for part in parts]
    return re.sub(r"%([1-9sn])", lambda at: values[int(at[1]) - 1 if at[1].isdigit() else 0], text)


def version_words(story: StoryPlace) -> str:
    """Which version of its story an article is."""
    words = QCoreApplication.translate("Texts", "duplicate %1 of %2")
    return filled(words, story.number, story.versions)
