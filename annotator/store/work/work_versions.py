"""What each annotator's work in each article has seen, and whole versions of it out of the rows.

Whoever changes annotations, verdicts or statuses says so here, in the same transaction.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import Connection, bindparam, delete, select, text

from annotator.domain.lineage import after, parse_seen, seen_text
from annotator.domain.values import Status
from annotator.domain.work import (
    SuggestionFacts,
    SuggestionKey,
    WorkDecision,
    WorkSpan,
    WorkVersion,
)
from annotator.store.bulk import chunks, insert_rows
from annotator.store.engine import writer
from annotator.store.mapping import ANNOTATOR, LABEL
from annotator.store.prepared import Prepared
from annotator.store.review.sent_back import beneath
from annotator.store.row_mapper import ANNOTATION, DECISION, STATUS
from annotator.store.tables import table
from annotator.store.work.suggestions import SOURCE, SUGGESTION
from annotator.store.work.work_tables import WorkVersionRow

VERSION = table(WorkVersionRow)
Pair: TypeAlias = tuple[int, int]
"""The numbers of an article and of an annotator."""
_SIGN = "~"  # in no id the program makes
_SIGNS = 12

# A writer that goes on after another takes a new name: what it has written before may not be in
# what it goes on from, since a merge may show another version in between. The name ends with the
# number of the first edit under it, and that grows with whatever is shown.
_MINE = "substr(work_version.writer, 1, length(excluded.writer) - 2) || '.1' = excluded.writer"
_ADVANCE = Prepared(
    text(
        "INSERT INTO work_version (article_id, annotator_id, writer, stamp, seen) "
        "VALUES (:article, :person, :writer, 1, '') "
        "ON CONFLICT (article_id, annotator_id) DO UPDATE SET "
        f"seen = CASE WHEN {_MINE} THEN work_version.seen "
        "ELSE work_version.seen || work_version.writer || ':' || work_version.stamp || ' ' END, "
        f"writer = CASE WHEN {_MINE} THEN work_version.writer ELSE "
        "substr(excluded.writer, 1, length(excluded.writer) - 1) || (work_version.stamp + 1) END, "
        "stamp = work_version.stamp + 1"
    )
)


def advance(connection: Connection, pairs: Iterable[Pair]) -> None:
    """Note an edit of some annotators' work in some articles."""
    name = f"{writer(connection)}.1"
    rows = [{"article": article, "person": person, "writer": name} for article, person in pairs]
    for row in rows:
        _ADVANCE.run(connection, **row)


def advance_by(connection: Connection, pairs: Sequence[Pair], name: str) -> None:
    """Note a step that is the same wherever it is taken, under a name of its own."""
    seen = seen_by(connection, sorted({article for article, _ in pairs}))
    own = (VERSION.c.article_id == bindparam("a")) & (VERSION.c.annotator_id == bindparam("p"))
    if pairs:
        rows = [{"a": article, "p": person} for article, person in pairs]
        connection.execute(delete(VERSION).where(own), rows)
    insert_rows(
        connection, VERSION, [version_row(pair, after(seen.get(pair, ""), name)) for pair in pairs]
    )


def join_seen(connection: Connection, numbers: Sequence[int], old: int, new: int) -> None:
    """Let one annotator's work in some articles have seen what another's has, which is in it."""
    seen = seen_by(connection, numbers)
    pairs = [(article, new) for article in numbers if (article, old) in seen]
    own = (VERSION.c.article_id == bindparam("a")) & (VERSION.c.annotator_id == bindparam("p"))
    if not pairs:
        return
    connection.execute(delete(VERSION).where(own), [{"a": a, "p": p} for a, p in pairs])
    rows = []
    for article, person in pairs:
        vector = parse_seen(seen.get((article, person), ""))
        for name, edit in parse_seen(seen[article, old]).items():
            vector[name] = max(edit, vector.get(name, 0))
        rows.append(version_row((article, person), seen_text(vector)))
    insert_rows(connection, VERSION, rows)


