"""Stories: finding the articles that tell the same, and carrying spans from one to the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from annotator.domain.answering import COPIED
from annotator.domain.changes import Part
from annotator.domain.edits import SuggestionBatch
from annotator.domain.overlap_rule import Standing
from annotator.domain.records import ImportIssue
from annotator.domain.span_content import SpanContent
from annotator.domain.span_copies import CopiedSpan, copy_spans, moved_part
from annotator.domain.state import ArticleState, StoryPlace
from annotator.domain.values import Annotation, SuggestedSpan, Suggestion
from annotator.domain.wording import counted, quoted
from annotator.intake.near_duplicates import (
    BINS,
    Reader,
    Stories,
    Words,
    alike,
    candidates,
    signature,
)
from annotator.store.articles import article_rows, muting
from annotator.store.articles import stories as store
from annotator.store.project import Project
from annotator.store.project_settings import STORIES_GROUPED_AT, set_fact
from annotator.tasks import Progress
from annotator.workspace import Workspace

SOURCE = COPIED
"""The name under which carried spans are suggested; the version is the article they are from."""
MOST_NAMED = 20
AT_ONCE = 2_000
"""Importing looks for near-duplicates itself as long as no more articles are to be compared."""
_BATCH = 500
_VERIFIED = 200


@dataclass(frozen=True, slots=True)
class StoryReport:
    """What a project holds in stories. ``compared`` articles were new to this run."""

    articles: int
    compared: int
    stories: int
    grouped: int
    largest: int

    def to_json(self) -> dict[str, object]:
        """The report as a JSON object."""
        return {
            "articles": self.articles,
            "compared": self.compared,
            "stories": self.stories,
            "grouped": self.grouped,
            "largest": self.largest,
        }


@dataclass(frozen=True, slots=True)
class CopyReport:
    """How many spans were offered to how many other articles, how many of the spans of each
    article could not be placed there or lie in muted text, and which contradict what stands there,
    in words.
    """

    articles: int
    offered: int
    lost: int
    contradicting: tuple[str, ...] = ()


def group_stories(
    workspace: Workspace, *, again: bool = False, progress: Progress | None = None
) -> StoryReport:
    """Compare the articles that have not been compared yet with all others, and group them.

    ``again`` compares all anew. Signatures are committed batch by batch, the groups at the end, so
    a run that is stopped is taken up where it was. ``progress`` counts articles read and then
    pairs verified. Raises SaveError or Cancelled.
    """
    progress = progress or Progress()
    project = workspace.project
    project.refuse_read_only()
    if again:
        with workspace.changing(Part.DUPLICATES, None) as connection:
            store.forget(connection)
    _sign(workspace, progress)
    with project.reading() as connection:
        rows = store.signed(connection)
    new = np.array([row.first is None for row in rows], dtype=np.bool_)
    if new.any():
        _compare(workspace, rows, new, progress)
        with project.reading() as connection:
            rows = store.signed(connection)
    counts = Counter(row.first for row in rows)
    several = [count for count in counts.values() if count > 1]
    return StoryReport(
        articles=len(rows),
        compared=int(new.sum()),
        stories=len(several),
        grouped=sum(several),
        largest=max(several, default=0),
    )


def _sign(workspace: Workspace, progress: Progress) -> None:
    reader = Reader()
    with workspace.project.reading() as connection:
        numbers = store.unsigned(connection)
    for at in range(0, len(numbers), _BATCH):
        progress.report(at, len(numbers))
        with workspace.project.reading() as connection:
            texts = article_rows.texts(connection, numbers[at : at + _BATCH])
        signed = {n: signature(reader.words(text)).tobytes() for n, text in texts.items()}
        with workspace.changing(Part.DUPLICATES, tuple(signed)) as connection:
            store.sign(connection, signed)


def _compare(
    workspace: Workspace,
    rows: Sequence[store.Signed],
    new: npt.NDArray[np.bool_],
    progress: Progress,
) -> None:
    signatures = np.frombuffer(b"".join(row.signature for row in rows), np.uint16)
    pairs = candidates(signatures.reshape(-1, BINS), new=new, check=progress.check)
    firsts_before = {row.article: row.first for row in rows if row.first is not None}
    stories = Stories(firsts_before)
    reader = Reader()
    for at in range(0, len(pairs), _VERIFIED):
        progress.report(at, len(pairs))
        chunk = [
            (rows[one].article, rows[other].article) for one, other in pairs[at : at + _VERIFIED]
        ]
        words = _words(
            workspace.project, sorted({number for pair in chunk for number in pair}), reader
        )
        for one, other in chunk:
            if stories.first(one) != stories.first(other) and alike(words[one], words[other]):
                stories.join(one, other)
    firsts = {row.article: stories.first(row.article) for row in rows}
    changed = {n: first for n, first in firsts.items() if firsts_before.get(n) != first}
    with workspace.changing(Part.DUPLICATES, tuple(changed)) as connection:
        store.set_first(connection, changed)
        if changed:
            now = datetime.now(UTC).isoformat(timespec="milliseconds")
            set_fact(connection, STORIES_GROUPED_AT, now)


def _words(project: Project, numbers: Sequence[int], reader: Reader) -> dict[int, Words]:
    with project.reading() as connection:
        texts = article_rows.texts(connection, numbers)
    return {number: reader.words(text) for number, text in texts.items()}


def last_number(project: Project) -> int:
    """The number of the article that came last, 0 in an empty project."""
    with project.reading() as connection:
        return store.last_number(connection)


def note_near_duplicates(
    workspace: Workspace, *, after: int, progress: Progress
) -> list[ImportIssue]:
    """A note for each article with a number above ``after`` that tells a story over again.

    With more than ``AT_ONCE`` articles to compare, one note that this was put off.
    """
    project = workspace.project
    with project.reading() as connection:
        count = store.open_count(connection)
        if store.last_number(connection) <= after:
            return []
    if count > AT_ONCE:
        reason = "near-duplicates were not looked for; “annotator stories” does it"
        return [ImportIssue(f"{count} articles", None, reason, loss=False)]
    # The steps of the import are counted in other units; this one can only be stopped.
    group_stories(workspace, progress=Progress(lambda done, total: progress.check()))
    with project.reading() as connection:
        repeated = store.stories_since(connection, after)
        shown = repeated[:MOST_NAMED]
        named = store.named(connection, sorted({n for n, others in shown for n in (n, others[0])}))
    notes = [
        ImportIssue(
            f"article {named[number]}",
            None,
            f"it tells nearly the same as article {named[others[0]]}",
            loss=False,
        )
        for number, others in shown
    ]
    if left := len(repeated) - len(shown):
        tell = "tells nearly the same as another" if left == 1 else "tell nearly the same as others"
        reason = f"{counted(left, 'more article')} {tell}: “Hide duplicates” in the queue's filter"
        notes.append(ImportIssue("the new articles", None, reason, loss=False))
    return notes


def story_of(workspace: Workspace, *, article: int) -> list[int]:
    """The articles of the story of ``article``, itself among them, in import order."""
    with workspace.project.reading() as connection:
        return store.members(connection, article)


@dataclass(frozen=True, slots=True)
class Copies:
    """What would be carried: the step that offers it, and what there is to say about it."""

    step: SuggestionBatch
    report: CopyReport


def place_of(workspace: Workspace, *, article: int) -> StoryPlace | None:
    """Which version of its story an article is; None where no other article tells the same."""
    with workspace.project.reading() as connection:
        return store.places(connection, [article]).get(article)


def copied_from(workspace: Workspace, span: Suggestion) -> str | None:
    """The title of the article from which a suggestion was carried; None for any other."""
    if span.source != SOURCE:
        return None
    with workspace.project.reading() as connection:
        return store.title_of(connection, span.version)


def prepare_copies(
    workspace: Workspace, *, article: int, progress: Progress | None = None
) -> Copies:
    """Place the annotator's annotations of an article in the other articles of its story.

    Changes nothing. They are offered wherever the same words stand in the same surroundings, are
    not muted, contradict no annotation and are not suggested there. ``progress`` counts articles.
    """
    annotator = workspace.annotator
    with workspace.project.reading() as connection:
        state = article_rows.article_state(connection, article, annotator=annotator)
        others = [n for n in store.members(connection, article) if n != article]
        spans_by_article: dict[int, list[SuggestedSpan]] = {}
        placed, contradicting = 0, list[str]()
        for done, number in enumerate(others):
            if progress is not None:
                progress.report(done, len(others))
            other = article_rows.article_state(connection, number, annotator=annotator)
            carried = copy_spans(state.text, other.text, state.annotations)
            placed += len(carried)
            spans_by_article[number] = _offered(other, carried)
            contradicting += _contradicting(other, carried)
        outside = muting.outside_muted(connection, spans_by_article)
        placed -= sum(len(spans_by_article[n]) - len(outside[n]) for n in spans_by_article)
    spans = {number: tuple(outside[number]) for number in outside if outside[number]}
    offered = sum(map(len, spans.values()))
    title = f"Copy {counted(offered, 'suggestion')} to {counted(len(spans), 'duplicate')}"
    uid = state.document.article.uid
    step = SuggestionBatch(title, spans=spans, source=SOURCE, version=uid)
    lost = len(state.annotations) * len(others) - placed
    return Copies(step, CopyReport(len(others), offered, lost, tuple(contradicting)))


def _offered(other: ArticleState, carried: Sequence[CopiedSpan[Annotation]]) -> list[SuggestedSpan]:
    """Those spans found in another article that are new there and contradict nothing."""
    suggested = {(s.start, s.end, s.label) for s in other.suggestions}
    standing = Standing(other.overlap_rule, other.annotations)
    contents = [SpanContent(item.start, item.end, item.span.label) for item in carried]
    return [
        _suggested(item, carried)
        for item, content in zip(carried, contents, strict=True)
        if content.place not in suggested and not standing.against(content)
    ]


def _contradicting(other: ArticleState, carried: Iterable[CopiedSpan[Annotation]]) -> Iterator[str]:
    """Those that what stands in another article contradicts, with that, in words."""
    standing = Standing(other.overlap_rule, other.annotations)
    for item in carried:
        content = SpanContent(item.start, item.end, item.span.label)
        there = standing.against(content)
        if there and all(span.span.place != content.place for span in there):
            words, own = quoted(item.span.text), there[0]
            title = quoted(other.document.article.title)
            yield f"{content.label} {words} ({own.label} {quoted(own.text)} in {title})"


def _suggested(
    item: CopiedSpan[Annotation], carried: Sequence[CopiedSpan[Annotation]]
) -> SuggestedSpan:
    figure = moved_part(item.span.figure, carried)
    figure = figure and replace(figure, confirmed=False)
    return SuggestedSpan(
        SpanContent(item.start, item.end, item.span.label, figure),
        rule="same words" if item.exact else "nearly the same words",
    )


def copy_to_duplicates(workspace: Workspace, copies: Copies) -> CopyReport:
    """Offer the annotator's annotations of an article to the other articles of its story.

    They become suggestions of the source "story". One undo takes those away again that nobody has
    decided on. Raises SaveError.
    """
    workspace.do(copies.step)
    return copies.report
