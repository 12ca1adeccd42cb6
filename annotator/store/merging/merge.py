"""Bringing work into a project, article by article, by the rule of `domain.work.heads`.

Nobody's work is overwritten by what has not seen it, and gold is not touched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select, union

from annotator.domain.merging import (
    ArticleMatch,
    ArticleOutcome,
    MergeResult,
    Unplaced,
    WorkOutcome,
)
from annotator.domain.values import Label
from annotator.domain.work import (
    BundledArticle,
    SuggestionFacts,
    SuggestionKey,
    WorkVersion,
    heads,
)
from annotator.domain.work_json import SavedVersion
from annotator.store.bulk import chunks
from annotator.store.merging import conflicting_versions
from annotator.store.merging.match_articles import Beginnings, MatchedArticle, match_articles
from annotator.store.merging.merge_extras import join_muted, join_records, join_time
from annotator.store.queue.summaries import TALLY
from annotator.store.review import sent_back
from annotator.store.row_mapper import ANNOTATION, STATUS
from annotator.store.work.work_rows import Change, WorkWriter
from annotator.store.work.work_versions import VERSION, Pair, StoredWork, stored_work


@dataclass(frozen=True, slots=True)
class _Joined:
    """What the versions of one annotator in one article come to."""

    outcome: WorkOutcome
    change: Change | None
    saved: tuple[WorkVersion, ...] = ()
    drop: tuple[str, ...] = ()


class Merger:
    """One merge in one transaction; every article it is given comes in or is left out."""

    def __init__(
        self,
        connection: Connection,
        *,
        labels: Iterable[Label],
        source: str,
        add_missing: bool = True,
        join_alike: bool = True,
    ) -> None:
        """``labels`` define those the project lacks; ``source`` says what the work came in;
        ``join_alike`` whether texts that look the same are one article.
        """
        self._connection = connection
        self._source = source
        self._add_missing = add_missing
        self._join_alike = join_alike
        self.records_kept = 0
        """How many records of elsewhere have been kept with articles that were here."""
        self._taken: set[int] = set()
        self._beginnings = Beginnings(connection)
        self._writer = WorkWriter(connection, {label.name: label for label in labels})

    @property
    def labels_added(self) -> tuple[str, ...]:
        """The labels that have been added so far."""
        return tuple(self._writer.labels.added)

    @property
    def suggestions_added(self) -> int:
        """How many suggestions that verdicts refer to have been added so far."""
        return self._writer.suggestions_added

    def take(self, batch: Sequence[BundledArticle]) -> list[ArticleOutcome]:
        """Bring in some hundred articles at most."""
        matched = match_articles(
            self._connection,
            batch,
            self._beginnings,
            add_missing=self._add_missing,
            join_alike=self._join_alike,
            taken=self._taken,
        )
        self._taken |= {
            item.number
            for item in matched
            if item.number is not None and item.match is not ArticleMatch.OTHER_TEXT
        }
        outcomes: list[ArticleOutcome] = []
        for round_ in _rounds(matched):
            outcomes += self._take(round_)
        return outcomes

    def _take(self, matched: Sequence[MatchedArticle]) -> list[ArticleOutcome]:
        here = [item for item in matched if item.number is not None]
        sent_back.lift(self._connection, [n for item in here if (n := item.number) is not None])
        worked = self._worked([n for item in here if (n := item.number) is not None])
        work = self._stored_work(here, worked)
        aside = conflicting_versions.saved_versions(
            self._connection, sorted({article for article, _ in worked})
        )
        outcomes, changes, saving = [], [], []
        for item in matched:
            joined = self._join(item, worked, work, aside)
            works = tuple(one.outcome for one in joined.values())
            article = item.article
            outcomes.append(
                ArticleOutcome(
                    *(article.uid, article.title, item.match, item.number, works),
                    is_alike=item.is_alike,
                )
            )
            changes += [one.change for one in joined.values() if one.change]
            saving += [(item, pair, one) for pair, one in joined.items() if one.saved or one.drop]
            self._save_unplaced(item, joined)
        self._writer.write(changes)
        for item, pair, one in saving:
            self._save(pair, one, self._facts(item, pair, work, aside))
        join_time(self._connection, here, self._writer.people)
        join_muted(self._connection, here)
        self.records_kept += join_records(self._connection, here)
        return outcomes

    # What is there already

    def _worked(self, numbers: Sequence[int]) -> set[Pair]:
        """Who has worked in which of some articles, or has anything noted there."""
        pairs: set[Pair] = set()
        for chunk in chunks(numbers):
            query = union(
                *(
                    select(rows.c.article_id, rows.c.annotator_id).where(
                        rows.c.article_id.in_(chunk)
                    )
                    for rows in (VERSION, TALLY, STATUS, conflicting_versions.SAVED)
                ),
                select(ANNOTATION.c.article_id, ANNOTATION.c.annotator_id).where(
                    ANNOTATION.c.article_id.in_(chunk)
                ),
            )
            pairs.update((article, person) for article, person in self._connection.execute(query))
        return pairs

    def _stored_work(self, here: Sequence[MatchedArticle], worked: set[Pair]) -> StoredWork:
        people = self._writer.people
        wanted = {
            (item.number, people[version.annotator])
            for item in here
            for version in item.article.versions
        } & worked
        numbers = {number for number, _ in wanted}
        hashes = {item.number: item.sha256 for item in here if item.number in numbers}
        if not wanted:
            return StoredWork()
        return stored_work(self._connection, hashes, {person for _, person in wanted})  # type: ignore[arg-type]

    # What becomes of it

    def _join(
        self,
        item: MatchedArticle,
        worked: set[Pair],
        work: StoredWork,
        aside: Mapping[Pair, Mapping[str, SavedVersion]],
    ) -> dict[Pair, _Joined]:
        by_annotator: defaultdict[str, list[WorkVersion]] = defaultdict(list)
        for version in item.article.versions:
            by_annotator[version.annotator].append(version)
        joined: dict[Pair, _Joined] = {}
        for name, versions in by_annotator.items():
            pair = (item.number or 0, self._writer.people[name] if item.number else len(joined))
            if item.number is None:
                outcome = WorkOutcome(name, MergeResult.LEFT_OUT, _spans(versions), shown=False)
                joined[pair] = _Joined(outcome, None)
            elif pair in worked:
                joined[pair] = self._join_pair(item, pair, versions, work, aside.get(pair, {}))
            else:
                joined[pair] = self._first(item, pair, heads(versions))
        return joined

    def _first(self, item: MatchedArticle, pair: Pair, leading: Sequence[WorkVersion]) -> _Joined:
        shown, *others = leading
        lost = _lost(item, leading)
        outcome = WorkOutcome(shown.annotator, MergeResult.NEW, len(shown.spans), unplaced=lost)
        change = Change(pair, item.sha256, item.article.text, shown, item.article.suggestions)
        return _Joined(outcome, change, tuple(others))

    def _join_pair(
        self,
        item: MatchedArticle,
        pair: Pair,
        versions: Sequence[WorkVersion],
        work: StoredWork,
        aside: Mapping[str, SavedVersion],
    ) -> _Joined:
        old = work.versions.get(pair)
        if old is not None and not aside and len(versions) == 1 and old.is_same(versions[0]):
            outcome = WorkOutcome(old.annotator, MergeResult.SAME, len(old.spans), shown=False)
            return _Joined(outcome, None)
        local = [version.version for version in aside.values()] + ([old] if old else [])
        known = {version.key for version in local}
        leading = heads([*local, *versions])
        keys = {version.key for version in leading}
        shown = leading[0]
        new = [version for version in versions if version.key in keys - known]
        lost = _lost(item, new)
        outcome = WorkOutcome(
            annotator=versions[0].annotator,
            result=_result(versions, leading, known, keys),
            spans=_spans(new or versions[:1]),
            shown=shown.key not in known,
            unplaced=lost,
        )
        change = None
        if old is None or shown.key != old.key:
            stored = {own: as_ for (whose, own), as_ in work.stored.items() if whose == pair}
            facts = dict(work.facts.get(pair[0], {}))
            for version in aside.values():
                facts |= version.facts
            change = Change(
                pair=pair,
                sha256=item.sha256,
                text=item.article.text,
                new=shown,
                facts=facts | dict(item.article.suggestions),
                stored=stored,
                old=old or WorkVersion(shown.annotator, ""),
            )
        saved_now = tuple(v for v in leading[1:] if v.key not in aside)
        gone = tuple(key for key in aside if key not in {v.key for v in leading[1:]})
        return _Joined(outcome, change, saved_now, gone)

    # What is kept aside

    def _facts(
        self,
        item: MatchedArticle,
        pair: Pair,
        work: StoredWork,
        aside: Mapping[Pair, Mapping[str, SavedVersion]],
    ) -> dict[SuggestionKey, SuggestionFacts]:
        facts = dict(work.facts.get(pair[0], {}))
        for version in aside.get(pair, {}).values():
            facts |= version.facts
        return facts | dict(item.article.suggestions)

    def _save(
        self, pair: Pair, joined: _Joined, facts: Mapping[SuggestionKey, SuggestionFacts]
    ) -> None:
        if joined.drop:
            conflicting_versions.drop(self._connection, pair, joined.drop)
        conflicting_versions.save(
            self._connection,
            [
                (
                    pair,
                    version.key,
                    conflicting_versions.DIVERGED,
                    SavedVersion(version, facts),
                    self._source,
                )
                for version in joined.saved
            ],
        )

    def _save_unplaced(self, item: MatchedArticle, joined: Mapping[Pair, _Joined]) -> None:
        """Keep what found no place, instead of what an older version had kept so."""
        if item.match is not ArticleMatch.OTHER_TEXT:
            return
        for pair, one in joined.items():
            if one.outcome.result in (MergeResult.SAME, MergeResult.OLDER):
                continue
            before = conflicting_versions.saved_versions(
                self._connection, [pair[0]], kind=conflicting_versions.UNPLACED
            ).get(pair, {})
            conflicting_versions.drop(self._connection, pair, before)
            rows = []
            for version in item.article.versions:
                lost = item.unplaced.get(version.key)
                if lost and version.annotator == one.outcome.annotator:
                    bare = replace(version, spans=(), decisions=())
                    content = SavedVersion(bare, {}, lost)
                    rows.append(
                        (pair, bare.key, conflicting_versions.UNPLACED, content, self._source)
                    )
            conflicting_versions.save(self._connection, rows)


def _rounds(matched: Sequence[MatchedArticle]) -> list[list[MatchedArticle]]:
    """In each round an article of the project at most once: two texts may stand for it."""
    rounds: list[list[MatchedArticle]] = [[]]
    times: defaultdict[int, int] = defaultdict(int)
    for item in matched:
        turn = 0 if item.number is None else times[item.number]
        if item.number is not None:
            times[item.number] += 1
        if turn == len(rounds):
            rounds.append([])
        rounds[turn].append(item)
    return rounds


def _result(
    versions: Sequence[WorkVersion],
    leading: Sequence[WorkVersion],
    known: set[str],
    keys: set[str],
) -> MergeResult:
    if keys <= known:
        return (
            MergeResult.SAME
            if any(version.key in keys for version in versions)
            else MergeResult.OLDER
        )
    if not known:
        return MergeResult.NEW
    if len(keys) <= len(known):
        return MergeResult.NEWER
    same = len({version.meaning for version in leading}) == 1
    return (
        MergeResult.SAME if same else MergeResult.DIVERGED
    )  # the same work done twice tells nobody anything


def _lost(item: MatchedArticle, versions: Sequence[WorkVersion]) -> tuple[Unplaced, ...]:
    if not item.unplaced:
        return ()
    return tuple(one for version in versions for one in item.unplaced.get(version.key, ()))


def _spans(versions: Sequence[WorkVersion]) -> int:
    return sum(len(version.spans) for version in versions)
