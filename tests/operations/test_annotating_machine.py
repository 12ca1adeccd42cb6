"""Any sequence of intentions leaves the project as a plain model of them says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from postgres_server import Server
from sample_project import FIRST, SECOND, SUGGESTED, make_project, place

from annotator.domain.boundaries import line_around, mentions
from annotator.domain.errors import InputError
from annotator.domain.overlap_rule import FLAT, OverlapRule, Overlaps
from annotator.domain.span_content import SpanContent
from annotator.domain.state import ArticleState
from annotator.domain.tokens import token_bounds, tokenise, trim
from annotator.domain.values import Annotation, Status, SuggestedSpan, Suggestion
from annotator.nlp.whole_names import WholeNames
from annotator.operations import annotate, articles, names, overlaps
from annotator.operations.projects import check
from annotator.operations.suggesting import suggestion_requests
from annotator.store.articles.article_rows import article_state
from annotator.store.project import open_project
from annotator.store.queue import queue_listing
from annotator.workspace import Workspace

TEXTS = {1: FIRST, 2: SECOND}
LABELS = ("ACTOR", "LOCATION", "FIGURE")
RULES = (
    FLAT,
    OverlapRule(Overlaps.NESTED),
    OverlapRule(Overlaps.ANY),
    OverlapRule(Overlaps.NONE, (("ACTOR", Overlaps.ANY), ("LOCATION", Overlaps.NESTED))),
)
NUMBERS = st.sampled_from([1, 2])
WORDS = ("Kunduz", "Taliban", "Taliban fighters", "Doha", "governor")


class Span(NamedTuple):
    """A span as the model knows it: an annotation, or a suggestion."""

    article: int
    start: int
    end: int
    label: str

    def meets(self, other: Span) -> bool:
        """Whether the two share a character."""
        near = self.start < other.end and other.start < self.end
        return self.article == other.article and near

    def holds(self, other: Span) -> bool:
        """Whether the other lies inside it."""
        return self.article == other.article and self.start <= other.start <= other.end <= self.end

    def denies(self, other: Span, overlaps: OverlapRule) -> bool:
        """Whether one annotator may not say both."""
        if not self.meets(other):
            return False
        own = dict(overlaps.labels)
        said = {own[label] for label in (self.label, other.label) if label in own}
        said = said or {overlaps.project}
        if Overlaps.NONE in said or self == other:
            return True
        nested = self.holds(other) != other.holds(self)  # wholly, and not the same words
        return Overlaps.NESTED in said and not nested


class Said(NamedTuple):
    """What was decided on a suggestion, and by which annotation."""

    verdict: str
    made: Span | None


@dataclass(frozen=True)
class Model:
    """What can be taken back: own spans with the suggestion each came of, verdicts, articles
    begun, muted paragraphs (as spans without a label), and names with their labels.
    """

    spans: Mapping[Span, Span | None] = field(default_factory=dict)
    said: Mapping[Span, Said] = field(default_factory=dict)
    begun: frozenset[int] = frozenset()
    muted: frozenset[Span] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    overlaps: OverlapRule = FLAT

    def hides(self, span: Span) -> bool:
        """Whether muted text hides a suggestion."""
        return any(part.meets(span) for part in self.muted)

    def waiting(self, offered: Iterable[Span]) -> set[Span]:
        """What asks for a decision."""
        return {
            span
            for span in offered
            if span not in self.said
            and not self.hides(span)
            and not any(own.denies(span, self.overlaps) for own in self.spans)
        }

    def in_the_way(self, span: Span, but: Span | None = None) -> set[Span]:
        """The own spans that another may not stand beside."""
        return {own for own in self.spans if own != but and own.denies(span, self.overlaps)}


class Annotating(RuleBasedStateMachine):
    """One annotator at work on two articles, beside a model made of plain sets."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path

    @initialize(overlap_rule=st.sampled_from(RULES))
    def begin(self, overlap_rule: OverlapRule) -> None:
        make_project(self.path, suggested={}).close()
        self.workspace = Workspace(open_project(self.path), "ann")
        overlaps.choose(self.workspace, overlap_rule)
        self.model = Model(overlaps=overlap_rule)
        # The suggestions that are there; they come and go without a step of the history.
        self.offered: set[Span] = set()
        self.past: list[Model] = []
        self.future: list[Model] = []
        for number in TEXTS:
            self.arrive(number)

    def teardown(self) -> None:
        if hasattr(self, "workspace"):
            self.workspace.close()

    # The model

    def step(self, model: Model) -> None:
        """One step of the history, if it changes anything."""
        if model != self.model:
            self.past.append(self.model)
            self.future.clear()
            self.model = model

    def put(
        self, model: Model, span: Span, *, of: Span | None, kind: str = "", told: Iterable[Span]
    ) -> Model:
        """``span`` put into an article, in answer to ``of`` if that is given, and to ``told``."""
        said = dict(model.said)
        if of is not None:
            said[of] = Said("accepted" if of == span else "corrected", span)
        for other in told:
            if other != of and other.denies(span, model.overlaps):
                said[other] = Said("accepted" if other == span else "corrected", span)
        return replace(
            model,
            spans={span: of, **model.spans},
            said=said,
            begun=model.begun | {span.article},
        )

    def labelled(self, model: Model, span: Span) -> Model:
        waiting = model.waiting(self.offered)
        return self.put(model, span, of=span if span in waiting else None, told=waiting)

    def changed(self, old: Span, new: Span) -> None:
        model, came = self.model, self.model.spans[old]
        waiting = model.waiting(self.offered)
        spans = {span: of for span, of in model.spans.items() if span != old}
        said = dict(model.said)
        for other, word in model.said.items():
            if word.made == old:
                del said[other]
                if other == came or other.denies(new, model.overlaps):
                    said[other] = Said("accepted" if other == new else "corrected", new)
        left = replace(model, spans=spans, said=said)
        self.step(replace(self.put(left, new, of=None, told=waiting), spans={**spans, new: came}))

    # What is chosen

    def state(self, article: int) -> ArticleState:
        return self.workspace.article(article)

    def one_waiting(self, data: st.DataObject) -> Suggestion:
        waiting = [item for number in TEXTS for item in self.state(number).waiting]
        return data.draw(st.sampled_from(sorted(waiting, key=span_of)))

    def one_annotation(self, data: st.DataObject) -> Annotation:
        there = [item for number in TEXTS for item in self.state(number).annotations]
        # Identifiers are random; what is drawn must not depend on them.
        return data.draw(st.sampled_from(sorted(there, key=span_of)))

    def some_range(self, data: st.DataObject, article: int) -> tuple[int, int]:
        tokens = tokenise(TEXTS[article])
        first = data.draw(st.integers(0, len(tokens) - 1))
        last = min(len(tokens) - 1, first + data.draw(st.integers(0, 3)))
        return tokens[first].start, tokens[last].end

    @contextmanager
    def refused(self, why: object) -> Iterator[bool]:
        """What is done in the block must be refused if there is anything to say against it."""
        if not why:
            yield False
            return
        with pytest.raises(InputError, match="which this project does not allow"):
            yield True

    def something_waits(self) -> bool:
        return bool(self.model.waiting(self.offered))

    # The intentions

    @precondition(something_waits)
    @rule(data=st.data())
    def accept(self, data: st.DataObject) -> None:
        item = self.one_waiting(data)
        annotate.accept(self.workspace, article=item.article_id, suggestion=item)
        self.step(self.labelled(self.model, span_of(item)))

    @precondition(something_waits)
    @rule(data=st.data())
    def reject(self, data: st.DataObject) -> None:
        item = self.one_waiting(data)
        annotate.reject(self.workspace, article=item.article_id, suggestion=item)
        said = {**self.model.said, span_of(item): Said("rejected", None)}
        self.step(replace(self.model, said=said, begun=self.model.begun | {item.article_id}))

    @precondition(something_waits)
    @rule(label=st.sampled_from(LABELS), data=st.data())
    def correct(self, label: str, data: st.DataObject) -> None:
        item = self.one_waiting(data)
        old = span_of(item)
        start, end = self.some_range(data, old.article)
        new = Span(old.article, start, end, label)
        with self.refused(new not in self.model.spans and self.model.in_the_way(new)) as refused:
            annotate.correct(
                self.workspace,
                article=old.article,
                suggestion=item,
                start=start,
                end=end,
                label=label,
            )
        if refused:
            return
        waiting = self.model.waiting(self.offered)
        self.step(self.put(self.model, new, of=old, told=waiting))

    @rule(article=NUMBERS)
    def accept_all(self, article: int) -> None:
        waiting = sorted(
            self.state(article).waiting,
            key=lambda item: (item.start - item.end, item.start, item.id),
        )
        model, count = self.model, 0
        for span in map(span_of, waiting):
            if span not in model.said:
                model = self.put(model, span, of=span, told=model.waiting(self.offered))
                count += 1
        assert annotate.accept_all(self.workspace, article=article) == count
        self.step(model)

    @rule(article=NUMBERS, label=st.sampled_from(LABELS), data=st.data())
    def add(self, article: int, label: str, data: st.DataObject) -> None:
        span = Span(article, *self.some_range(data, article), label)
        others = set() if span in self.model.spans else self.model.in_the_way(span)
        gives_way = len(others) == 1 and span.holds(next(iter(others)))
        with self.refused(others and not gives_way):
            annotate.add(
                self.workspace, article=article, start=span.start, end=span.end, label=label
            )
        if gives_way:
            self.changed(others.pop(), span)
        if others:
            return
        model = self.labelled(self.model, span)
        if (model.spans, model.said) != (self.model.spans, self.model.said):
            self.step(model)

    @precondition(lambda self: self.model.spans)
    @rule(label=st.sampled_from(LABELS), data=st.data())
    def relabel(self, label: str, data: st.DataObject) -> None:
        item = self.one_annotation(data)
        old = span_of(item)
        new = old._replace(label=label)
        if new == old or new in self.model.spans:
            return
        with self.refused(self.model.in_the_way(new, old) - self.model.in_the_way(old, old)) as no:
            annotate.relabel(self.workspace, article=old.article, annotation=item, label=label)
        if not no:
            self.changed(old, new)

    @precondition(lambda self: self.model.spans)
    @rule(data=st.data())
    def resize(self, data: st.DataObject) -> None:
        item = self.one_annotation(data)
        old = span_of(item)
        start, end = self.some_range(data, old.article)
        new = old._replace(start=start, end=end)
        if new == old or new in self.model.spans:
            return
        if self.model.in_the_way(new, old):  # refused, or moved past what it may not lie half over
            with suppress(InputError):
                made = annotate.resize(
                    self.workspace, article=old.article, annotation=item, start=start, end=end
                )
                new = span_of(made)
                assert not self.model.in_the_way(new, old)
                if new != old:
                    self.changed(old, new)
            return
        annotate.resize(self.workspace, article=old.article, annotation=item, start=start, end=end)
        self.changed(old, new)

    @precondition(lambda self: self.model.spans)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        item = self.one_annotation(data)
        span, model = span_of(item), self.model
        annotate.delete(self.workspace, article=span.article, annotation=item)
        came = model.spans[span]
        said = {}
        for other, word in model.said.items():
            if word.made != span:
                said[other] = word
            elif other == came or other.label == span.label:
                said[other] = Said("rejected", None)
        spans = {own: of for own, of in model.spans.items() if own != span}
        self.step(replace(model, spans=spans, said=said, begun=model.begun | {span.article}))

    @precondition(lambda self: self.model.spans)
    @rule(data=st.data())
    def propagate_all(self, data: st.DataObject) -> None:
        item = self.one_annotation(data)
        span, model = span_of(item), self.model
        names_in = {n: WholeNames(text, token_bounds(text)) for n, text in TEXTS.items()}
        places = [
            place
            for start, end in mentions(TEXTS[span.article], item.text)
            if (span.label == "FIGURE" or names_in[span.article].is_whole(start, end))
            and not model.hides(place := span._replace(start=start, end=end))
            and not any(own.meets(place) for own in model.spans)
            and not any(
                other.meets(place) and (other.start < start or end < other.end)
                for other in model.waiting(self.offered)
            )
        ]
        assert annotate.propagate_all(self.workspace, article=span.article, span=item) == len(
            places
        )
        corrected = {
            other.label
            for other, word in self.model.said.items()
            if word == Said("corrected", span) and other == span._replace(label=other.label)
        }
        for place_ in places:
            model = self.labelled(model, place_)
            same = {place_._replace(label=label) for label in corrected}
            same &= model.waiting(self.offered)
            said = {other: Said("corrected", place_) for other in same}
            model = replace(model, said={**model.said, **said})
        self.step(model)

    @rule(article=NUMBERS, data=st.data())
    def toggle_muted(self, article: int, data: st.DataObject) -> None:
        offset = self.some_range(data, article)[0]
        articles.toggle_muted(self.workspace, article=article, offset=offset)
        text = TEXTS[article]
        part = Span(article, *trim(text, *line_around(text, offset)), "")
        self.step(replace(self.model, muted=self.model.muted ^ {part}))

    @rule(words=st.sampled_from(WORDS), label=st.sampled_from(("ACTOR", "LOCATION", "NONE")))
    def remember(self, words: str, label: str) -> None:
        names.remember(self.workspace, words, label)
        self.step(replace(self.model, names={**self.model.names, words: label}))

    # What comes by itself

    def found(self, article: int) -> set[Span]:
        """What a suggester with the project's names finds in an article."""
        text = TEXTS[article]
        given = {
            Span(article, start, end, label)
            for words, label in self.model.names.items()
            for start, end in mentions(text, words)
        }
        usual = {
            Span(article, *place(text, words, nth), label) for words, label, nth in SUGGESTED[text]
        }
        mine = {span for span in given if span.label != "NONE"}
        return mine | {span for span in usual if not any(span.meets(other) for other in given)}

    @rule(article=NUMBERS)
    def arrive(self, article: int) -> None:
        """Suggestions come in that were found with the names as they are now."""
        digest = self.workspace.names.digest
        found = self.found(article)
        sha256 = self.state(article).document.article.sha256
        spans = [SuggestedSpan(SpanContent(*span[1:])) for span in sorted(found)]
        suggestion_requests.keep(
            self.workspace, article, sha256, spans, source="s", version=digest or "-", names=digest
        )
        self.offered = {
            span
            for span in self.offered
            if span.article != article or span in self.model.said or self.model.hides(span)
        } | {span for span in found if not self.model.hides(span)}

    @rule(article=NUMBERS)
    def forget(self, article: int) -> None:
        """“Recompute suggestions” before anything has come."""
        suggestion_requests.forget_waiting(self.workspace, article)
        self.offered = {
            span
            for span in self.offered
            if span.article != article or span in self.model.said or self.model.hides(span)
        }

    @rule()
    def undo(self) -> None:
        edit = self.workspace.undo()
        assert (edit is not None) == bool(self.past)
        if self.past:
            self.future.append(self.model)
            self.back_to(self.past.pop())

    @rule()
    def redo(self) -> None:
        edit = self.workspace.redo()
        assert (edit is not None) == bool(self.future)
        if self.future:
            self.past.append(self.model)
            self.back_to(self.future.pop())

    def back_to(self, model: Model) -> None:
        # What verdicts are about is there again, wherever it has gone meanwhile.
        before, after = self.model.said, model.said
        changed = {span for span in {**before, **after} if before.get(span) != after.get(span)}
        self.offered |= changed
        self.model = model

    @precondition(lambda self: self.past)
    @rule(steps=st.integers(1, 4), comes=st.lists(st.sampled_from(["arrive", "forget"])))
    def back_and_forth(self, steps: int, comes: list[str]) -> None:
        """Steps taken back and made again, while suggestions go and come by the names of then."""
        steps = min(steps, len(self.past))
        for _ in range(steps):
            self.undo()
        for article in TEXTS:
            for what in comes:
                getattr(self, what)(article)
        for _ in range(steps):
            self.redo()

    @rule()
    def reopen(self) -> None:
        """Closing loses nothing, not even what could be taken back or made again."""
        self.workspace.close()
        self.workspace = Workspace(open_project(self.path), "ann")

    # What must hold

    @invariant()
    def the_project_holds_what_the_model_says(self) -> None:
        if not hasattr(self, "workspace"):
            return
        states = [self.fresh(number) for number in TEXTS]
        annotations = {item.id: span_of(item) for state in states for item in state.annotations}
        suggestions = {item.id: span_of(item) for state in states for item in state.suggestions}
        assert set(suggestions.values()) == self.offered
        assert len(suggestions) == len(self.offered)
        came = {
            annotations[item.id]: item.suggestion_id and suggestions[item.suggestion_id]
            for state in states
            for item in state.annotations
        }
        assert came == self.model.spans
        assert {span_of(i) for s in states for i in s.waiting} == self.model.waiting(self.offered)
        said = {
            suggestions[d.suggestion_id]: Said(
                d.verdict.value, annotations[d.annotation_id] if d.annotation_id else None
            )
            for state in states
            for d in state.decisions
        }
        assert said == self.model.said
        begun = {s.article_id for s in states if s.status is Status.IN_PROGRESS}
        assert begun == self.model.begun

    @invariant()
    def the_queue_counts_what_waits(self) -> None:
        if hasattr(self, "workspace"):
            with self.workspace.project.reading() as connection:
                entries = queue_listing.entries(connection, list(TEXTS), annotator="ann")
            for number, entry in entries.items():
                assert entry.waiting == len(self.fresh(number).waiting)

    @invariant()
    def what_is_at_hand_is_what_is_on_the_disk(self) -> None:
        if hasattr(self, "workspace"):
            for number in TEXTS:
                assert self.workspace.article(number) == self.fresh(number)

    @invariant()
    def the_project_passes_its_check(self) -> None:
        if hasattr(self, "workspace"):
            assert check(self.workspace.project).problems == ()

    def fresh(self, number: int) -> ArticleState:
        with self.workspace.project.reading() as connection:
            return article_state(connection, number, annotator="ann")


def span_of(item: Annotation | Suggestion) -> Span:
    return Span(item.article_id, item.start, item.end, item.label)


def test_any_sequence_of_intentions_leaves_what_the_model_says(
    tmp_path: Path, server: Server | None
) -> None:
    # A server takes twice as long a step.
    often = settings(
        max_examples=15 if server is None else 5, stateful_step_count=25, deadline=None
    )
    run_state_machine_as_test(lambda: Annotating(tmp_path / "p.annot"), settings=often)
