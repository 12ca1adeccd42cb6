"""What an annotator means to do with spans that do not go together: mend one, or all at once."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.domain.consistency import Finding
from annotator.domain.errors import InputError
from annotator.domain.values import Suggestion
from annotator.operations import annotate
from annotator.operations.one_step import OneStep, Prepared
from annotator.tasks import Progress
from annotator.workspace import Workspace


def mend(workspace: Workspace, *, article: int, findings: Sequence[Finding]) -> int:
    """Do what mends some flaws of an article, as one step; returns how many.

    Raises SaveError or StaleEdit, and then nothing has changed.
    """
    return apply(workspace, prepare(workspace, article=article, findings=findings))


def prepare(
    workspace: Workspace,
    *,
    article: int,
    findings: Sequence[Finding],
    progress: Progress | None = None,
) -> Prepared:
    """What mends some flaws of an article, to be done as one step.

    Those that only a person can mend, that are gone, or that the project's rule of overlaps keeps
    from being mended are passed over. ``progress`` counts flaws. Raises Cancelled.
    """
    progress = progress or Progress()
    step, count = OneStep(workspace), 0
    for done, finding in enumerate(findings):
        progress.report(done, len(findings))
        try:
            count += _mend(step, article, finding)
        except InputError:
            continue  # such a span is there already, or may not stand beside another
    title = f"Mend {count} flaws" if count != 1 else "Mend a flaw"
    return Prepared(step.edit(title), step.named, count)


def apply(workspace: Workspace, prepared: Prepared) -> int:
    """Mend what was prepared, as one step; returns how many.

    Raises SaveError or StaleEdit, and then nothing has changed.
    """
    workspace.do(prepared.edit, prepared.named)
    return prepared.count


def _mend(step: Workspace, article: int, finding: Finding) -> bool:
    if finding.better is None:
        return False
    start, end, label = finding.better
    if finding.span is None:
        annotate.add(step, article=article, start=start, end=end, label=label)
        return True
    if isinstance(finding.span, Suggestion):
        if finding.span not in step.article(article).waiting_on(start, end):
            return False
        item = finding.span
        annotate.correct(step, article=article, suggestion=item, start=start, end=end, label=label)
        return True
    span = step.article(article).annotation(finding.span.id)
    if span is None or span.span != finding.span.span:
        return False
    if label != span.label:
        annotate.relabel(step, article=article, annotation=span, label=label)
    else:
        annotate.resize(step, article=article, annotation=span, start=start, end=end)
    return True
