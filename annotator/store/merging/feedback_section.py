"""Feedback in bundles: to each annotator the differences to gold, and back what was answered.

Nothing here touches gold. Of feedback for an annotator on an article the newest is kept, so that
the order of merging does not matter.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from annotator.domain.conflicts import Kind, Option
from annotator.domain.errors import InputError
from annotator.domain.feedback import GoldDifference, context, differences
from annotator.domain.gold import Comment, Outcome, Reason, Ruling
from annotator.domain.lineage import parse_seen, stamp
from annotator.domain.values import Document, Status
from annotator.domain.wording import counted
from annotator.store.articles.article_rows import ARTICLE, document
from annotator.store.bulk import chunks
from annotator.store.events import review_times
from annotator.store.mapping import annotator_id, find_annotator
from annotator.store.review import reviewing
from annotator.store.review.review_rows import COMMENT, options_of, plain_options
from annotator.store.review.review_tables import ReceivedFeedbackRow
from annotator.store.row_mapper import add, fetch
from annotator.store.tables import table
from annotator.store.work.work_versions import seen_by

RECEIVED = table(ReceivedFeedbackRow)
_AT_ONCE = 200
_TEXTS = ("id", "ruling_id", "author", "text", "at")


class FeedbackSection:
    """Lines with the differences of one annotator in one article, and lines with comments."""

    name = "feedback"

    def write(
        self, connection: Connection, numbers: Sequence[int], *, annotators: Sequence[str]
    ) -> Iterator[Mapping[str, Any]]:
        """The feedback for ``annotators`` on articles that are signed off, and all comments."""
        signed = set(reviewing.signed(connection))
        stands = reviewing.standings(connection)
        changed = review_times(connection)
        for name in annotators:
            mine = [
                number
                for number in numbers
                if number in signed and stands.get(number, {}).get(name) is Status.DONE
            ]
            for some in chunks(mine, _AT_ONCE):
                person = annotator_id(connection, name)
                seen = seen_by(connection, some)
                for work in reviewing.works(connection, some, name):
                    number = work.document.article.id
                    edit = stamp(parse_seen(seen.get((number, person), "")))
                    yield _line(name, work, edit, changed.get(number, ""))
        for some in chunks(numbers, _AT_ONCE):
            yield from _comments(connection, some)

    def read(
        self, connection: Connection, lines: Iterable[Mapping[str, Any]], *, annotator: str
    ) -> list[str]:
        """Keep the newest feedback and the comments that are not there yet."""
        kept = said = 0
        for line in lines:
            try:
                number = _number(connection, line["sha256"])
                if number is None:
                    continue
                if "comment" in line:
                    said += _take_comment(connection, number, line["comment"])
                else:
                    kept += _take(connection, number, line)
            except (KeyError, TypeError, ValueError) as error:
                raise InputError(f"its feedback is damaged ({error})") from None
        sentences = []
        if kept:
            sentences.append(f"feedback on the work in {kept:,} articles came in")
        if said:
            sentences.append(f"{counted(said, 'comment')} came in")
        return sentences


def received(connection: Connection, annotator: str) -> list[tuple[int, list[GoldDifference]]]:
    """The feedback from other projects for an annotator, by article in import order."""
    person = find_annotator(connection, annotator)
    query = select(RECEIVED.c.article_id, RECEIVED.c.content)
    query = query.where(RECEIVED.c.annotator_id == person).order_by(RECEIVED.c.article_id)
    return [
        (number, _differences(connection, number, json.loads(content)))
        for number, content in connection.execute(query).all()
    ]


def agreed(connection: Connection, annotator: str) -> dict[int, int]:
    """How many spans of an annotator are as in the gold of other projects, by article."""
    person = find_annotator(connection, annotator)
    query = select(RECEIVED.c.article_id, RECEIVED.c.content)
    rows = connection.execute(query.where(RECEIVED.c.annotator_id == person))
    return {number: int(json.loads(content)["agreed"]) for number, content in rows}


def _line(annotator: str, work: reviewing.ReviewedWork, edit: int, changed: str) -> dict[str, Any]:
    """The feedback on work whose last edit has this number.

    It is as new as the last change of the review: what was explained later, or taken back, left no
    newer time in gold. Gold that no event tells of, made by an older program, has its own times.
    """
    differing, same = differences(work.document, work.spans, work.gold, work.rulings, ())
    times = [span.at for span in work.gold] + [ruling.at for ruling in work.rulings] + [changed]
    return {
        "sha256": work.document.article.sha256,
        "annotator": annotator,
        "at": max((*times, work.signed), key=_moment),
        "edit": edit,
        "agreed": same,
        "differences": [
            {
                "start": item.start,
                "end": item.end,
                "kind": item.kind.value,
                "versions": plain_options([Option(item.own), Option(item.gold)]),
                "ruling": _plain_ruling(item.ruling),
            }
            for item in differing
        ],
    }


def _plain_ruling(ruling: Ruling | None) -> dict[str, Any] | None:
    if ruling is None:
        return None
    return {
        "id": ruling.id,
        "outcome": ruling.outcome.value,
        "reviewer": ruling.reviewer,
        "at": ruling.at,
        "reason": ruling.reason.value if ruling.reason else None,
        "comment": ruling.comment,
    }


def _comments(connection: Connection, numbers: Sequence[int]) -> Iterator[dict[str, Any]]:
    hashes = dict(
        (number, sha256)
        for number, sha256 in connection.execute(
            select(ARTICLE.c.id, ARTICLE.c.sha256).where(ARTICLE.c.id.in_(numbers))
        )
    )
    for said in fetch(connection, Comment, COMMENT.c.article_id.in_(numbers)):
        values = {name: getattr(said, name) for name in _TEXTS}
        yield {"sha256": hashes[said.article_id], "comment": values}


def _number(connection: Connection, sha256: str) -> int | None:
    query = select(ARTICLE.c.id).where(ARTICLE.c.sha256 == str(sha256))
    return connection.execute(query).scalar()


def _take(connection: Connection, number: int, line: Mapping[str, Any]) -> bool:
    name, at = line["annotator"], line["at"]
    if not isinstance(name, str) or not isinstance(at, str) or not name:
        raise ValueError("it does not say for whom it is")
    edit = line.get("edit", 0)  # bundles of older programs do not say
    if type(edit) is not int:
        raise ValueError("it does not say how new it is")
    stored = {"agreed": int(line["agreed"]), "differences": line["differences"], "edit": edit}
    content = json.dumps(stored, ensure_ascii=False, sort_keys=True)
    _differences(connection, number, json.loads(content))  # raises what is wrong with it
    same = (RECEIVED.c.article_id == number) & (
        RECEIVED.c.annotator_id == annotator_id(connection, name)
    )
    query = select(RECEIVED.c.at, RECEIVED.c.content).where(same)
    older = connection.execute(query).first()
    if older is not None and _age(older.at, older.content) >= _age(at, content):
        return False
    connection.execute(delete(RECEIVED).where(same))
    person = annotator_id(connection, name)
    row = {"article_id": number, "annotator_id": person, "at": at, "content": content}
    connection.execute(insert(RECEIVED).values(**row))
    return True


def _age(at: str, content: str) -> tuple[datetime, int, int, str]:
    """Of two pieces of feedback on the same work, the newer has the greater one.

    Gold counts first, then the work it was compared with, by the number of its last edit. Where
    both are the same one is as good as the other, so long as every project keeps the same.
    """
    stored = json.loads(content)
    return _moment(at), stored.get("edit", 0), stored["agreed"], content


def _moment(at: str) -> datetime:
    """A time as it is written; before all others where there is none. Raises ValueError."""
    if not at:
        return datetime.min.replace(tzinfo=UTC)
    moment = datetime.fromisoformat(at)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _take_comment(connection: Connection, number: int, comment: Mapping[str, Any]) -> bool:
    values = [comment[name] for name in _TEXTS]
    if not all(isinstance(value, str) and value for value in values):
        raise ValueError("a comment is not whole")
    said = Comment(values[0], number, *values[1:])
    if connection.execute(select(COMMENT.c.id).where(COMMENT.c.id == said.id)).first():
        return False
    add(connection, Comment, [said])
    return True


def _differences(
    connection: Connection, number: int, content: Mapping[str, Any]
) -> list[GoldDifference]:
    doc = document(connection, number)
    comments = fetch(connection, Comment, COMMENT.c.article_id == number)
    return [_difference(doc, line, comments) for line in content["differences"]]


def _difference(
    doc: Document, line: Mapping[str, Any], comments: Sequence[Comment]
) -> GoldDifference:
    start, end = int(line["start"]), int(line["end"])
    own, gold = (option.spans for option in options_of(line["versions"]))
    bounds = [(start, end), *((span.start, span.end) for span in (*own, *gold))]
    if any(not 0 <= first < last <= len(doc.text) for first, last in bounds):
        raise ValueError("a difference does not lie inside its text")
    kind = Kind(line["kind"])
    ruling = _ruling(doc.article.id, start, end, kind, line["ruling"])
    said = tuple(c for c in comments if ruling is not None and c.ruling_id == ruling.id)
    before, words, after = context(doc.text, start, end)
    return GoldDifference(
        doc.article, start, end, kind, own, gold, before, words, after, ruling, said
    )


def _ruling(
    article: int, start: int, end: int, kind: Kind, stored: Mapping[str, Any] | None
) -> Ruling | None:
    if stored is None:
        return None
    return Ruling(
        id=str(stored["id"]),
        article_id=article,
        start=start,
        end=end,
        kind=kind,
        options=(),
        outcome=Outcome(stored["outcome"]),
        reviewer=str(stored["reviewer"]),
        at=str(stored["at"]),
        reason=Reason(stored["reason"]) if stored["reason"] else None,
        comment=str(stored["comment"]) if stored["comment"] else None,
    )
