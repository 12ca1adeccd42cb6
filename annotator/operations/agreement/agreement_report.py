"""Agreement as a JSON object and as a table for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from annotator.domain import division
from annotator.domain.agreement import Agreement, Measured, Measures, PairAgreement, UnitAlphas
from annotator.domain.agreement.differing import Difference
from annotator.domain.errors import ProjectError
from annotator.domain.person_names import alike
from annotator.files import replacing
from annotator.formats.tables.span_table import guarded
from annotator.operations.agreement import anchoring_report, over_time_report, unit_alpha_report
from annotator.operations.agreement.agreement_measures import AgreementReport
from annotator.operations.agreement.metric_format import cells, in_json, without_interval

MEASURES = (
    ("strict_f1", "exact F1"),
    ("overlap_f1", "overlap F1"),
    ("kappa", "κ of tokens"),
    ("alpha_u", "α of units"),
)
GAMMA = ("gamma", "γ")
WARNINGS = (
    "Kappa counts tokens, most of which nobody marks. How much text without spans there is has no "
    "natural measure, so kappa depends on it; trust F1 first.",
    "α of units is Krippendorff’s alpha for unitizing (1995, 2004) for two annotators, each "
    "article a continuum of its own.",
    unit_alpha_report.NOTE,
)
GAMMA_NOTE = (
    "γ is gamma (Mathet, Widlöcher and Métivier 2015): the disorder of the best alignment of spans "
    "against that of random ones, within 2 % of it where 5,000 random ones are enough; that of a "
    "single article or a rare label is known less well."
)
_COLUMNS = ("annotator", "other", "article", "label", "measure", "value", "low", "high", "why")


def measures_of(agreement: Agreement) -> tuple[tuple[str, str], ...]:
    """The measures of a report by label: the name of each in ``Measures``, and in words."""
    return (*MEASURES, GAMMA) if agreement.has_gamma else MEASURES


def warnings_of(agreement: Agreement) -> tuple[str, ...]:
    """What a reader of the report should know."""
    known = (*WARNINGS, GAMMA_NOTE) if agreement.has_gamma else WARNINGS
    return (*_of_the_people(agreement), *known)


def _of_the_people(agreement: Agreement) -> Iterator[str]:
    """What of the numbers is not disagreement: labels that one alone marks, one person twice."""
    if same := division.same_person_note(alike(agreement.annotators)):
        yield same
    marks = {
        name: frozenset(
            measures.label
            for pair in agreement.pairs
            if name in pair.pair
            for measures in pair.labels[1:]
            if (measures.one, measures.other)[pair.pair.index(name)]
        )
        for name in agreement.annotators
    }
    if said := division.note(marks, by_label=False):
        yield f"{said} The values of such a label, and of all together, say nothing then."


def remarks(report: AgreementReport) -> str:
    """Why values over more than one article have no interval, and how much is damaged, or ""."""
    damaged = ""
    if report.damaged:
        damaged = (
            f"Damaged articles and spans that are not counted: {report.damaged:,}; "
            "“annotator check” lists them."
        )
    overlaps = ""
    if report.overlapping:
        overlaps = (
            f"Spans over or in a longer one of the same annotator: {report.overlapping:,}; for "
            "tokens and alphas the longest counts, for F1 and γ each."
        )
    missing = without_interval(_over_articles(report))
    return " ".join(filter(None, (missing, damaged, overlaps)))


def _over_articles(report: AgreementReport) -> Iterator[Measured]:
    agreement = report.agreement
    yield from (measured for _, measured in whole(report))
    for pair in agreement.pairs:
        for measures in pair.labels:
            yield from (getattr(measures, name) for name, _ in measures_of(agreement))
        yield from (pair.figures, pair.names)
    for family in (agreement.unit_alphas, *(pair.unit_alphas for pair in agreement.pairs)):
        if family is not None:
            yield from (row.measured for row in unit_alpha_report.rows(family))
    if report.anchoring is not None:
        for row in anchoring_report.rows(report.anchoring):
            yield from (row.aided, row.control, row.difference)
    for step in report.curve.steps if report.curve is not None else ():
        yield from (step.strict_f1, step.overlap_f1)


def to_json(report: AgreementReport) -> dict[str, object]:
    """The whole report as a JSON object; null is a measure without a value."""
    agreement = report.agreement
    return {
        "annotators": list(agreement.annotators),
        "articles": len(agreement.articles),
        "left_out": report.left_out,
        "damaged": report.damaged,
        "mean_strict_f1": in_json(agreement.mean_strict_f1),
        "mean_overlap_f1": in_json(agreement.mean_overlap_f1),
        "fleiss_kappa": in_json(agreement.fleiss),
        "mean_gamma": in_json(agreement.mean_gamma) if agreement.has_gamma else None,
        "differences": [_difference(one) for one in report.differences],
        "over_time": report.curve and over_time_report.to_json(report.curve),
        "overlapping_spans": report.overlapping,
        "unit_alphas": agreement.unit_alphas and unit_alpha_report.to_json(agreement.unit_alphas),
        "pairs": [_pair_in_json(pair, agreement) for pair in agreement.pairs],
        "by_article": [
            {
                "article": article.article,
                "title": report.titles.get(article.article),
                "u_alpha": in_json(article.unit_alpha),
                "mean_gamma": in_json(article.mean_gamma) if agreement.has_gamma else None,
                "pairs": [
                    {
                        "annotators": list(pair),
                        "labels": [_labelled(m, agreement) for m in measures],
                    }
                    for pair, measures in article.pairs.items()
                ],
            }
            for article in agreement.articles
        ],
        "anchoring": report.anchoring and anchoring_report.to_json(report.anchoring),
        "warnings": list(warnings_of(agreement)),
    }


def _difference(one: Difference) -> dict[str, object]:
    return {
        "annotator": one.annotator,
        "others": list(one.others),
        "differs": one.way.value,
        "label": one.label,
        "called": one.called or None,
        "count": one.count,
        "of": one.of,
        "says": str(one),
    }


def _pair_in_json(pair: PairAgreement, agreement: Agreement) -> dict[str, object]:
    counts = sorted(pair.confusion.items(), key=lambda item: (-item[1], str(item[0])))
    return {
        "annotators": list(pair.pair),
        "articles": pair.articles,
        "labels": [_labelled(measures, agreement) for measures in pair.labels],
        "figure_values": in_json(pair.figures),
        "names": in_json(pair.names),
        "gamma_samples": pair.gamma_samples,
        "unit_alphas": pair.unit_alphas and unit_alpha_report.to_json(pair.unit_alphas),
        "confusion": [
            {"one": one, "other": other, "spans": count} for (one, other), count in counts
        ],
    }


def _labelled(measures: Measures, agreement: Agreement) -> dict[str, object]:
    return {
        "label": measures.label or None,
        "spans": [measures.one, measures.other],
        **{name: in_json(getattr(measures, name)) for name, _ in measures_of(agreement)},
    }


def write_csv(report: AgreementReport, out: Path) -> None:
    """One row a measure. Raises ProjectError where it cannot be written."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for row in _rows(report):
        writer.writerow([guarded(cell) for cell in row])
    write_text(out, "\ufeff" + text.getvalue())  # spreadsheets take the mark for a sign of UTF-8


