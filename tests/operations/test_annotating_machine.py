"""Any sequence of intentions leaves the project as a plain model of them says."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import NamedTuple

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from sample_project import FIRST, SECOND, make_project

from annotator.domain.boundaries import mentions
from annotator.domain.state import ArticleState
from annotator.domain.tokens import tokenise
from annotator.domain.values import Annotation, Status, Suggestion
from annotator.operations import annotate
from annotator.store.articles import article_state
from annotator.store.project import open_project
from annotator.workspace import Workspace

TEXTS = {1: FIRST, 2: SECOND}
LABELS = ("ACTOR", "LOCATION", "FIGURE")
NUMBERS = st.sampled_from([1, 2])


class Span(NamedTuple):
    """A span as the model knows it: an annotation, or a suggestion that waits."""

    article: int
    start: int
    end: int
    label: str


class Model(NamedTuple):
    """What the project holds: own spans, suggestions that wait, verdicts, articles begun."""

    spans: frozenset[Span]
    waiting: frozenset[Span]
    verdicts: frozenset[tuple[Span, str]]
    begun: frozenset[int]


class Annotating(RuleBasedStateMachine):
    """One annotator at work on two articles, beside a model made of plain sets."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name, "p.annot")
        make_project(self.path).close()
        self.workspace = Workspace(open_project(self.path), "ann")
        suggestions = frozenset(
            Span(number, item.start, item.end, item.label)
            for number in TEXTS
            for item in self.workspace.article(number).suggestions
        )
        self.model = Model(frozenset(), suggestions, frozenset(), frozenset())
        # Which suggestions an annotation came of, by the span it is now.
        self.behind: dict[Span, frozenset[Span]] = {}
        self.past: list[tuple[Model, dict[Span, frozenset[Span]]]] = []
        self.future: list[tuple[Model, dict[Span, frozenset[Span]]]] = []

    def teardown(self) -> None:
        if hasattr(self, "workspace"):
            self.workspace.close()
            self.folder.cleanup()

    # The model

    def made(
        self,
        article: int,
        *,
        plus: frozenset[Span] = frozenset(),
        minus: frozenset[Span] = frozenset(),
        verdicts: dict[Span, str],
        behind: dict[Span, frozenset[Span]],
    ) -> None:
        """One step of the model."""
        self.past.append((self.model, self.behind))
        self.future.clear()
        kept = frozenset((span, said) for span, said in self.model.verdicts if span not in verdicts)
        self.model = Model(
            (self.model.spans - minus) | plus,
            self.model.waiting - set(verdicts),
            kept | frozenset(verdicts.items()),
            self.model.begun | {article},
        )
        self.behind = {
            span: came for span, came in {**self.behind, **behind}.items() if span not in minus
        }

    def joined(self, span: Span, *others: Span) -> dict[Span, frozenset[Span]]:
        return {span: self.behind.get(span, frozenset()) | set(others)}

    def labelled(self, span: Span) -> tuple[dict[Span, str], dict[Span, frozenset[Span]]]:
        """The verdicts and origins that come of labelling a range."""
        if span in self.model.waiting:
            return {span: "accepted"}, self.joined(span, span)
        near = [
            other
            for other in self.model.waiting
            if other.article == span.article
            and other.label == span.label
            and other.start < span.end
            and span.start < other.end
        ]
        return dict.fromkeys(near, "corrected"), self.joined(span, *near)

    def changed(self, old: Span, new: Span) -> None:
        came = self.behind.get(old, frozenset())
        self.made(
            old.article,
            plus=frozenset({new}),
            minus=frozenset({old}),
            verdicts=dict.fromkeys(came, "corrected"),
            behind={new: came},
        )

    # What is chosen

    def state(self, article: int) -> ArticleState:
        return self.workspace.article(article)

    def one_waiting(self, data: st.DataObject) -> Suggestion:
        waiting = [item for number in TEXTS for item in self.state(number).waiting]
        return data.draw(st.sampled_from(waiting))

    def one_annotation(self, data: st.DataObject) -> Annotation:
        there = [item for number in TEXTS for item in self.state(number).annotations]
        # Identifiers are random; what is drawn must not depend on them.
        return data.draw(st.sampled_from(sorted(there, key=span_of)))

    def some_range(self, data: st.DataObject, article: int) -> tuple[int, int]:
        tokens = tokenise(TEXTS[article])
        first = data.draw(st.integers(0, len(tokens) - 1))
        last = min(len(tokens) - 1, first + data.draw(st.integers(0, 3)))
        return tokens[first].start, tokens[last].end

    # The intentions

    @precondition(lambda self: self.model.waiting)
    @rule(data=st.data())
    def accept(self, data: st.DataObject) -> None:
        item = self.one_waiting(data)
        span = span_of(item)
        annotate.accept(self.workspace, article=item.article_id, suggestion=item)
        self.made(
            span.article,
            plus=frozenset({span}),
            verdicts={span: "accepted"},
            behind=self.joined(span, span),
        )

    @precondition(lambda self: self.model.waiting)
    @rule(data=st.data())
    def reject(self, data: st.DataObject) -> None:
        item = self.one_waiting(data)
        annotate.reject(self.workspace, article=item.article_id, suggestion=item)
        self.made(item.article_id, verdicts={span_of(item): "rejected"}, behind={})

    @rule(article=NUMBERS)
    def accept_all(self, article: int) -> None:
        waiting = frozenset(span for span in self.model.waiting if span.article == article)
        assert annotate.accept_all(self.workspace, article=article) == len(waiting)
        if waiting:
            behind: dict[Span, frozenset[Span]] = {}
            for span in waiting:
                behind |= self.joined(span, span)
            self.made(
                article, plus=waiting, verdicts=dict.fromkeys(waiting, "accepted"), behind=behind
            )

    @rule(article=NUMBERS, label=st.sampled_from(LABELS), data=st.data())
    def add(self, article: int, label: str, data: st.DataObject) -> None:
        span = Span(article, *self.some_range(data, article), label)
        verdicts, behind = self.labelled(span)
        annotate.add(self.workspace, article=article, start=span.start, end=span.end, label=label)
        if span not in self.model.spans or verdicts:
            self.made(article, plus=frozenset({span}), verdicts=verdicts, behind=behind)

    @precondition(lambda self: self.model.spans)
    @rule(label=st.sampled_from(LABELS), data=st.data())
    def relabel(self, label: str, data: st.DataObject) -> None:
        item = self.one_annotation(data)
        old = span_of(item)
        new = old._replace(label=label)
        if new == old or new in self.model.spans:
            return
        annotate.relabel(self.workspace, article=old.article, annotation=item, label=label)
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
        annotate.resize(self.workspace, article=old.article, annotation=item, start=start, end=end)
        self.changed(old, new)

    @precondition(lambda self: self.model.spans)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        item = self.one_annotation(data)
        span = span_of(item)
        annotate.delete(self.workspace, article=span.article, annotation=item)
        came = self.behind.get(span, frozenset())
        self.made(
            span.article,
            minus=frozenset({span}),
            verdicts=dict.fromkeys(came, "rejected"),
            behind={},
        )

    @precondition(lambda self: self.model.spans)
    @rule(data=st.data())
    def propagate_all(self, data: st.DataObject) -> None:
        item = self.one_annotation(data)
        span = span_of(item)
        same = {
            other
            for other in (*self.model.spans, *self.model.waiting)
            if other.article == span.article and other.label == span.label
        }
        places = [
            span._replace(start=start, end=end)
            for start, end in mentions(TEXTS[span.article], item.text)
        ]
        places = [
            place
            for place in places
            if place not in self.model.spans
            and not any(
                other.start <= place.start and place.end <= other.end and other != place
                for other in same
            )
        ]
        count = annotate.propagate_all(self.workspace, article=span.article, span=item)
        assert count == len(places)
        verdicts: dict[Span, str] = {}
        behind: dict[Span, frozenset[Span]] = {}
        for place in places:
            said, _ = self.labelled(place)
            fresh = {other: word for other, word in said.items() if other not in verdicts}
            verdicts |= fresh
            behind |= {place: frozenset(fresh)}
        if places:
            self.made(span.article, plus=frozenset(places), verdicts=verdicts, behind=behind)

    @rule()
    def undo(self) -> None:
        edit = self.workspace.undo()
        assert (edit is not None) == bool(self.past)
        if self.past:
            self.future.append((self.model, self.behind))
            self.model, self.behind = self.past.pop()

    @rule()
    def redo(self) -> None:
        edit = self.workspace.redo()
        assert (edit is not None) == bool(self.future)
        if self.future:
            self.past.append((self.model, self.behind))
            self.model, self.behind = self.future.pop()

    @rule()
    def reopen(self) -> None:
        """Closing loses nothing but the steps that could be taken back."""
        self.workspace.close()
        self.workspace = Workspace(open_project(self.path), "ann")
        self.past.clear()
        self.future.clear()

    # What must hold

    @invariant()
    def the_project_holds_what_the_model_says(self) -> None:
        if not hasattr(self, "workspace"):
            return
        states = [self.fresh(number) for number in TEXTS]
        annotations = [item for state in states for item in state.annotations]
        suggestions = {item.id: span_of(item) for state in states for item in state.suggestions}
        assert len(annotations) == len(self.model.spans)
        assert {span_of(item) for item in annotations} == self.model.spans
        assert {span_of(i) for state in states for i in state.waiting} == self.model.waiting
        assert {
            (suggestions[d.suggestion_id], d.verdict.value) for s in states for d in s.decisions
        } == self.model.verdicts
        begun = {s.article_id for s in states if s.status is Status.IN_PROGRESS}
        assert begun == self.model.begun

    @invariant()
    def what_is_at_hand_is_what_is_on_the_disk(self) -> None:
        if hasattr(self, "workspace"):
            for number in TEXTS:
                assert self.workspace.article(number) == self.fresh(number)

    @invariant()
    def every_annotation_quotes_its_article(self) -> None:
        if hasattr(self, "workspace"):
            for number, text in TEXTS.items():
                for item in self.fresh(number).annotations:
                    assert item.text == text[item.start : item.end]

    @invariant()
    def a_verdict_names_an_annotation_unless_it_is_a_rejection(self) -> None:
        if hasattr(self, "workspace"):
            for number in TEXTS:
                state = self.fresh(number)
                for decision in state.decisions:
                    named = state.annotation(decision.annotation_id or "")
                    assert (named is None) == (decision.verdict == "rejected")

    def fresh(self, number: int) -> ArticleState:
        with self.workspace.project.reading() as connection:
            return article_state(connection, number, annotator="ann")


def span_of(item: Annotation | Suggestion) -> Span:
    return Span(item.article_id, item.start, item.end, item.label)


TestAnnotating = Annotating.TestCase
TestAnnotating.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
