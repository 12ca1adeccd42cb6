"""The rows that say what an annotator means: built here, committed by the intentions. What becomes
of suggestions a span touches, `domain.answering` says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from annotator.domain.answering import decision_by, in_turn, verdicts_by
from annotator.domain.boundaries import mentions
from annotator.domain.edits import Row
from annotator.domain.errors import InputError
from annotator.domain.figures import Figure
from annotator.domain.labels import FIGURE
from annotator.domain.span_content import SpanContent
from annotator.domain.spans import clusters, joined, meets, verify
from annotator.domain.state import ArticleState
from annotator.domain.tokens import token_bounds
from annotator.domain.values import Annotation, Decision, Origin, Suggestion, Verdict, new_id
from annotator.domain.wording import shortened
from annotator.nlp.whole_names import WholeNames
from annotator.operations.figures import read_figure
from annotator.workspace import Workspace


def propagated(
    workspace: Workspace,
    state: ArticleState,
    span: Annotation | Suggestion,
    places: list[tuple[int, int]],
) -> list[Row]:
    """The rows that label other mentions; a waiting ``span`` is accepted with them.

    What an annotation has corrected on its words is corrected in the other places too.
    """
    rows: list[Row] = []
    if isinstance(span, Suggestion):
        rows = accepted(workspace, state, span, state.waiting_on(span.start, span.end))
    denied = _denied(state, span)
    for start, end in places:
        waiting = unanswered(state.waiting_on(start, end), rows)
        made = labelled(workspace, state, start, end, span.label, Origin.PROPAGATED, waiting)
        rows += made
        rows += [
            decision_by(item, annotation)
            for annotation in made
            if denied and isinstance(annotation, Annotation)
            for item in unanswered(waiting, made)
            if (item.start, item.end) == (start, end) and item.label in denied
        ]
    return rows


def _denied(state: ArticleState, span: Annotation | Suggestion) -> set[str]:
    """The labels that were suggested for the words of an annotation, and that it corrected."""
    corrected = {
        row.suggestion_id
        for row in state.decisions
        if row.verdict is Verdict.CORRECTED and row.annotation_id == span.id
    }
    place = (span.start, span.end)
    named = (item for item in state.suggestions if corrected and item.id in corrected)
    return {item.label for item in named if (item.start, item.end) == place}


def open_mentions(state: ArticleState, span: Annotation | Suggestion) -> list[tuple[int, int]]:
    """Where the same words stand as a whole name that has no annotation and is not muted.

    Words that belong to a longer suggestion, or to a longer name that nobody has suggested
    (“Taliban” in “Taliban fighters”), are no whole name, nor are parts of tokens, unless ``span``
    itself cuts one there.
    """
    return [place for place, is_whole in _unlabelled(state, span) if is_whole]


def partial_mentions(state: ArticleState, span: Annotation | Suggestion) -> int:
    """How often the same words are part of a longer name, where nothing is annotated or muted."""
    return sum(not is_whole for _, is_whole in _unlabelled(state, span))


def _unlabelled(
    state: ArticleState, span: Annotation | Suggestion
) -> Iterator[tuple[tuple[int, int], bool]]:
    """The places of the words of a span without an annotation, and whether each is a whole name."""
    tokens = token_bounds(state.text)
    names = WholeNames(state.text, tokens)
    starts, ends = {start for start, _ in tokens}, {end for _, end in tokens}
    cuts_first, cuts_last = span.start not in starts, span.end not in ends
    taken = joined([*state.muted, span])
    for start, end in mentions(state.text, state.text[span.start : span.end]):
        if (
            (start in starts or cuts_first)
            and (end in ends or cuts_last)
            and not meets(taken, start, end)
            and not state.annotations_on(start, end)
        ):
            longer = any(_reaches_beyond(i, start, end) for i in state.waiting_on(start, end))
            is_whole = span.label == FIGURE or names.is_whole(start, end)
            yield (start, end), is_whole and not longer


def _reaches_beyond(item: Suggestion, start: int, end: int) -> bool:
    """Whether a suggestion has words of a range and others too."""
    return item.start < end and start < item.end and (item.start < start or end < item.end)


def labelled(
    workspace: Workspace,
    state: ArticleState,
    start: int,
    end: int,
    label: str,
    origin: Origin,
    waiting: Sequence[Suggestion],
) -> list[Row]:
    """The rows that put ``label`` on a range; suggestions of ``waiting`` there are answered."""
    for item in waiting:
        if (item.start, item.end, item.label) == (start, end, label):
            return accepted(workspace, state, item, waiting)
    there = find_annotation(state, start, end, label)
    made = there or new_annotation(workspace, state, start, end, label, origin)
    return [*([] if there else [made]), *verdicts_by(made, waiting, state.overlap_rule)]


def accepted(
    workspace: Workspace,
    state: ArticleState,
    suggestion: Suggestion,
    waiting: Sequence[Suggestion],
) -> list[Row]:
    """The rows that make a suggestion the annotator's word; others of ``waiting`` on its words
    are answered by it.
    """
    return answered(
        workspace,
        state,
        suggestion,
        (suggestion.start, suggestion.end, suggestion.label),
        waiting,
    )


def answered(
    workspace: Workspace,
    state: ArticleState,
    suggestion: Suggestion,
    place: tuple[int, int, str],
    waiting: Sequence[Suggestion],
) -> list[Row]:
    """The rows that put the label of ``place`` on its range in answer to a suggestion, and to
    others of ``waiting`` there.
    """
    start, end, label = place
    there = find_annotation(state, start, end, label)
    made = there or new_annotation(workspace, state, start, end, label, Origin.CORRECTED)
    rest = [item for item in waiting if item.id != suggestion.id]
    verdicts = [decision_by(suggestion, made), *verdicts_by(made, rest, state.overlap_rule)]
    if there is not None:
        return [*verdicts]
    made = replace(made, suggestion_id=suggestion.id)
    if verdicts[0].verdict is Verdict.ACCEPTED:
        figure = suggestion.figure or made.figure
        made = replace(made.with_span(figure=figure), origin=Origin.ACCEPTED)
    return [made, *verdicts]


def unanswered(waiting: Sequence[Suggestion], rows: Iterable[Row]) -> Sequence[Suggestion]:
    """Those of some suggestions that no verdict among ``rows`` is about."""
    answered = {row.suggestion_id for row in rows if isinstance(row, Decision)}
    return [item for item in waiting if item.id not in answered]


def all_accepted(
    workspace: Workspace, state: ArticleState, among: Iterable[Suggestion] | None = None
) -> list[Row]:
    """The rows that accept every suggestion that waits, or those ``among`` them, or answer it where
    others that are accepted have its words (`answering.in_turn`).
    """
    waiting = state.waiting
    wanted = {item.id for item in (waiting if among is None else among)}
    rows: list[Row] = []
    for cluster in clusters(waiting):
        left: Sequence[Suggestion] = [waiting[number] for number in cluster]
        for item in in_turn(left):
            if item.id in wanted and item in left:
                made = accepted(workspace, state, item, left)
                left = unanswered(left, made)
                rows += made
    return rows


def new_annotation(
    workspace: Workspace, state: ArticleState, start: int, end: int, label: str, origin: Origin
) -> Annotation:
    """An annotation of a range, with its value if it is a FIGURE.

    Raises InputError where the range is no span of the text, or where it would lie over another
    annotation in a way the project does not allow.
    """
    verify(state.text, start, end)
    refuse(state, start, end, in_the_way(state, start, end, label))
    return Annotation(
        id=new_id(),
        article_id=state.article_id,
        annotator=state.annotator,
        span=SpanContent(start, end, label, figure_in(workspace, state, start, end, label)),
        text=state.text[start:end],
        origin=origin,
    )


def figure_in(
    workspace: Workspace, state: ArticleState, start: int, end: int, label: str
) -> Figure | None:
    """The value of a range under the project's policy; None for another label."""
    return read_figure(state.text, start, end, label, policy=workspace.policy)


def in_the_way(
    state: ArticleState, start: int, end: int, label: str, *, but: Annotation | None = None
) -> list[Annotation]:
    """The annotations a span may not stand beside; ``but`` is the one that becomes it."""
    wanted = SpanContent(start, end, label)
    allows = state.overlap_rule.allows
    return [
        item
        for item in state.annotations_on(start, end)
        if item is not but and not allows(item.span, wanted)
    ]


def refuse(state: ArticleState, start: int, end: int, others: Sequence[Annotation]) -> None:
    """Raise InputError where spans are in the way of one from ``start`` to ``end``."""
    if others:
        names = " and ".join(f"{item.label} “{shortened(item.text)}”" for item in others[:3])
        more = f" and {len(others) - 3} more" if len(others) > 3 else ""
        raise InputError(
            f"“{shortened(state.text[start:end])}” would overlap {names}{more}, which this project "
            "does not allow; delete what is there or move its edges, or let spans overlap (Edit, "
            "Overlapping spans)."
        )


def find_annotation(state: ArticleState, start: int, end: int, label: str) -> Annotation | None:
    """The annotation with just this range and label."""
    beside = state.annotations_on(start, end)
    return next((item for item in beside if item.span.place == (start, end, label)), None)
