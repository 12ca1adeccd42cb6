"""Puts into words what annotators wrote for the reviewer: notes, flags, and what they skip."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from annotator.domain.remarks import Remarks, SpanNote
from annotator.domain.values import ArticleStatus, Status
from annotator.domain.wording import filled
from annotator.ui.review.review_texts import quoted
from annotator.ui.shell.people import People

Said = TypeVar("Said", SpanNote, ArticleStatus)


def notes_on(remarks: Remarks, start: int, end: int, people: People) -> str:
    """The notes on spans of a passage, a line each."""
    return _lines((note for note in remarks.notes if note.meets(start, end)), people)


def about_article(remarks: Remarks, place: tuple[int, int] | None, people: People) -> str:
    """Flags, what is skipped, and the notes that do not stand at ``place``; a line each."""
    said = [status_words(status, people) for status in _ordered(remarks.statuses, people)]
    rest = (note for note in remarks.notes if place is None or not note.meets(*place))
    return "\n".join([*said, *filter(None, [_lines(rest, people)])])


def status_words(status: ArticleStatus, people: People) -> str:
    """Who has flagged or skipped an article, and why."""
    name = people.badge(status.annotator).name
    return f"{name} – {_status(status)}"


def statuses_words(statuses: Iterable[ArticleStatus], people: People) -> str:
    """The same of several in one line."""
    return " · ".join(status_words(status, people) for status in _ordered(statuses, people))


def _status(status: ArticleStatus) -> str:
    what = {
        Status.DONE: _tr("done, flagged"),
        Status.SKIPPED: _tr("skipped"),
        Status.IN_PROGRESS: _tr("in progress, flagged"),
    }.get(status.status, _tr("flagged"))
    return f"{what}: {status.reason}" if status.reason else what


def _lines(notes: Iterable[SpanNote], people: People) -> str:
    text = _tr("%1 on “%2”: %3")
    in_text = sorted(_ordered(notes, people), key=lambda note: note.start)
    return "\n".join(
        filled(text, people.badge(note.annotator).name, quoted(note.quote), note.note)
        for note in in_text
    )


def _ordered(said: Iterable[Said], people: People) -> list[Said]:
    """In the order of the review, so that a blind one gives nobody away."""
    return sorted(said, key=lambda one: people.place(one.annotator))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Remarks", text)
