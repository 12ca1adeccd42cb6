"""Edits, undo, redo and reopening in any order leave what a plain model of them leaves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

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
from making import TEXT, annotation, make_project, suggest
from postgres_server import Server

from annotator.domain.edits import Edit
from annotator.domain.span_content import SpanContent
from annotator.domain.tokens import tokenise
from annotator.domain.values import (
    Annotation,
    ArticleStatus,
    Decision,
    MutedRange,
    Status,
    SuggestedSpan,
    Verdict,
)
from annotator.store.check import article_problems, database_problems
from annotator.store.project import open_project
from annotator.workspace import Workspace

Model = dict[object, object]
BOUNDS = [(token.start, token.end) for token in tokenise(TEXT)]
labels = st.sampled_from(["ACTOR", "LOCATION", "FIGURE"])
bounds = st.sampled_from(BOUNDS)


class Editing(RuleBasedStateMachine):
    """``now`` holds every row there should be; ``done`` and ``undone`` hold earlier ``now``s."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path

    @initialize()
    def begin(self) -> None:
        project = make_project(self.path)
        self.suggested = suggest(
            project, *(SuggestedSpan(SpanContent(*b, "ACTOR")) for b in BOUNDS[:3])
        )
        self.workspace = Workspace(project, "ada")
        self.now: Model = {}
        self.done: list[Model] = []
        self.undone: list[Model] = []
        self.count = 0

    def teardown(self) -> None:
        if hasattr(self, "workspace"):
            self.workspace.close()

    def change(self, before: list[object], after: list[object]) -> None:
        edit = Edit("change", tuple(before), tuple(after))  # type: ignore[arg-type]
        if not edit:
            return
        self.done.append(dict(self.now))
        self.undone.clear()
        for row in before:
            self.now.pop(key(row))
        for row in after:
            self.now[key(row)] = row
        self.workspace.do(edit)

    def annotations(self) -> list[Annotation]:
        return [row for row in self.now.values() if isinstance(row, Annotation)]

    @rule(bounds=bounds, label=labels)
    def add(self, bounds: tuple[int, int], label: str) -> None:
        self.count += 1
        self.change([], [annotation(*bounds, id=f"a{self.count}", label=label)])

    @precondition(lambda self: self.annotations())
    @rule(data=st.data(), label=labels, bounds=bounds)
    def alter(self, data: st.DataObject, label: str, bounds: tuple[int, int]) -> None:
        old = data.draw(st.sampled_from(self.annotations()))
        start, end = bounds
        if old.suggestion_id is None:
            moved = old.with_span(start=start, end=end, label=label)
            new = replace(moved, text=TEXT[start:end])
            self.change([old], [new])

    @precondition(lambda self: self.annotations())
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        old = data.draw(st.sampled_from(self.annotations()))
        named = [
            row
            for row in self.now.values()
            if isinstance(row, Decision) and row.annotation_id == old.id
        ]
        gone = [replace(row, verdict=Verdict.REJECTED, annotation_id=None) for row in named]
        self.change([old, *named], list(gone))

    @precondition(lambda self: len(self.annotations()) > 1)
    @rule()
    def delete_all_at_once(self) -> None:
        plain = [row for row in self.annotations() if row.suggestion_id is None]
        self.change(list(plain), [])

    @rule(data=st.data())
    def accept(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(self.suggested))
        if (Decision, number) in self.now:
            return
        self.count += 1
        start, end = BOUNDS[self.suggested.index(number)]
        made = annotation(start, end, id=f"a{self.count}", suggestion_id=number)
        self.change([], [made, Decision(number, 1, "ada", Verdict.ACCEPTED, made.id)])

    @rule(status=st.sampled_from(Status))
    def stand(self, status: Status) -> None:
        old = self.now.get((ArticleStatus,))
        reason = "odd" if status is Status.FLAGGED else None
        self.change([old] if old else [], [ArticleStatus(1, "ada", status, reason)])

    @rule(bounds=bounds)
    def mute(self, bounds: tuple[int, int]) -> None:
        self.count += 1
        self.change([], [MutedRange(f"m{self.count}", 1, *bounds, "manual")])

    @rule()
    def undo(self) -> None:
        assert (self.workspace.undo() is not None) == bool(self.done)
        if self.done:
            self.undone.append(self.now)
            self.now = self.done.pop()

    @rule()
    def redo(self) -> None:
        assert (self.workspace.redo() is not None) == bool(self.undone)
        if self.undone:
            self.done.append(self.now)
            self.now = self.undone.pop()

    @rule()
    def reopen(self) -> None:
        self.workspace.close()
        self.workspace = Workspace(open_project(self.path), "ada")

    @invariant()
    def the_project_holds_what_the_model_holds(self) -> None:
        if not hasattr(self, "workspace"):
            return
        seen = self.workspace.article(1)
        self.workspace._states.clear()
        read = self.workspace.article(1)
        for state in (seen, read):
            rows = [*state.annotations, *state.decisions, *state.muted]
            rows += [state.article_status] if state.article_status else []
            assert {key(row): row for row in rows} == self.now

    @invariant()
    def the_project_is_sound(self) -> None:
        if hasattr(self, "workspace"):
            with self.workspace.project.reading() as connection:
                problems = [*database_problems(connection), *article_problems(connection, [1])]
            assert problems == []


def key(row: object) -> object:
    match row:
        case Annotation() | MutedRange():
            return (type(row), row.id)
        case Decision():
            return (Decision, row.suggestion_id)
        case _:
            return (type(row),)


def test_any_sequence_of_edits_leaves_what_the_model_says(
    tmp_path: Path, server: Server | None
) -> None:
    # A server takes twice as long a step.
    often = settings(
        max_examples=20 if server is None else 5, stateful_step_count=20, deadline=None
    )
    run_state_machine_as_test(lambda: Editing(tmp_path / "p.annot"), settings=often)
