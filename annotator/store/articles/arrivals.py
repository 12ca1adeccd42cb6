"""Which texts are in the project already, to the sign or but for white space at their end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from annotator.domain.records import ImportIssue, Record
from annotator.domain.text import other_ends, text_hash
from annotator.store.articles.article_rows import ARTICLE
from annotator.store.bulk import chunks

ANOTHER_END = (
    "but for white space at its end it is an article that is there already, which gets its spans"
)


def known(connection: Connection, hashes: Sequence[str]) -> set[str]:
    """Which of these hashes of texts are those of articles."""
    present: set[str] = set()
    for some in chunks(hashes):
        query = select(ARTICLE.c.sha256).where(ARTICLE.c.sha256.in_(some))
        present.update(connection.execute(query).scalars())
    return present


def as_stored(
    connection: Connection, records: Sequence[Record]
) -> tuple[list[Record], list[ImportIssue]]:
    """The records, those with the text of an article as it has it that no article has to the sign:
    tools take the white space at its end away. With a note on each of these.
    """
    hashes = [text_hash(record.article.text) for record in records]
    there = known(connection, hashes)
    others = {
        text_hash(other): other
        for record, sha256 in zip(records, hashes, strict=True)
        if sha256 not in there
        for other in other_ends(record.article.text)
    }
    arrived = known(connection, list(others))
    texts = {text.rstrip(): text for sha256, text in others.items() if sha256 in arrived}
    stored: list[Record] = []
    issues: list[ImportIssue] = []
    for record, sha256 in zip(records, hashes, strict=True):
        text = texts.get(record.article.text.rstrip()) if texts and sha256 not in there else None
        stored.append(record if text is None else with_end(record, text))
        if text is not None:
            issues.append(record.note(ANOTHER_END))
    return stored, issues


def with_end(record: Record, text: str) -> Record:
    """The record with a text that differs by white space at its end alone."""
    size = len(text)
    return replace(
        record,
        article=replace(record.article, text=text, raw=None),
        muted=tuple(replace(m, end=min(m.end, size)) for m in record.muted if m.start < size),
        unmuted=tuple(replace(m, end=min(m.end, size)) for m in record.unmuted if m.start < size),
    )
