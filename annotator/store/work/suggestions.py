"""What suggesters said, by suggester and version, and which articles they have been through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from packaging.version import InvalidVersion, Version
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from annotator.domain.errors import SaveError
from annotator.domain.figures import readable_figure
from annotator.domain.pipelines import LabelCount
from annotator.domain.records import RecordSpan
from annotator.domain.span_content import SpanContent
from annotator.domain.values import Status, SuggestedSpan, Suggestion, Verdict
from annotator.store.bulk import insert_rows
from annotator.store.definitions.former_labels import former_labels
from annotator.store.mapping import LABEL, figure_text, label_ids
from annotator.store.prepared import Prepared
from annotator.store.queue.summaries import suggestions_added
from annotator.store.tables import (
    ArticleRow,
    ArticleStatusRow,
    DecisionRow,
    MutedRow,
    SourceRow,
    SuggestionRow,
    SuggestionRunRow,
    table,
)

SUGGESTION = table(SuggestionRow)
RUN = table(SuggestionRunRow)
SOURCE = table(SourceRow)
_UNKNOWN = -1  # no number of a label
PLACE = ("start", "end", "label_id")
COLUMNS = ("article_id", "source_id", *PLACE, "rule", "score", "figure")
_ARTICLE = table(ArticleRow)
DECISION = table(DecisionRow)
_MUTED = table(MutedRow)
_WORK = table(ArticleStatusRow)
_AT_ONCE = 10_000  # rows in memory beside what they are made of

_Key: TypeAlias = tuple[int, int, int]
_Span: TypeAlias = SuggestedSpan | RecordSpan


_OF_ARTICLE = Prepared(
    select(
        *(SUGGESTION.c[name] for name in ("id", "start", "end")),
        *(LABEL.c.name, SOURCE.c.name, SOURCE.c.version),
        *(SUGGESTION.c[name] for name in ("rule", "score", "figure")),
    )
    .join(LABEL, LABEL.c.id == SUGGESTION.c.label_id)
    .join(SOURCE, SOURCE.c.id == SUGGESTION.c.source_id)
    .where(SUGGESTION.c.article_id == bindparam("number"))
    .order_by(SUGGESTION.c.start, SUGGESTION.c.end.desc(), SUGGESTION.c.id)
)


def source_id(connection: Connection, name: str, version: str, names: str | None = None) -> int:
    """The number of a suggester in one version, added when new.

    ``names`` is the digest of the team's names it works with, None where it takes none.
    """
    query = select(SOURCE.c.id).where(SOURCE.c.name == name, SOURCE.c.version == version)
    number = connection.execute(query).scalar()
    if number is None:
        values = {"name": name, "version": version, "names": names}
        added = insert(SOURCE).values(values).returning(SOURCE.c.id)
        number = connection.execute(added).scalar_one()
    elif names is not None:
        same = SOURCE.c.id == number
        connection.execute(update(SOURCE).where(same).values(names=names))
    return int(number)


def suggesters(connection: Connection) -> tuple[tuple[str, str], ...]:
    """The name and version of everything on whose suggestions somebody has decided."""
    query = select(SOURCE.c.name, SOURCE.c.version).order_by(SOURCE.c.name, SOURCE.c.version)
    used = exists().where(
        SUGGESTION.c.source_id == SOURCE.c.id, DECISION.c.suggestion_id == SUGGESTION.c.id
    )
    return tuple((name, version) for name, version in connection.execute(query.where(used)))


def verdicts(connection: Connection) -> dict[Verdict, int]:
    """How many times somebody has decided on a suggestion, by what was decided."""
    query = select(DECISION.c.verdict, func.count()).group_by(DECISION.c.verdict)
    return {Verdict(verdict): count for verdict, count in connection.execute(query)}


def suggestions_of(connection: Connection, article: int) -> tuple[Suggestion, ...]:
    """All suggestions for an article, in text order."""
    rows: Sequence[Any] = _OF_ARTICLE.run(connection, number=article).all()
    # Not by `suggestion_of`: of twenty thousand, looking up names takes longer than all else.
    return tuple(
        [
            Suggestion(
                number,
                article,
                SpanContent(start, end, label, readable_figure(figure) if figure else None),
                source,
                version,
                rule,
                score,
            )
            for number, start, end, label, source, version, rule, score, figure in rows
        ]
    )


def select_suggestions() -> Select[Any]:
    """A query for rows of `suggestion_of`."""
    return (
        select(
            SUGGESTION, LABEL.c.name.label("label"), SOURCE.c.name.label("source"), SOURCE.c.version
        )
        .join(LABEL, LABEL.c.id == SUGGESTION.c.label_id)
        .join(SOURCE, SOURCE.c.id == SUGGESTION.c.source_id)
    )


def articles_without_run(
    connection: Connection,
    *,
    names: str = "",
    reader: tuple[str, str] | None = None,
    since: int = 0,
    until: int | None = None,
    limit: int | None = None,
) -> list[int]:
    """The articles ``since`` to ``until`` that lack suggestions, in import order.

    No suggester has been through them, or one with other names of the team than those with the
    digest ``names``, or the ``reader`` (name and version) in an earlier version, and nobody has
    finished them since.
    """
    older = _older_sources(connection, *reader) if reader else []
    lacking = or_(~exists().where(RUN.c.article_id == _ARTICLE.c.id), _outdated(names, older))
    query = select(_ARTICLE.c.id).where(_ARTICLE.c.id >= since, lacking).order_by(_ARTICLE.c.id)
    if until is not None:
        query = query.where(_ARTICLE.c.id <= until)
    return list(connection.execute(query.limit(limit)).scalars())


def add_suggestions(
    connection: Connection,
    by_article: Mapping[int, Sequence[_Span]],
    *,
    source: str,
    version: str,
    names: str | None = None,
) -> int:
    """Store what a suggester found, by article, and that it has been there; returns how many.

    What is there already (same article, range and label) is not doubled. A label that has been
    renamed or merged is the one it is now, and what has one that was deleted is left out. Raises
    SaveError for a label the project never had.
    """
    number = source_id(connection, source, version, names)
    labels = by_all_names(connection)
    there = _existing(connection, by_article)
    rows: list[tuple[Any, ...]] = []
    scores: dict[int, list[float | None]] = {}
    count = 0
    for article, spans in by_article.items():
        new = _new(spans, there.get(article, ()), labels, source)
        if new:
            scores[article] = [span.score for span in new.values()]
            rows += [
                (article, number, *key, span.rule, span.score, figure_text(span.figure))
                for key, span in new.items()
            ]
        if len(rows) >= _AT_ONCE:
            count += insert_rows(connection, SUGGESTION, rows, COLUMNS)
            rows.clear()
    count += insert_rows(connection, SUGGESTION, rows, COLUMNS)
    suggestions_added(connection, scores)
    _note_run(connection, by_article, number)
    return count


def _new(
    spans: Sequence[_Span], known: Container[_Key], labels: Mapping[str, int | None], source: str
) -> dict[_Key, _Span]:
    """The spans of an article that are not ``known`` already, each once, by their places."""
    new: dict[_Key, _Span] = {}
    for span in spans:
        label = labels.get(span.label, _UNKNOWN)
        if label is None:
            continue
        if label == _UNKNOWN:
            raise SaveError(
                f"The suggester {source} uses the label “{span.label}”, which the project "
                "does not have; add it or map it to another."
            )
        key = (span.start, span.end, label)
        if key not in new and key not in known:
            new[key] = span
    return new


def _note_run(connection: Connection, articles: Iterable[int], source: int) -> None:
    """Remember that a suggester has been through some articles."""
    numbers = list(articles)
    own = (RUN.c.source_id == source) & RUN.c.article_id.in_(numbers)
    ran = set(connection.execute(select(RUN.c.article_id).where(own)).scalars())
    runs = [{"article_id": number, "source_id": source} for number in numbers if number not in ran]
    if runs:
        connection.execute(insert(RUN), runs)


def by_all_names(connection: Connection) -> dict[str, int | None]:
    """The numbers of labels by all names they have or had; None for those that were deleted."""
    ids = label_ids(connection)
    return {old: ids.get(now) for old, now in former_labels(connection).items()} | ids


def without_label(
    connection: Connection, by_article: Mapping[int, Sequence[_Span]]
) -> tuple[LabelCount, ...]:
    """The spans that get no place in the project, since their label was deleted there."""
    deleted = {name for name, label in by_all_names(connection).items() if label is None}
    spans = (span.label for spans in by_article.values() for span in spans)
    counts = Counter(label for label in spans if label in deleted)
    return tuple(LabelCount(label, count, None) for label, count in counts.items())


def read_by_another(connection: Connection, article: int, source: str) -> bool:
    """Whether an article has been read, or has suggestions of a suggester other than ``source``."""
    ran = exists().where(RUN.c.article_id == article)
    others = select(SOURCE.c.id).where(SOURCE.c.name != source, SOURCE.c.names.is_not(None))
    own = SUGGESTION.c.article_id == article
    has_others = exists().where(own, SUGGESTION.c.source_id.in_(others))
    return bool(connection.execute(select(ran | has_others)).scalar())


def read_by(connection: Connection, article: int, source: str) -> bool:
    """Whether a suggester has been through an article."""
    own = RUN.c.article_id == article, SOURCE.c.id == RUN.c.source_id, SOURCE.c.name == source
    return bool(connection.execute(select(exists().where(*own))).scalar())


def forget_run(connection: Connection, article: int, source: str) -> None:
    """Let an article count as not read by a suggester."""
    theirs = select(SOURCE.c.id).where(SOURCE.c.name == source)
    own = RUN.c.article_id == article
    connection.execute(delete(RUN).where(own, RUN.c.source_id.in_(theirs)))


def _older_sources(connection: Connection, name: str, version: str) -> list[int]:
    """The numbers of a suggester in versions before ``version``; names of a team do not count."""
    query = select(SOURCE.c.id, SOURCE.c.version).where(SOURCE.c.name == name)
    return [row[0] for row in connection.execute(query) if _is_before(row[1], version)]


def _is_before(one: str, other: str) -> bool:
    try:
        return Version(one.partition("+")[0]) < Version(other.partition("+")[0])
    except InvalidVersion:
        return False


def _outdated(names: str, older: Sequence[int]) -> ColumnElement[bool]:
    """That an article was done with other names or by older rules, and nobody has finished it."""
    ran = exists().where(RUN.c.article_id == _ARTICLE.c.id, RUN.c.source_id == SOURCE.c.id)
    finished = exists().where(_WORK.c.article_id == _ARTICLE.c.id, _WORK.c.status == Status.DONE)
    others = ran.where(SOURCE.c.names != names) & ~ran.where(SOURCE.c.names == names)
    if older:
        others |= ran.where(SOURCE.c.id.in_(older))
    return others & ~finished


def forget_runs(connection: Connection, articles: Collection[int] | None = None) -> None:
    """Let articles that nobody has finished, all or some of them, count as not read by suggesters
    that take names.
    """
    finished = select(_WORK.c.article_id).where(_WORK.c.status == Status.DONE)
    theirs = RUN.c.source_id.in_(select(SOURCE.c.id).where(SOURCE.c.names.is_not(None)))
    some = () if articles is None else (RUN.c.article_id.in_(articles),)
    connection.execute(delete(RUN).where(theirs, RUN.c.article_id.not_in(finished), *some))


def hidden() -> ColumnElement[bool]:
    """That muted text hides a suggestion."""
    return exists().where(
        _MUTED.c.article_id == SUGGESTION.c.article_id,
        _MUTED.c.start < SUGGESTION.c.end,
        SUGGESTION.c.start < _MUTED.c.end,
    )


def _existing(connection: Connection, articles: Iterable[int]) -> dict[int, set[_Key]]:
    columns = (SUGGESTION.c.article_id, SUGGESTION.c.start, SUGGESTION.c.end, SUGGESTION.c.label_id)
    query = select(*columns).where(SUGGESTION.c.article_id.in_(list(articles)))
    there: dict[int, set[_Key]] = {}
    for article, start, end, label in connection.execute(query):
        there.setdefault(article, set()).add((start, end, label))
    return there
