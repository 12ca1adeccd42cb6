"""Whole versions of work written as rows: annotations, verdicts, statuses, in bulk.

What is in the project already and in the version too is not touched.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.exc import IntegrityError

from annotator.domain.errors import InputError
from annotator.domain.values import Label
from annotator.domain.work import SuggestionFacts, SuggestionKey, WorkSpan, WorkVersion
from annotator.store.bulk import chunks, insert_rows
from annotator.store.definitions import labels as label_store
from annotator.store.mapping import LABEL, annotator_id, label_ids
from annotator.store.queue.summaries import suggestions_added, tally
from annotator.store.row_mapper import ANNOTATION, DECISION, STATUS
from annotator.store.work.suggestions import COLUMNS, SOURCE, SUGGESTION, source_id
from annotator.store.work.work_versions import VERSION, Pair, other_id, version_row

_IDS = 900
_NOTHING = WorkVersion("", "")


@dataclass(frozen=True, slots=True)
class Change:
    """That ``new`` takes the place of ``old`` (empty if there is none) in an article.

    ``facts`` has what is known of the suggestions of ``new``; ``stored`` the ids under which
    annotations of ``old`` are stored, where they differ.
    """

    pair: Pair
    sha256: str
    text: str
    new: WorkVersion
    facts: Mapping[SuggestionKey, SuggestionFacts]
    old: WorkVersion = _NOTHING
    stored: Mapping[str, str] | None = None


class Labels(dict[str, int]):
    """The numbers of labels by name; one the project lacks is added as ``defined`` says."""

    def __init__(self, connection: Connection, defined: Mapping[str, Label]) -> None:
        super().__init__(label_ids(connection))
        self._connection = connection
        self._defined = defined
        self._keys = {label.key for label in label_store.labels(connection)}
        self.added: list[str] = []

    def __missing__(self, name: str) -> int:
        label = self._defined.get(name)
        if label is None:
            raise InputError(f"The label “{name}” is not defined; add it to the project.")
        key = "" if label.key in self._keys else label.key
        self._keys.add(key)
        added = Label(name, key, label.light, label.dark, label.description)
        label_store.add(self._connection, added)
        self.added.append(name)
        self.update(label_ids(self._connection))
        return self[name]


class Cache(dict[Any, int]):
    """Numbers of names, looked up once."""

    def __init__(self, find: Callable[[Any], int]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, name: Any) -> int:
        number = self[name] = self._find(name)
        return number


class WorkWriter:
    """Writes versions in one transaction."""

    def __init__(self, connection: Connection, labels: Mapping[str, Label]) -> None:
        self._connection = connection
        self.labels = Labels(connection, labels)
        self.people = Cache(lambda name: annotator_id(connection, name))
        self._sources = Cache(lambda name: source_id(connection, *name))
        self.suggestions_added = 0

    def write(self, changes: Sequence[Change]) -> None:
        """Make the rows of some articles those of the new versions."""
        if not changes:
            return
        self._remove(changes)
        numbers = self._suggestions(changes)
        stored = self._add_spans(changes, numbers)
        self._add_decisions(changes, numbers, stored)
        self._add_works(changes)
        tally(self._connection, [change.pair for change in changes])

    def _remove(self, changes: Sequence[Change]) -> None:
        old = [change for change in changes if change.old is not _NOTHING]
        if not old:
            return
        self._drop_pairs(DECISION, [c.pair for c in old if _decisions_differ(c)])
        gone = [
            {"stored": (change.stored or {}).get(span.id, span.id)}
            for change in old
            for span in set(change.old.spans) - set(change.new.spans)
        ]
        if gone:
            same = ANNOTATION.c.id == bindparam("stored")
            self._connection.execute(delete(ANNOTATION).where(same), gone)
        pairs = [change.pair for change in old]
        self._drop_pairs(STATUS, pairs)
        self._drop_pairs(VERSION, pairs)

    def _drop_pairs(self, rows: Any, pairs: Sequence[Pair]) -> None:
        if pairs:
            own = (rows.c.article_id == bindparam("a")) & (rows.c.annotator_id == bindparam("p"))
            self._connection.execute(
                delete(rows).where(own), [{"a": article, "p": person} for article, person in pairs]
            )

    def _suggestions(self, changes: Sequence[Change]) -> dict[tuple[int, SuggestionKey], int]:
        """The numbers of the suggestions that the new versions refer to; lacking ones are added."""
        wanted = {
            (change.pair[0], decision.suggestion): change.facts.get(decision.suggestion)
            for change in changes
            for decision in change.new.decisions
        }
        if not wanted:
            return {}
        articles = sorted({article for article, _ in wanted})
        numbers = self._numbered(articles)
        lacking = [item for item in wanted if item not in numbers]
        if lacking:
            rows: list[tuple[Any, ...]] = []
            scores: dict[int, list[float | None]] = {}
            for article, key in lacking:
                facts = wanted[article, key] or SuggestionFacts()
                source = self._sources[key.source, key.version]
                label = self.labels[key.label]
                rows.append((article, source, key.start, key.end, label, *facts))
                scores.setdefault(article, []).append(facts.score)
            insert_rows(self._connection, SUGGESTION, rows, COLUMNS)
            suggestions_added(self._connection, scores)
            self.suggestions_added += len(rows)
            numbers |= self._numbered(sorted(scores))
        return numbers

    def _numbered(self, articles: Sequence[int]) -> dict[tuple[int, SuggestionKey], int]:
        s = SUGGESTION.c
        query = (
            select(
                *(s.id, s.article_id, s.start, s.end),
                *(LABEL.c.name, SOURCE.c.name, SOURCE.c.version),
            )
            .join(LABEL, LABEL.c.id == s.label_id)
            .join(SOURCE, SOURCE.c.id == s.source_id)
            .order_by(s.id.desc())
        )
        return {
            (row[1], SuggestionKey(*row[2:])): row[0]
            for some in chunks(articles)
            for row in self._connection.execute(query.where(s.article_id.in_(some)))
        }

    def _add_spans(
        self, changes: Sequence[Change], numbers: Mapping[tuple[int, SuggestionKey], int]
    ) -> dict[tuple[Pair, str], str]:
        """Add annotations; returns under which ids those are stored whose own were taken."""
        rows: list[tuple[Any, ...]] = []
        labels = self.labels
        whose: list[Change] = []
        for change in changes:
            (article, person), text = change.pair, change.text
            before = len(rows)
            rows += [
                (
                    *(own, article, person, labels[label], start, end, text[start:end], origin),
                    *(figure, entity, note, key and numbers.get((article, key))),
                )
                for own, start, end, label, origin, figure, entity, note, key in _new_spans(change)
            ]
            whose += [change] * (len(rows) - before)
        try:
            with self._connection.begin_nested():
                insert_rows(self._connection, ANNOTATION, rows)
        except IntegrityError:
            return self._add_under_other_ids(rows, whose)
        return {}

    def _add_under_other_ids(
        self, rows: Sequence[tuple[Any, ...]], whose: Sequence[Change]
    ) -> dict[tuple[Pair, str], str]:
        taken = self._taken([row[0] for row in rows])
        stored: dict[tuple[Pair, str], str] = {}
        renamed = []
        for row, change in zip(rows, whose, strict=True):
            own = identifier = row[0]
            if own in taken:
                identifier = other_id(own, change.new.annotator, change.sha256)
                stored[change.pair, own] = identifier
            taken.add(identifier)
            renamed.append((identifier, *row[1:]))
        insert_rows(self._connection, ANNOTATION, renamed)
        return stored

    def _taken(self, ids: Sequence[str]) -> set[str]:
        taken: set[str] = set()
        for some in chunks(ids, _IDS):
            query = select(ANNOTATION.c.id).where(ANNOTATION.c.id.in_(some))
            taken.update(self._connection.execute(query).scalars())
        return taken

    def _add_decisions(
        self,
        changes: Sequence[Change],
        numbers: Mapping[tuple[int, SuggestionKey], int],
        stored: Mapping[tuple[Pair, str], str],
    ) -> None:
        rows: list[tuple[Any, ...]] = []
        for change in changes:
            if change.old is not _NOTHING and not _decisions_differ(change):
                continue
            article, person = change.pair
            there = change.stored or {}
            for key, verdict, made in change.new.decisions:
                if made is not None and (stored or there):
                    made = stored.get((change.pair, made)) or there.get(made, made)
                rows.append((numbers[article, key], person, article, verdict, made))
        insert_rows(self._connection, DECISION, rows)

    def _add_works(self, changes: Sequence[Change]) -> None:
        insert_rows(
            self._connection,
            STATUS,
            [(*c.pair, c.new.status, c.new.reason) for c in changes if c.new.status],
        )
        versions = [version_row(change.pair, change.new.seen) for change in changes]
        insert_rows(self._connection, VERSION, versions)


def _new_spans(change: Change) -> Iterable[WorkSpan]:
    if change.old is _NOTHING:
        return change.new.spans
    there: Collection[WorkSpan] = set(change.old.spans)
    return [span for span in change.new.spans if span not in there]


def _decisions_differ(change: Change) -> bool:
    # Verdicts name annotations as they are stored, so those of changed ones are written anew.
    if set(change.old.decisions) != set(change.new.decisions):
        return True
    changed = {span.id for span in set(change.old.spans) ^ set(change.new.spans)}
    return any(decision.annotation_id in changed for decision in change.new.decisions)
