"""Sentences that a card and the paragraph for a paper share."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.domain.values import Verdict
from annotator.domain.wording import counted
from annotator.operations.exporting.facts import Facts


def suggestions_used(facts: Facts) -> Iterator[str]:
    """How suggestions came to be and what people made of them, in the whole project."""
    named = [f"{name} {version}".strip() for name, version in facts.suggesters]
    if not named:
        yield "No suggestion was decided on: people have marked everything by themselves."
        return
    yield f"Spans were suggested by {', '.join(named)}; people decided on each they saw."
    if facts.decided:
        shares = ", ".join(
            f"{facts.share(verdict):.1f} % {verdict.value}"
            for verdict in (Verdict.ACCEPTED, Verdict.CORRECTED, Verdict.REJECTED)
        )
        decisions = counted(facts.decided, "decision")
        yield f"Of {decisions} on suggestions in the whole project, {shares}."
    control = facts.control
    if control.share:
        yield (
            f"In a control share of {control.share} % of the articles "
            f"({counted(control.articles, 'article')}) suggestions stayed hidden."
        )
    else:
        yield "There was no control share."
