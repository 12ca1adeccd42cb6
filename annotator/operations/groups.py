"""What an annotator means to do with all spans of the same words: exact words, one step.

Spans are own annotations and suggestions that wait. Muted text and hidden suggestions are left out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter

from annotator.domain.boundaries import line_around
from annotator.domain.doubt import doubts
from annotator.domain.errors import InputError
from annotator.domain.spans import joined, meets
from annotator.domain.state import ArticleState
from annotator.domain.values import Annotation, Status, Suggestion
from annotator.domain.wording import quoted
from annotator.operations import annotate
from annotator.operations.one_step import OneStep, Prepared
from annotator.operations.span_rows import find_annotation
from annotator.store.articles import article_rows
from annotator.store.bulk import chunks
from annotator.tasks import Progress
from annotator.workspace import Workspace

Span = Annotation | Suggestion
_START = attrgetter("start")
_CONTEXT = 40  # characters shown on each side of a span
_AT_ONCE = 200  # articles that are read together


class Deed(StrEnum):
    """What is done with spans of the same words."""

    ACCEPT = "accept"
    REJECT = "reject"
    RELABEL = "relabel"


@dataclass(frozen=True, slots=True)
class Group:
    """Spans of one article with the same words."""

    words: str
    spans: tuple[Span, ...] = ()

    def of(self, deed: Deed, label: str) -> tuple[Span, ...]:
        """Those that a deed concerns: accepted or rejected are spans with the ``label``, relabelled
        those with another.
        """
        return tuple(span for span in self.spans if concerns(deed, span, label))


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A span somewhere in the project, with the words around it in its line; ``doubtful`` is a
    suggestion that accepting a stretch would stop at.
    """

    span: Span
    title: str
    status: Status
    before: str
    words: str
    after: str
    doubtful: bool = False


def concerns(deed: Deed, span: Span, label: str) -> bool:
    """Whether a deed with a label concerns a span."""
    if deed is Deed.RELABEL:
        return span.label != label
    return span.label == label and (deed is Deed.REJECT or isinstance(span, Suggestion))


def group_of(state: ArticleState, words: str) -> Group:
    """The spans of an article that have just these words."""
    spans: list[Span] = []
    muted = joined(state.muted)
    at = state.text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        first = bisect_left(state.spans, at, key=_START)
        last = bisect_left(state.spans, at + 1, key=_START, lo=first)
        on = [span for span in state.spans[first:last] if span.end == end]
        spans += on if on and not meets(muted, at, end) else ()
        at = state.text.find(words, at + 1)
    return Group(words, tuple(spans))


def group_among(state: ArticleState, words: str, spans: Iterable[Span]) -> Group:
    """The same as `group_of`, where all spans with these words are known."""
    muted = joined(state.muted)
    return Group(words, tuple(s for s in spans if not meets(muted, s.start, s.end)))


def apply(workspace: Workspace, *, group: Group, deed: Deed, label: str) -> int:
    """Accept, reject or relabel the spans of a group, as one step; returns how many.

    Those that the project's rule of overlaps keeps from it stay as they are. Raises SaveError or
    StaleEdit, and then nothing has changed.
    """
    return apply_everywhere(workspace, prepare_here(workspace, group=group, deed=deed, label=label))


def prepare_here(workspace: Workspace, *, group: Group, deed: Deed, label: str) -> Prepared:
    """What accepts, rejects or relabels the spans of a group, to be done as one step."""
    step = OneStep(workspace)
    count, refused = _act(step, deed, group.of(deed, label), label)
    edit = step.edit(_title(deed, group.words, count, label))
    return Prepared(edit, step.named, count, tuple(refused))


def find(workspace: Workspace, words: str, progress: Progress) -> list[Occurrence]:
    """Every span of the project with just these words, article by article."""
    with workspace.project.reading() as connection:
        numbers = article_rows.numbers(connection)
    step, occurrences = OneStep(workspace), []
    for done, some in enumerate(chunks(numbers, _AT_ONCE)):
        progress.report(done * _AT_ONCE, len(numbers))
        with workspace.project.reading() as connection:
            texts = article_rows.texts(connection, some)
        for number in some:
            if words in texts.get(number, ""):
                occurrences += _occurrences(step.article(number), words)
    return occurrences


