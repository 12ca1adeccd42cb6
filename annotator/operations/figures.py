"""The values of FIGUREs: read from their articles, by the policy a project has chosen."""

from __future__ import annotations

from annotator.domain import figures
from annotator.domain.boundaries import line_around
from annotator.domain.changes import Part
from annotator.domain.figures import REACH, UNPARSED, VERBATIM, Figure, VaguePolicy
from annotator.domain.joined_text import join_around
from annotator.domain.labels import FIGURE
from annotator.store import project_settings
from annotator.store.work import suggestions
from annotator.workspace import Workspace


def read_figure(
    text: str, start: int, end: int, label: str, *, policy: VaguePolicy = VERBATIM
) -> Figure | None:
    """The value the words give, unconfirmed; None for a span that is no FIGURE.

    ``policy`` says what vague magnitudes are worth. Soft line ends are read as blanks.
    """
    if label != FIGURE:
        return None
    if figures.is_no_amount(text[start:end]):  # looking around it takes most of the time
        return UNPARSED
    part, joined = join_around(text, start, end)
    line, (start, end) = joined.text, joined.joined(start - part, end - part)
    first, last = line_around(line, start)
    before = line[max(first, start - REACH) : start]
    after = line[end : min(max(last, end), end + REACH)]
    # By its module, which compiles the parser's patterns only when they are asked for.
    figure = figures.parse_figure(
        line[start:end], before=before, after=after, start=start, policy=policy
    )
    return joined.original_figure(figure, part)


def choose_policy(workspace: Workspace, policy: VaguePolicy) -> None:
    """Choose what vague magnitudes are worth in this project from now on.

    Articles that nobody has finished lack suggestions then, so that those that wait are read
    anew; what somebody has decided on stays as it is.
    """
    if policy == workspace.policy:
        return
    with workspace.changing(Part.POLICY) as connection:
        project_settings.set_fact(connection, project_settings.VAGUE_POLICY, policy.name)
        suggestions.forget_runs(connection)
