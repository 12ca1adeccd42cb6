"""Agreement as a page to read and to print, without anything from elsewhere."""

from __future__ import annotations

from html import escape
from pathlib import Path

from annotator.domain.agreement import Measured, Measures, PairAgreement
from annotator.domain.wording import counted
from annotator.operations.agreement import anchoring_report, over_time_report, unit_alpha_report
from annotator.operations.agreement.agreement_measures import AgreementReport
from annotator.operations.agreement.agreement_report import (
    measures_of,
    remarks,
    warnings_of,
    whole,
    write_text,
)
from annotator.operations.agreement.metric_format import lacking, said, shown

_STYLE = (
    ":root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;"
    "margin:2rem auto;padding:0 1rem}h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem;"
    "border-bottom:1px solid #8886}td.n{font-variant-numeric:tabular-nums;white-space:nowrap}"
    "p.quiet,td.quiet{opacity:.7}@media print{body{margin:0}}"
)


def write_html(report: AgreementReport, out: Path) -> None:
    """One page without anything from elsewhere. Raises ProjectError where it cannot be written."""
    agreement = report.agreement
    people = ", ".join(agreement.annotators)
    parts = [
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>",
        f"<title>Agreement</title><style>{_STYLE}</style></head><body>",
        f"<h1>Agreement of {escape(people)}</h1>",
        f"<p>{counted(len(agreement.articles), 'article')} finished by two or more annotators; "
        f"{report.left_out:,} finished by only one are left out. "
        "Intervals hold the value with 95 % certainty. "
        f"{escape(remarks(report))}</p>",
        *(f"<p>{escape(name)}: {escape(said(m))}</p>" for name, m in whole(report)),
    ]
    if report.differences:
        parts.append("<h2>Who differs from all others in what</h2><ul>")
        parts += [f"<li>{escape(str(one))}</li>" for one in report.differences]
        parts.append("</ul>")
    if report.curve is not None:
        parts += [f"<h2>{over_time_report.TITLE}</h2>", over_time_report.to_html(report.curve)]
    if agreement.unit_alphas is not None:
        parts += ["<h2>All together</h2>", unit_alpha_report.to_html(agreement.unit_alphas)]
    if report.anchoring is not None:
        title = f"<h2>{anchoring_report.TITLE}</h2>"
        parts += [title, anchoring_report.to_html(report.anchoring)]
    for pair in agreement.pairs:
        parts.append(f"<h2>{escape(pair.pair[0])} and {escape(pair.pair[1])}</h2>")
        parts.append(_table(pair.labels, measures_of(agreement)))
        values = f"Values of figures: {said(pair.figures)}. Names: {said(pair.names)}."
        parts.append(f"<p>{pair.articles} articles. {escape(values)}</p>")
        if pair.unit_alphas is not None:
            parts.append(unit_alpha_report.to_html(pair.unit_alphas))
        parts.append(_confusion(pair))
    parts += ["<h2>By article</h2>", _by_article(report)]
    parts += [f"<p class='quiet'>{escape(warning)}</p>" for warning in warnings_of(agreement)]
    parts.append("</body></html>")
    write_text(out, "\n".join(parts))


def _by_article(report: AgreementReport) -> str:
    """A row for each article and pair, all labels together."""
    columns = measures_of(report.agreement)
    heads = "".join(f"<th>{escape(title)}</th>" for _, title in columns)
    heads += "<th>uα of all</th>"
    rows = [f"<table><tr><th>article</th><th>between</th><th>spans</th>{heads}</tr>"]
    for article in report.agreement.articles:
        title = escape(report.titles.get(article.article) or article.article)
        alpha = escape(shown(article.unit_alpha))
        for (one, other), labels in article.pairs.items():
            every = labels[0]
            values = "".join(
                f"<td class='n'>{escape(shown(getattr(every, key)))}</td>" for key, _ in columns
            )
            rows.append(
                f"<tr><td>{title}</td><td>{escape(one)}, {escape(other)}</td>"
                f"<td class='n'>{every.one}, {every.other}</td>{values}"
                f"<td class='n'>{alpha}</td></tr>"
            )
            title = alpha = ""  # of further pairs it need not be said again
    return "".join([*rows, "</table>"])


def _table(labels: tuple[Measures, ...], columns: tuple[tuple[str, str], ...]) -> str:
    head = "".join(f"<th>{escape(title)}</th>" for _, title in columns)
    rows = [f"<table><tr><th>label</th><th>spans</th>{head}</tr>"]
    for measures in labels:
        name = escape(measures.label or "all")
        cells = "".join(_cell(getattr(measures, key)) for key, _ in columns)
        rows.append(f"<tr><td>{name}</td><td>{measures.one}, {measures.other}</td>{cells}</tr>")
    return "".join([*rows, "</table>"])


def _cell(measured: Measured) -> str:
    why = lacking(measured)
    title = f" title='{escape(why)}'" if why else ""
    return f"<td class='n'{title}>{escape(shown(measured))}</td>"


def _confusion(pair: PairAgreement) -> str:
    counts = pair.confusion.items()
    confusions = [(one, other, n) for (one, other), n in counts if one != other]
    if not confusions:
        return "<p class='quiet'>They differ in no label.</p>"
    confusions.sort(key=lambda row: (-row[2], str(row)))
    rows = "".join(
        f"<tr><td>{escape(one or 'not marked')}</td><td>{escape(other or 'not marked')}</td>"
        f"<td class='n'>{n}</td></tr>"
        for one, other, n in confusions
    )
    heads = "".join(f"<th>{escape(name)} says</th>" for name in pair.pair)
    return f"<table><tr>{heads}<th>spans</th></tr>{rows}</table>"
