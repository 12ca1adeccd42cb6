"""What the tables of agreement say, as cells. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.domain.agreement import Agreement, Measured, PairAgreement
from annotator.domain.direction import isolated
from annotator.operations.agreement import anchoring_report, unit_alpha_report
from annotator.operations.agreement.agreement_measures import AgreementReport
from annotator.operations.agreement.agreement_report import measures_of
from annotator.operations.agreement.metric_format import lacking, said, shown

NONE = "–"
NOT_MARKED = "not marked"


@dataclass(frozen=True, slots=True)
class Cells:
    """A table: ``heads`` of the columns, and cells a row.

    ``strength`` says from 0 to 1 how strongly each cell is tinted, None not at all; ``tips`` what
    is told of a cell that the mouse rests on. Both are empty or as large as ``rows``.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    strength: Sequence[Sequence[float | None]] = ()
    tips: Sequence[Sequence[str]] = ()


def pair_of(agreement: Agreement, one: str, other: str) -> PairAgreement | None:
    """The agreement of two annotators, in whichever order; None for one and the same."""
    wanted = {one, other}
    return next((pair for pair in agreement.pairs if set(pair.pair) == wanted), None)


def matrix(agreement: Agreement, measure: str) -> Cells:
    """Every annotator with every other, by one of the report's measures."""
    names = agreement.annotators
    measured = [[_measured(agreement, one, other, measure) for other in names] for one in names]
    return Cells(
        ("", *names),
        [(name, *map(_plain, row)) for name, row in zip(names, measured, strict=True)],
        [(None, *(m.value if m else None for m in row)) for row in measured],
        [("", *(_told(m) if m else "" for m in row)) for row in measured],
    )


def _measured(agreement: Agreement, one: str, other: str, measure: str) -> Measured | None:
    pair = pair_of(agreement, one, other)
    return None if pair is None else getattr(pair.labels[0], measure)


def _told(measured: Measured) -> str:
    """A value with its interval, or why it has none."""
    return "; ".join(filter(None, (said(measured), lacking(measured))))


def _plain(measured: Measured | None) -> str:
    if measured is None:
        return NONE
    return "n/a" if measured.value is None else f"{measured.value:.2f}"


def by_label(pair: PairAgreement, agreement: Agreement) -> Cells:
    """A row a label, all together first, a column a measure of the report."""
    measures = measures_of(agreement)
    rows = [(m, [getattr(m, name) for name, _ in measures]) for m in pair.labels]
    spans = (f"spans of {pair.pair[0]}", f"spans of {pair.pair[1]}")
    return Cells(
        ("", *spans, *(title for _, title in measures)),
        [
            (m.label or "all", f"{m.one:,}", f"{m.other:,}", *map(shown, measured))
            for m, measured in rows
        ],
        tips=[("", "", "", *(item.why for item in measured)) for _, measured in rows],
    )


def alphas(pair: PairAgreement) -> Cells:
    """The alphas for unitizing of two annotators."""
    alphas_by_unit = pair.unit_alphas
    if alphas_by_unit is None:
        return Cells(unit_alpha_report.HEADS, [])
    tips = [("", "", lacking(row.measured), "") for row in unit_alpha_report.rows(alphas_by_unit)]
    return Cells(unit_alpha_report.HEADS, list(unit_alpha_report.words(alphas_by_unit)), tips=tips)


def confusion(pair: PairAgreement, labels: Sequence[str]) -> Cells:
    """What the one marked as, in rows, and the other, in columns: numbers of spans."""
    keys: list[str | None] = [*labels, None]
    counts = [[pair.confusion.get((one, other), 0) for other in keys] for one in keys]
    most = max((count for row in counts for count in row), default=0) or 1
    names = [key or NOT_MARKED for key in keys]
    one, other = pair.pair
    return Cells(
        (f"{one} ↓  {other} →", *names),
        [
            (name, *(f"{count:,}" if count else NONE for count in row))
            for name, row in zip(names, counts, strict=True)
        ],
        [(None, *(count / most if count else None for count in row)) for row in counts],
    )


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article of both annotators: its uid and what is told of it."""

    uid: str
    cells: tuple[str, str, str, str, str]


ARTICLE_HEADS = ("article", "spans", "exact F1", "overlap F1", "uα of all")


def by_article(report: AgreementReport, pair: PairAgreement) -> list[ArticleRow]:
    """The articles both have finished, those they agree least on first."""
    rows = [
        (article.article, article.pairs[pair.pair][0], article.unit_alpha)
        for article in report.agreement.articles
        if pair.pair in article.pairs
    ]
    rows.sort(key=lambda item: (_order(item[1].strict_f1), _order(item[1].overlap_f1), item[0]))
    return [
        ArticleRow(
            uid,
            (
                isolated(report.titles.get(uid) or uid),
                f"{measures.one:,}, {measures.other:,}",
                _plain(measures.strict_f1),
                _plain(measures.overlap_f1),
                _plain(alpha),
            ),
        )
        for uid, measures, alpha in rows
    ]


def _order(measured: Measured) -> float:
    return 2.0 if measured.value is None else measured.value


def anchoring(report: AgreementReport) -> Cells | None:
    """With suggestions and without; None in a project that hides them nowhere."""
    if report.anchoring is None:
        return None
    return Cells(anchoring_report.HEADS, list(anchoring_report.words(report.anchoring)))
