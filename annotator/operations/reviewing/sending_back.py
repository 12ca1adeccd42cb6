"""Putting articles back into the queues of annotators, with a word; their work has no other version
by that, so nothing diverges.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from annotator.domain.edits import SendBackEdit
from annotator.domain.errors import InputError
from annotator.domain.sent_back import THROUGH, BackNote, SentBack
from annotator.domain.values import Article, ArticleStatus, Status
from annotator.operations import finishing
from annotator.store.articles.snapshots import annotators
from annotator.store.project import Project
from annotator.store.review import remarks, reviewing
from annotator.store.review import sent_back as store
from annotator.workspace import Workspace


def waiting(project: Project, annotator: str) -> Mapping[int, SentBack]:
    """What was put back for an annotator and waits, by article."""
    with project.reading() as connection:
        return store.open_for(connection, annotator)


def all_waiting(project: Project) -> list[tuple[Article, SentBack]]:
    """What was put back for anybody and waits, the oldest first."""
    with project.reading() as connection:
        every = [one for one in store.entries(connection) if not one.answered]
        known = remarks.articles_by_number(connection, sorted({one.article for one in every}))
    return [(known[one.article], one) for one in every if one.article in known]


def recipients(workspace: Workspace, number: int) -> list[ArticleStatus]:
    """The others who have begun an article, and where they stand with it; those who are through can
    be sent it back."""
    with workspace.project.reading() as connection:
        rows = remarks.statuses(connection, number)
    return [row for row in rows if row.annotator != workspace.annotator]


def send_back(workspace: Workspace, notes: Sequence[BackNote], title: str) -> int:
    """Put articles back for annotators who are through with them, as one step that undo takes back
    and redo makes again, reasons and all.

    Returns how many there were; those who are not through with theirs are passed over. Raises
    SaveError and StaleEdit.
    """
    pairs = {(note.article, note.annotator) for note in notes}
    with workspace.project.reading() as connection:
        rows = reviewing.through(
            connection, sorted({n for n, _ in pairs}), sorted({name for _, name in pairs})
        )
    before = tuple(row for row in rows if (row.article_id, row.annotator) in pairs)
    after = tuple(replace(row, status=Status.IN_PROGRESS) for row in before)
    there = {(row.article_id, row.annotator) for row in before}
    said = tuple(note for note in notes if (note.article, note.annotator) in there)
    workspace.do(SendBackEdit(title, before, after, said))
    return len(before)


@dataclass(frozen=True, slots=True)
class SendBackReport:
    """How many times an article was put back, and who was not through with which: article id, name,
    status (“new” for who has not begun it)."""

    sent: int
    passed_over: tuple[tuple[str, str, str], ...]

    def to_json(self) -> dict[str, object]:
        """The report as one JSON object."""
        names = ("id", "annotator", "status")
        return {
            "sent": self.sent,
            "passed_over": [dict(zip(names, row, strict=True)) for row in self.passed_over],
        }


def send_by_name(
    workspace: Workspace,
    uids: Sequence[str],
    to: Sequence[str],
    *,
    reason: str = "",
    comment: str = "",
    passage: str = "",
) -> SendBackReport:
    """Put articles, by their ids, back for some annotators; with ``passage`` for these words alone,
    which must stand once in each. Raises InputError, and then nothing was put back.
    """
    numbers = finishing.numbers_of(workspace.project, uids)
    with workspace.project.reading() as connection:
        known = annotators(connection)
        stands = {
            (number, row.annotator): row.status
            for number in numbers
            for row in remarks.statuses(connection, number)
        }
    _check_names(workspace, to, known)
    notes, passed = [], []
    for uid, number in zip(dict.fromkeys(uids), numbers, strict=True):
        text = workspace.article(number).text if passage else ""
        place = _place(uid, text, passage)
        for name in to:
            status = stands.get((number, name), Status.NEW)
            if status in THROUGH:
                notes.append(BackNote(number, name, reason, comment, *place))
            else:
                passed.append((uid, name, status.value))
    sent = send_back(workspace, notes, f"Send back to {', '.join(to)}")
    return SendBackReport(sent, tuple(passed))


def _check_names(workspace: Workspace, to: Sequence[str], known: Sequence[str]) -> None:
    stranger = next((name for name in to if name not in known), None)
    if stranger is not None:
        raise InputError(f"Nobody named “{stranger}” has worked in this project.")
    if workspace.annotator in to:
        raise InputError(
            "Nobody sends an article back to themselves; say with --annotator who is working."
        )


def _place(uid: str, text: str, passage: str) -> tuple[int | None, int | None]:
    if not passage:
        return None, None
    times = text.count(passage)
    if times != 1:
        there = "are not there" if not times else f"stand there {times} times"
        raise InputError(
            f"In the article {uid} the words “{passage}” {there}; name words that stand there once."
        )
    start = text.index(passage)
    return start, start + len(passage)
