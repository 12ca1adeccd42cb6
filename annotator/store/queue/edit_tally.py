"""Keeps what is counted of one annotator in one article up to an edit.

In a long article only what the edit touches is looked at: counting anew would compare every
suggestion with every annotation. What comes of it is what counting anew would give.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache, cached_property
from typing import Any

from sqlalchemy import Connection, text

from annotator.domain.answering import waiting
from annotator.domain.edits import Row
from annotator.domain.overlap_rule import OverlapRule
from annotator.domain.span_content import SpanContent
from annotator.domain.text_order import FEW
from annotator.domain.values import Annotation, Decision, Suggestion
from annotator.store.definitions import overlap_rule
from annotator.store.mapping import Numbers
from annotator.store.prepared import Prepared
from annotator.store.queue.summaries import tally

_LONG = 500  # suggestions and annotations; of fewer, counting anew takes less
_FEW_RANGES = 8
_Pair = tuple[int, int]

_COUNTED = Prepared(
    text(
        "SELECT s.suggestions, t.annotations, t.waiting, t.lowest_score FROM article_summary AS s "
        "JOIN tally AS t ON t.article_id = s.article_id AND t.annotator_id = :person "
        "WHERE s.article_id = :article"
    )
)
_UNMUTED = (
    "NOT EXISTS (SELECT 1 FROM muted_range AS m WHERE m.article_id = s.article_id "
    'AND m.start < s."end" AND s.start < m."end")'
)
_UNDECIDED = (
    "NOT EXISTS (SELECT 1 FROM decision AS d "
    "WHERE d.suggestion_id = s.id AND d.annotator_id = :person)"
)
_SUGGESTIONS = (
    f'SELECT s.id, s.start, s."end", s.label_id, s.score, {_UNDECIDED} AS open '
    f"FROM suggestion AS s WHERE s.article_id = :article AND {_UNMUTED} AND "
)
_NAMED = Prepared(text(f"{_SUGGESTIONS} s.id = :number"))
_ALL = Prepared(text(f"{_SUGGESTIONS} 1 = 1"))
_AS_LOW = Prepared(text(f"{_SUGGESTIONS} s.score <= :lowest AND {_UNDECIDED} LIMIT :count"))
_OWN = (
    'SELECT a.id, a.start, a."end", a.label_id FROM annotation AS a '
    "WHERE a.article_id = :article AND a.annotator_id = :person AND "
)
_ALL_OWN = Prepared(text(f"{_OWN} 1 = 1"))
_WRITE = Prepared(
    text(
        "UPDATE tally SET annotations = annotations + :annotations, "
        "decisions = decisions + :decisions, waiting = :waiting, lowest_score = :lowest "
        "WHERE article_id = :article AND annotator_id = :person"
    )
)


@cache
def _meeting(rows: str, alias: str, count: int) -> Prepared:
    """The rows that share a code point with one of some ranges."""
    ranges = " OR ".join(
        f'({alias}.start < :end{n} AND {alias}."end" > :start{n})' for n in range(count)
    )
    return Prepared(text(f"{rows} ({ranges})"))


class EditTally:
    """What an edit does to the counts of one annotator in one article; made before its rows are
    written.
    """

    def __init__(
        self,
        connection: Connection,
        pair: _Pair,
        before: Sequence[Row],
        after: Sequence[Row],
        numbers: Numbers,
    ) -> None:
        self._connection = connection
        self._key = {"article": pair[0], "person": pair[1]}
        self._pair = pair
        self._numbers = numbers
        self._gone, self._added = before, after
        self._values: dict[str, Any] | None = self._changed()

    def write(self) -> None:
        """Note the counts, once the rows of the edit are there."""
        if self._values is None:
            tally(self._connection, [self._pair])
        else:
            _WRITE.run(self._connection, **self._key, **self._values)

    def _changed(self) -> dict[str, Any] | None:
        """The counts as they will be; None where all is to be counted anew."""
        counted = _COUNTED.run(self._connection, **self._key).first()
        if counted is None or counted.suggestions + counted.annotations < _LONG:
            return None
        rule = overlap_rule.rule(self._connection)
        spans = [r for r in (*self._gone, *self._added) if isinstance(r, Annotation)]
        numbers = {r.suggestion_id for r in (*self._gone, *self._added) if isinstance(r, Decision)}
        values = {
            "annotations": _count(self._added, Annotation) - _count(self._gone, Annotation),
            "decisions": _count(self._added, Decision) - _count(self._gone, Decision),
        }
        if len(spans) > _FEW_RANGES or len(numbers) > FEW:
            return values | self._of_all(rule)
        touched = self._touched(spans, numbers)
        were, are = self._waiting(touched, rule, after=False), self._waiting(touched, rule)
        lowest = self._lowest(
            counted.lowest_score, were, are, {item.id for item, _ in touched}, rule
        )
        if lowest is _UNKNOWN:
            return values | self._of_all(rule)
        return values | {"waiting": counted.waiting + len(are) - len(were), "lowest": lowest}

    def _of_all(self, rule: OverlapRule) -> dict[str, Any]:
        """Looking at every suggestion once."""
        rows = _ALL.run(self._connection, **self._key)
        own = _ALL_OWN.run(self._connection, **self._key)
        items = self._waiting([self._item(row) for row in rows], rule, own=own)
        return {"waiting": len(items), "lowest": _least(items)}

    def _touched(
        self, spans: Sequence[Annotation], numbers: Iterable[int]
    ) -> list[tuple[Suggestion, bool]]:
        """The suggestions that the edit may make wait or answer, and whether they are undecided."""
        rows = [row for n in numbers for row in _NAMED.run(self._connection, **self._key, number=n)]
        if spans:
            near = _meeting(_SUGGESTIONS, "s", len(spans))
            rows += near.run(self._connection, **self._key, **_ranges(spans))
        return list({row.id: self._item(row) for row in rows}.values())

    def _waiting(
        self,
        items: Sequence[tuple[Suggestion, bool]],
        rule: OverlapRule,
        *,
        after: bool = True,
        own: Iterable[Any] | None = None,
    ) -> tuple[Suggestion, ...]:
        """Those of some suggestions that wait before the edit or ``after`` it; ``own`` are the
        rows of the annotations that may answer them.
        """
        if own is None:
            own = self._beside([item for item, _ in items])
        spans = {row.id: self._span(row) for row in own}
        decided = {item.id for item, is_open in items if not is_open}
        if after:
            for row in self._gone:
                spans.pop(row.id, None) if isinstance(row, Annotation) else None
                decided -= {row.suggestion_id} if isinstance(row, Decision) else set()
            spans |= {row.id: row.span for row in self._added if isinstance(row, Annotation)}
            decided |= {row.suggestion_id for row in self._added if isinstance(row, Decision)}
        suggestions = [item for item, _ in items]
        ordered = sorted(spans.values(), key=lambda span: span.start)
        return waiting(suggestions, decided=decided, spans=ordered, muted=(), rule=rule)

    def _beside(self, items: Sequence[Suggestion]) -> Iterable[Any]:
        """The annotations that share a code point with some suggestions, before the edit."""
        rows: list[Any] = []
        for at in range(0, len(items), _FEW_RANGES):
            some = items[at : at + _FEW_RANGES]
            near = _meeting(_OWN, "a", len(some))
            rows += near.run(self._connection, **self._key, **_ranges(some))
        return rows

    def _lowest(
        self,
        known: float | None,
        were: Collection[Suggestion],
        are: Collection[Suggestion],
        touched: Collection[int],
        rule: OverlapRule,
    ) -> Any:
        """The lowest score of all that wait, if it can be told by a look at few of them."""
        staying = {item.id for item in are}
        left, there = _least(item for item in were if item.id not in staying), _least(are)
        if there is not None and (known is None or there <= known):
            return there
        if left is None or known is None or left > known:
            return known
        # It has gone with the edit, unless another is as low.
        count = len(touched) + _FEW_RANGES
        rows = _AS_LOW.run(self._connection, **self._key, lowest=known, count=count)
        others = [self._item(row) for row in rows if row.id not in touched]
        return known if self._waiting(others, rule, after=False) else _UNKNOWN

    def _item(self, row: Any) -> tuple[Suggestion, bool]:
        item = Suggestion(row.id, self._pair[0], self._span(row), "", "", score=row.score)
        return item, bool(row.open)

    def _span(self, row: Any) -> SpanContent:
        return SpanContent(row.start, row.end, self._names.get(row.label_id, ""))

    @cached_property
    def _names(self) -> dict[int, str]:
        return {number: name for name, number in self._numbers.labels.items()}


_UNKNOWN = object()


def _count(rows: Iterable[Row], kind: type[Row]) -> int:
    return sum(isinstance(row, kind) for row in rows)


def _least(items: Iterable[Suggestion]) -> float | None:
    return min((item.score for item in items if item.score is not None), default=None)


def _ranges(spans: Sequence[Annotation | Suggestion]) -> dict[str, int]:
    starts = {f"start{n}": span.start for n, span in enumerate(spans)}
    return starts | {f"end{n}": span.end for n, span in enumerate(spans)}
