"""What an annotator means to do with spans that do not go together: mend one, or all at once."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.domain.consistency import Finding
from annotator.domain.errors import InputError
from annotator.operations import annotate
from annotator.operations.one_step import OneStep
from annotator.workspace import Workspace


def mend(workspace: Workspace, *, article: int, findings: Sequence[Finding]) -> int:
    """Do what mends some flaws of an article, as one step; returns how many.

    Those that only a person can mend, that are gone, or that the project's rule of overlaps keeps
    from being mended are passed over. Raises SaveError or StaleEdit, and then nothing has changed.
    """
    step, count = OneStep(workspace), 0
    for finding in findings:
        try:
            count += _mend(step, article, finding)
        except InputError:
            continue  # such a span is there already, or may not stand beside another
    title = f"Mend {count} flaws" if count != 1 else "Mend a flaw"
    workspace.do(step.edit(title), step.named)
    return count


def _mend(step: Workspace, article: int, finding: Finding) -> bool:
    if finding.better is None:
        return False
    start, end, label = finding.better
    if finding.span is None:
        annotate.add(step, article=article, start=start, end=end, label=label)
        return True
    span = step.article(article).annotation(finding.span.id)
    if span is None or span.span != finding.span.span:
        return False
    if label != span.label:
        annotate.relabel(step, article=article, annotation=span, label=label)
    else:
        annotate.resize(step, article=article, annotation=span, start=start, end=end)
    return True
