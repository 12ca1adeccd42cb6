"""Sentences that a card and the paragraph for a paper share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotator.domain.agreement import Measured
from annotator.domain.values import Verdict
from annotator.domain.wording import counted
from annotator.operations.agreement import agreement_report
from annotator.operations.agreement.agreement_measures import AgreementReport
from annotator.operations.agreement.metric_format import shown
from annotator.operations.exporting.facts import Facts

_FOR_FLEISS = 3  # annotators
_FROM_FILE = "import:"  # begins the name of what a file has suggested


def together(report: AgreementReport) -> list[tuple[str, Measured]]:
    """The measures of everybody together, without those that are for more people than there are."""
    few = len(report.agreement.annotators) < _FOR_FLEISS
    return [
        (name, measured)
        for name, measured in agreement_report.whole(report)
        if not few or measured is not report.agreement.fleiss
    ]


def listed(names: Iterable[str]) -> str:
    """Names as a sentence has them: “a, b and c”."""
    *most, last = list(names) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def spent(seconds: float) -> str:
    """Time at work to read."""
    if seconds >= 3600:
        return f"{seconds / 3600:.1f} hours"
    if 0 < seconds < 60:
        return "less than a minute"
    return counted(int(seconds // 60), "minute")


def same_values(report: AgreementReport) -> Iterator[str]:
    """How far each pair agrees on the values of figures, if any two have given one to the same."""
    values = [pair.figures for pair in report.agreement.pairs if pair.figures.value is not None]
    if values:
        of_pairs = ", by pair," if len(values) > 1 else ""
        verb = "was" if len(values) == 1 else "were"
        yield (
            "Of the figures that two of them marked alike and gave values, the share with the same "
            f"value{of_pairs} {verb} {listed(map(shown, values))}."
        )


def have_interval(measures: Iterable[Measured]) -> bool:
    """Whether any of the values has one."""
    return any(measured.low is not None for measured in measures)


def came_in(imported: int, spans: int, where: str) -> Iterator[str]:
    """How many of the spans files have brought, if any."""
    if imported:
        verb = "was" if imported == 1 else "were"
        yield (
            f"Of {counted(spans, 'span')} {where}, {imported:,} {verb} made elsewhere and came in "
            "with imported files."
        )
        yield f"How {'it was' if imported == 1 else 'they were'} made there is not known here."


def suggestions_used(facts: Facts) -> Iterator[str]:
    """How suggestions came to be and what people made of them, in the whole project."""
    named = [
        f"the imported file {name.removeprefix(_FROM_FILE)}"
        if name.startswith(_FROM_FILE)
        else f"{name} {version}".strip()
        for name, version in facts.suggesters
    ]
    if not named:
        yield "No suggestion was decided on in this project."
        return
    yield f"Suggestions came from {listed(named)}."
    if facts.decided:
        accepted, corrected, rejected = (
            f"{facts.share(verdict):.1f}%"
            for verdict in (Verdict.ACCEPTED, Verdict.CORRECTED, Verdict.REJECTED)
        )
        decisions = counted(facts.decided, "decision")
        yield (
            f"Of {decisions} on suggestions in the whole project, {accepted} accepted, "
            f"{corrected} corrected and {rejected} rejected the suggestion."
        )
    control = facts.control
    if control.share:
        yield (
            f"In a control share of {control.share}% of the articles "
            f"({counted(control.articles, 'article')}) suggestions stayed hidden."
        )
    else:
        yield "There was no control share."
