"""What several rooms say of an article."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from annotator.domain.state import StoryPlace
from annotator.domain.wording import filled


def version_words(story: StoryPlace) -> str:
    """Which version of its story an article is."""
    text = QCoreApplication.translate("Texts", "duplicate %1 of %2")
    return filled(text, story.number, story.versions)