@dataclass(slots=True)
class StoredWork:
    """What a project holds of some annotators' work in some articles.

    ``stored`` are the ids under which annotations are stored, where they differ from their own.
    """

    versions: dict[Pair, WorkVersion] = field(default_factory=dict)
    facts: dict[int, dict[SuggestionKey, SuggestionFacts]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    stored: dict[tuple[Pair, str], str] = field(default_factory=dict)


def stored_work(
    connection: Connection, hashes: dict[int, str], people: Collection[int] | None = None
) -> StoredWork:
    """The work in some articles, given as their numbers with the hashes of their texts.

    Give some hundreds at most. ``people`` are the annotators wanted, None for everybody.
    """
    work = StoredWork()
    numbers = list(hashes)
    names = _names(connection, people)
    keys = _suggestions(connection, numbers, work)
    spans = _spans(connection, hashes, names, keys, work)
    decisions = _decisions(connection, hashes, names, keys)
    works = _works(connection, numbers, names)
    seen = seen_by(connection, numbers)
    for pair in sorted({*spans, *decisions, *works, *(p for p in seen if p[1] in names)}):
        status, reason = works.get(pair, (None, None))
        version = WorkVersion(
            annotator=names[pair[1]],
            seen=seen.get(pair, ""),
            spans=tuple(spans.get(pair, ())),
            decisions=tuple(decisions.get(pair, {}).values()),
            status=status,
            reason=reason,
        )
        work.versions[pair] = version if pair in seen else _unnoted(version)
    return work


def seen_by(connection: Connection, numbers: Sequence[int]) -> dict[Pair, str]:
    """What the work in some articles has seen, by article and annotator."""
    vectors: dict[Pair, str] = {}
    for some in chunks(numbers):
        query = select(VERSION).where(VERSION.c.article_id.in_(some))
        for article, person, name, stamp, seen in connection.execute(query):
            vector = parse_seen(seen)
            vector[name] = max(stamp, vector.get(name, 0))
            vectors[article, person] = seen_text(vector)
    return vectors


def version_row(pair: Pair, seen: str) -> tuple[Any, ...]:
    """The row of the version table that has seen just this."""
    vector = parse_seen(seen)
    last = max(vector, key=lambda name: (vector[name], name))
    before = "".join(f"{name}:{edit} " for name, edit in sorted(vector.items()) if name != last)
    return (*pair, last, vector[last], before)


def own_id(stored: str, annotator: str, sha256: str) -> str:
    """The id of an annotation, which is stored under another where that was taken."""
    known, sign, _ = stored.rpartition(_SIGN)
    return known if sign and stored == other_id(known, annotator, sha256) else stored


def other_id(own: str, annotator: str, sha256: str) -> str:
    """The id under which an annotation is stored when somebody else's has its own."""
    signs = hashlib.sha256(f"{own}\n{annotator}\n{sha256}".encode()).hexdigest()[:_SIGNS]
    return f"{own}{_SIGN}{signs}"


def _unnoted(version: WorkVersion) -> WorkVersion:
    # Work that came in before versions were noted: equal work has seen the same.
    return WorkVersion(
        annotator=version.annotator,
        seen=f"unnoted-{version.digest[:20]}:1",
        spans=version.spans,
        decisions=version.decisions,
        status=version.status,
        reason=version.reason,
    )


def _names(connection: Connection, people: Collection[int] | None) -> dict[int, str]:
    rows = connection.execute(select(ANNOTATOR.c.id, ANNOTATOR.c.name))
    return {number: name for number, name in rows if people is None or number in people}


def _suggestions(
    connection: Connection, numbers: Sequence[int], work: StoredWork
) -> dict[int, SuggestionKey]:
    """The keys of the suggestions somebody has decided on, by their numbers."""
    s = SUGGESTION.c
    query = (
        select(
            *(s.id, s.article_id, s.start, s.end, LABEL.c.name, SOURCE.c.name, SOURCE.c.version),
            *(s.rule, s.score, s.figure),
        )
        .join(LABEL, LABEL.c.id == s.label_id)
        .join(SOURCE, SOURCE.c.id == s.source_id)
        .order_by(s.id)
    )
    keys: dict[int, SuggestionKey] = {}
    decided = select(DECISION.c.suggestion_id).where(DECISION.c.suggestion_id == s.id).exists()
    for chunk in chunks(numbers):
        for row in connection.execute(query.where(s.article_id.in_(chunk), decided)):
            key = keys[row[0]] = SuggestionKey._make(row[2:7])
            work.facts[row[1]].setdefault(key, SuggestionFacts._make(row[7:]))
    return keys


def _spans(
    connection: Connection,
    hashes: dict[int, str],
    names: dict[int, str],
    keys: dict[int, SuggestionKey],
    work: StoredWork,
) -> dict[Pair, list[WorkSpan]]:
    a = ANNOTATION.c
    query = select(
        *(a.article_id, a.annotator_id, a.id, a.start, a.end, LABEL.c.name, a.origin, a.figure),
        *(a.entity, a.note, a.suggestion_id),
    ).join(LABEL, LABEL.c.id == a.label_id)
    by_pair: defaultdict[Pair, list[WorkSpan]] = defaultdict(list)
    for chunk in chunks(list(hashes)):
        for row in connection.execute(query.where(a.article_id.in_(chunk))).all():
            article, person, stored = row[:3]
            if person not in names:
                continue
            pair, own = (article, person), stored
            if _SIGN in stored:
                own = own_id(stored, names[person], hashes[article])
                if own != stored:
                    work.stored[pair, own] = stored
            by_pair[pair].append(WorkSpan(own, *row[3:10], keys.get(row[10])))
    return by_pair


def _decisions(
    connection: Connection,
    hashes: dict[int, str],
    names: dict[int, str],
    keys: dict[int, SuggestionKey],
) -> dict[Pair, dict[SuggestionKey, WorkDecision]]:
    d = DECISION.c
    query = select(d.article_id, d.annotator_id, d.suggestion_id, d.verdict, d.annotation_id)
    by_pair: defaultdict[Pair, dict[SuggestionKey, WorkDecision]] = defaultdict(dict)
    for chunk in chunks(list(hashes)):
        rows = connection.execute(query.where(d.article_id.in_(chunk)).order_by(d.suggestion_id))
        for article, person, suggestion, verdict, made in rows:
            key = keys.get(suggestion)
            if person not in names or key is None:
                continue
            if made is not None and _SIGN in made:
                made = own_id(made, names[person], hashes[article])
            # Two suggestions can have become one by merging labels.
            by_pair[article, person].setdefault(key, WorkDecision(key, verdict, made))
    return by_pair


def _works(
    connection: Connection, numbers: Sequence[int], names: dict[int, str]
) -> dict[Pair, tuple[str, str | None]]:
    w = STATUS.c
    said = beneath(connection)
    query = select(w.article_id, w.annotator_id, w.status, w.reason)
    return {
        (article, person): (_own(status, said.get((article, names[person]))), reason)
        for chunk in chunks(numbers)
        for article, person, status, reason in connection.execute(
            query.where(w.article_id.in_(chunk))
        )
        if person in names and status != Status.NEW
    }


def _own(status: str, said: str | None) -> str:
    """What an annotator has said themselves, where a reviewer has put the article back."""
    return said if said and status == Status.IN_PROGRESS else status