def prepare(
    workspace: Workspace,
    *,
    occurrences: Iterable[Occurrence],
    deed: Deed,
    label: str,
    progress: Progress,
) -> Prepared:
    """What accepts, rejects or relabels spans all over the project, to be done as one step.

    Those that somebody has decided on meanwhile are passed over.
    """
    chosen = [item for item in occurrences if concerns(deed, item.span, label)]
    by_article: dict[int, list[Span]] = {}
    for item in chosen:
        by_article.setdefault(item.span.article_id, []).append(item.span)
    step, count, refused = OneStep(workspace), 0, list[str]()
    titles = {item.span.article_id: item.title for item in chosen}
    for done, (article, spans) in enumerate(by_article.items()):
        progress.report(done, len(by_article))
        changed, left = _act(step, deed, spans, label)
        count += changed
        refused += [f"in {quoted(titles[article])}, {reason}" for reason in left]
    words = chosen[0].words if chosen else ""
    edit = step.edit(_title(deed, words, count, label))
    return Prepared(edit, step.named, count, tuple(refused))


def apply_everywhere(workspace: Workspace, prepared: Prepared) -> int:
    """Do what was prepared, as one step; returns how many spans it concerns.

    Raises SaveError or StaleEdit, and then nothing has changed.
    """
    workspace.do(prepared.edit, prepared.named)
    return prepared.count


def _act(step: Workspace, deed: Deed, spans: Sequence[Span], label: str) -> tuple[int, list[str]]:
    """Do a deed with spans of one article; returns with how many, of those that are still there,
    and why some stay as they are.
    """
    article = spans[0].article_id if spans else 0
    if deed is Deed.ACCEPT:
        among = _suggestions(spans)
        return (annotate.accept_some(step, article=article, among=among) if spans else 0), []
    act = _reject if deed is Deed.REJECT else _relabel
    count, refused = 0, list[str]()
    for span in spans:
        if _is_there(step.article(article), span):
            try:
                act(step, span, label)
                count += 1
            except InputError as error:
                refused.append(str(error))
    return count, refused


def _reject(step: Workspace, span: Span, label: str) -> None:
    if isinstance(span, Suggestion):
        annotate.reject(step, article=span.article_id, suggestion=span)
    else:
        annotate.delete(step, article=span.article_id, annotation=span)


def _relabel(step: Workspace, span: Span, label: str) -> None:
    """Give a span another label; one that stands on an annotation of that label gives way to it."""
    article, place = span.article_id, (span.start, span.end)
    if isinstance(span, Suggestion):
        start, end = place
        annotate.correct(step, article=article, suggestion=span, start=start, end=end, label=label)
    elif find_annotation(step.article(article), *place, label) is not None:
        annotate.delete(step, article=article, annotation=span)
    else:
        annotate.relabel(step, article=article, annotation=span, label=label)


def _is_there(state: ArticleState, span: Span) -> bool:
    return span in state.spans_on(span.start, span.end)


def _suggestions(spans: Iterable[Span]) -> list[Suggestion]:
    return [span for span in spans if isinstance(span, Suggestion)]


def _title(deed: Deed, words: str, count: int, label: str) -> str:
    names = {Deed.ACCEPT: "Accept", Deed.REJECT: "Reject", Deed.RELABEL: "Relabel"}
    quote = words if len(words) <= 40 else words[:39] + "…"
    as_what = f" as {label}" if deed is Deed.RELABEL else ""
    return f"{names[deed]} all “{quote}” ({count}){as_what}"


def _occurrences(state: ArticleState, words: str) -> list[Occurrence]:
    spans = group_of(state, words).spans
    doubtful = doubts(state, _suggestions(spans))  # by their numbers
    return [_occurrence(state, span, doubtful=span.id in doubtful) for span in spans]


def _occurrence(state: ArticleState, span: Span, *, doubtful: bool) -> Occurrence:
    first, last = line_around(state.text, span.start)
    return Occurrence(
        span,
        state.document.article.title,
        state.status,
        state.text[max(first, span.start - _CONTEXT) : span.start],
        state.text[span.start : span.end],
        state.text[span.end : min(last, span.end + _CONTEXT)],
        doubtful,
    )
