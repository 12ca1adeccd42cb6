"""Articles put back, in bundles: with their reasons to those whose they are, and back answered.
What has once been answered stays so, in whatever order bundles come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from annotator.domain.errors import InputError
from annotator.domain.sent_back import SentBack
from annotator.domain.wording import counted
from annotator.store.articles.article_rows import ARTICLE
from annotator.store.bulk import chunks
from annotator.store.review import sent_back

_TEXTS = ("id", "annotator", "by", "at", "reason", "comment", "answered")
_LONGEST = 10_000


class SentBackSection:
    """A line an article that was put back for an annotator."""

    name = "sent_back"

    def write(
        self, connection: Connection, numbers: Sequence[int], *, annotators: Sequence[str]
    ) -> Iterator[Mapping[str, Any]]:
        """Those for ``annotators`` in some articles."""
        every = [one for one in sent_back.entries(connection) if one.annotator in annotators]
        wanted = {one.article for one in every} & set(numbers)
        hashes = {
            number: sha256
            for some in chunks(sorted(wanted))
            for number, sha256 in connection.execute(
                select(ARTICLE.c.id, ARTICLE.c.sha256).where(ARTICLE.c.id.in_(some))
            )
        }
        for one in every:
            if one.article in hashes:
                texts = {name: getattr(one, name) for name in _TEXTS}
                place = {"start": one.start, "end": one.end}
                yield {"sha256": hashes[one.article], **texts, **place}

    def read(
        self, connection: Connection, lines: Iterable[Mapping[str, Any]], *, annotator: str
    ) -> list[str]:
        """Keep those that are not there yet, and which of them have been answered."""
        every = {one.id: one for one in sent_back.entries(connection)}
        before = dict(every)
        for line in lines:
            texts = {name: line.get(name) for name in _TEXTS}
            if not all(isinstance(text, str) and len(text) < _LONGEST for text in texts.values()):
                raise InputError("what it says of articles that were put back is damaged")
            query = select(ARTICLE.c.id).where(ARTICLE.c.sha256 == str(line.get("sha256")))
            number = connection.execute(query).scalar()
            if number is None:
                continue
            known = every.get(str(texts["id"]))
            answers = (str(texts["answered"]), known.answered if known else "")
            texts["answered"] = max(answers)
            start, end = _place(line)
            every[str(texts["id"])] = SentBack(
                article=number,
                was=known.was if known else "",
                start=start,
                end=end,
                **texts,  # type: ignore[arg-type]
            )
        if every != before:
            sent_back.keep(connection, every.values())
        mine = [one for one in every.values() if one.id not in before and not one.answered]
        count = len({one.article for one in mine if one.annotator == annotator})
        said = [f"{counted(count, 'article')} came back to {annotator}, first in the queue"]
        answered = sum(
            bool(one.answered) for one in every.values() if not _was_answered(before.get(one.id))
        )
        over = [f"done again of what was put back: {counted(answered, 'article')}"]
        return (said if count else []) + (over if answered and before else [])


def _place(line: Mapping[str, Any]) -> tuple[int | None, int | None]:
    """The passage it is about; none where that is the whole article, or is damaged."""
    start, end = line.get("start"), line.get("end")
    if type(start) is int and type(end) is int and 0 <= start < end:
        return start, end
    return None, None


def _was_answered(one: SentBack | None) -> bool:
    return one is None or bool(one.answered)
