"""What an annotator learns from a review: their differences to gold, as a list and as a report."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Sequence
from pathlib import Path

from annotator.domain import adjudication
from annotator.domain.adjudication import ReviewerStamp
from annotator.domain.errors import AnnotatorError, InputError
from annotator.domain.feedback import Feedback, GoldDifference, differences
from annotator.domain.figures import short_form
from annotator.domain.gold import Ruling
from annotator.domain.span_content import SpanContent
from annotator.domain.values import Status
from annotator.domain.wording import counted
from annotator.files import replacing
from annotator.operations.reviewing.review import now
from annotator.store.merging import feedback_section
from annotator.store.project import Project
from annotator.store.review import reviewing
from annotator.tasks import Progress
from annotator.workspace import Workspace

_BATCH = 100
CSV_COLUMNS = (
    *("article", "title", "start", "end", "kind", "words", "own", "gold"),
    *("reason", "comment", "reviewer", "at", "answers"),
)


def feedback(project: Project, annotator: str, *, progress: Progress | None = None) -> Feedback:
    """All differences of an annotator to gold, in import order.

    Of the articles they have finished and a reviewer has signed off, here or in the project that a
    bundle has brought feedback from. Raises InputError for somebody who has not worked here.
    """
    progress = progress or Progress()
    with project.reading() as connection:
        finished = reviewing.standings(connection)
        signed = reviewing.signed(connection)
        sent = feedback_section.received(connection, annotator)
        same = feedback_section.agreed(connection, annotator)
    if not sent and not any(annotator in people for people in finished.values()):
        raise InputError(f"Nobody named “{annotator}” has worked in this project.")
    numbers = [n for n in signed if finished.get(n, {}).get(annotator) is Status.DONE]
    elsewhere = {
        number: sent_differences for number, sent_differences in sent if number not in signed
    }
    differing = [item for items in elsewhere.values() for item in items]
    agreed = sum(same[number] for number in elsewhere)
    for at in range(0, len(numbers), _BATCH):
        progress.report(at, len(numbers))
        with project.reading() as connection:
            batch = reviewing.works(connection, numbers[at : at + _BATCH], annotator)
        for work in batch:
            own = work.spans
            here, alike = differences(work.document, own, work.gold, work.rulings, work.comments)
            differing += here
            agreed += alike
    differing.sort(key=lambda item: (item.article.id, item.start))
    return Feedback(annotator, len(numbers) + len(elsewhere), agreed, tuple(differing))


def answer(workspace: Workspace, ruling: Ruling, words: str) -> None:
    """Say something about a ruling; blank words say nothing."""
    if words.strip():
        stamp = ReviewerStamp(workspace.annotator, now())
        workspace.do(adjudication.answer(ruling, words.strip(), stamp))


def write_report(feedback: Feedback, out: Path) -> None:
    """Write the differences as a page or, where the name ends in .csv, as a table.

    Raises AnnotatorError when it cannot be written; then an older file is as it was.
    """
    text = as_csv(feedback) if out.suffix.lower() == ".csv" else as_html(feedback)
    try:
        with replacing(out) as draft:
            draft.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise AnnotatorError(f"{out} cannot be written: {error.strerror}.") from error


def as_csv(feedback: Feedback) -> str:
    """The differences as a table, one a row."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(CSV_COLUMNS)
    for item in feedback.differences:
        writer.writerow([_harmless(value) for value in _cells(item)])
    return "\ufeff" + out.getvalue()  # so that spreadsheets take it for UTF-8


def as_html(feedback: Feedback) -> str:
    """The differences as a page that needs nothing else."""
    rows = "".join(_row(item) for item in feedback.differences)
    kinds = ", ".join(f"{count} {kind}" for kind, count in feedback.kinds.items()) or "none"
    reasons = ", ".join(f"{n} {name.replace('_', ' ')}" for name, n in feedback.reasons.items())
    articles = counted(feedback.articles, "article")
    summary = (
        f"{articles} in gold, {counted(feedback.agreed, 'span')} as in gold, "
        f"{counted(len(feedback.differences), 'difference')} ({kinds})."
    )
    return _PAGE.format(
        name=html.escape(feedback.annotator),
        summary=html.escape(summary),
        reasons=html.escape(f"Reasons given: {reasons}." if reasons else ""),
        rows=rows,
    )


def to_json(feedback: Feedback) -> dict[str, object]:
    """The differences as one JSON object."""
    return {
        "annotator": feedback.annotator,
        "articles": feedback.articles,
        "agreed": feedback.agreed,
        "kinds": feedback.kinds,
        "reasons": feedback.reasons,
        "differences": [
            dict(zip(CSV_COLUMNS, _cells(item), strict=True))
            | {
                "start": item.start,
                "end": item.end,
                "own_spans": _places(item.own),
                "gold_spans": _places(item.gold),
            }
            for item in feedback.differences
        ],
    }


def _places(spans: Sequence[SpanContent]) -> list[dict[str, object]]:
    return [{"start": span.start, "end": span.end, "label": span.label} for span in spans]


def spans_text(spans: Sequence[SpanContent], words: str, start: int) -> str:
    """What some claims say about a passage that begins at ``start``."""
    if not spans:
        return "nothing"
    said = []
    for span in spans:
        quote = words[span.start - start : span.end - start]
        value = short_form(span.figure) if span.figure else ""
        name = f"→ {span.entity}" if span.entity else ""
        said.append(" ".join(part for part in (span.label, f"“{quote}”", value, name) if part))
    return "; ".join(said)


def _cells(item: GoldDifference) -> list[str]:
    ruling = item.ruling
    return [
        item.article.uid,
        item.article.title,
        str(item.start),
        str(item.end),
        item.kind.value,
        item.words,
        spans_text(item.own, item.words, item.start),
        spans_text(item.gold, item.words, item.start),
        ruling.reason.value if ruling and ruling.reason else "",
        (ruling.comment or "") if ruling else "",
        ruling.reviewer if ruling else "",
        ruling.at if ruling else "",
        " | ".join(f"{said.author}: {said.text}" for said in item.comments),
    ]


def _harmless(value: str) -> str:
    # A spreadsheet would take it for a formula.
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _row(item: GoldDifference) -> str:
    article, title, _, _, kind, _, own, gold, reason, comment, reviewer, at, answers = map(
        html.escape, _cells(item)
    )
    before, words, after = map(html.escape, (item.before, item.words, item.after))
    text = " · ".join(p for p in (reason.replace("_", " "), comment, answers) if p)
    return (
        f'<tr><td title="{article}">{title}</td><td>{kind}</td>'
        f"<td>{before}<mark>{words}</mark>{after}</td><td>{own}</td><td>{gold}</td>"
        f"<td>{text}</td><td>{reviewer} {at[:10]}</td></tr>\n"
    )


_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Feedback for {name}</title><style>
body {{ font: 15px/1.45 system-ui, sans-serif; margin: 2em auto; max-width: 75em; padding: 0 1em; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ border-bottom: 1px solid #ccc; padding: .45em .6em; text-align: left;
vertical-align: top; }}
mark {{ background: #f8e4de; }}
@media (prefers-color-scheme: dark) {{ body {{ background: #17181a; color: #f0f0f0; }}
mark {{ background: #44251d; color: inherit; }} }}
</style></head><body>
<h1>Feedback for {name}</h1>
<p>{summary}</p>
<p>{reasons}</p>
<table><thead><tr><th>Article</th><th>Kind</th><th>Text</th><th>Yours</th><th>Gold</th>
<th>Why</th><th>Decided</th></tr></thead><tbody>
{rows}</tbody></table>
</body></html>
"""