def _rows(report: AgreementReport) -> Iterator[tuple[object, ...]]:
    agreement = report.agreement
    for name, measured in whole(report):
        yield ("", "", "", "", name, *cells(measured))
    if agreement.unit_alphas is not None:
        yield from _family(("", ""), agreement.unit_alphas)
    if report.anchoring is not None:
        for row in anchoring_report.rows(report.anchoring):
            for under, measured in zip(anchoring_report.HEADS[1:], row[2:], strict=True):
                yield ("", "", "", "all", f"{row.name}, {under}", *cells(measured))
    for pair in agreement.pairs:
        for measures in pair.labels:
            yield from _of(pair.pair, "", measures, agreement)
        for name, measured in (("figure values", pair.figures), ("names", pair.names)):
            yield (*pair.pair, "", "", name, *cells(measured))
        if pair.unit_alphas is not None:
            yield from _family(pair.pair, pair.unit_alphas)
    if report.curve is not None:
        for step in report.curve.steps:
            yield ("", "", "", "all", f"exact F1, {step.name}", *cells(step.strict_f1))
            yield ("", "", "", "all", f"overlap F1, {step.name}", *cells(step.overlap_f1))
    for one in report.differences:
        yield (one.annotator, "", "", one.label, str(one), one.count / one.of, None, None, "")
    for article in agreement.articles:
        yield ("", "", article.article, "all", "uα", *cells(article.unit_alpha))
        if agreement.has_gamma:
            yield ("", "", article.article, "all", "mean γ of pairs", *cells(article.mean_gamma))
        for two, labels in article.pairs.items():
            for measures in labels:
                yield from _of(two, article.article, measures, agreement)


def _of(
    pair: tuple[str, str], article: str, measures: Measures, agreement: Agreement
) -> Iterator[tuple[object, ...]]:
    label = measures.label or "all"
    for name, title in measures_of(agreement):
        yield (*pair, article, label, title, *cells(getattr(measures, name)))


def _family(pair: tuple[str, str], alphas: UnitAlphas) -> Iterator[tuple[object, ...]]:
    for row in unit_alpha_report.rows(alphas):
        label = row.label or "all"
        yield (*pair, "", label, row.name, *cells(row.measured))
        if row.covered is not None:
            yield (*pair, "", label, f"share {row.name} speaks of", row.covered, None, None, "")


def whole(report: AgreementReport) -> list[tuple[str, Measured]]:
    """The measures of everybody together, each with its name."""
    agreement = report.agreement
    return [
        ("mean exact F1 of the pairs", agreement.mean_strict_f1),
        ("mean overlap F1 of the pairs", agreement.mean_overlap_f1),
        ("Fleiss’ κ of tokens", agreement.fleiss),
        *([("mean γ of the pairs", agreement.mean_gamma)] if agreement.has_gamma else []),
    ]


def write_text(out: Path, text: str) -> None:
    """Write a report whole or not at all. Raises ProjectError where it cannot be written."""
    try:
        with replacing(out) as draft:
            draft.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ProjectError(f"{out} cannot be written: {error.strerror}.") from error
