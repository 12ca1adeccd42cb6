"""Three people at four machines edit, copy, send and merge at random: the rules of merging hold."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from merge_verbs import Dump, dump, send, take
from sample_project import FIRST, SECOND, make_project

from annotator.domain.changes import WORK, Change, Part
from annotator.domain.errors import InputError, ProjectError, StaleEdit
from annotator.domain.label_names import LabelNames, version_under
from annotator.domain.overlap_rule import OverlapRule, Overlaps
from annotator.domain.sent_back import BackNote
from annotator.domain.text import text_hash
from annotator.domain.tokens import tokenise
from annotator.domain.values import Status
from annotator.domain.work import WorkVersion
from annotator.formats.bundles.bundle import Other, open_bundle
from annotator.operations import annotate, articles, guidelines, labels, names, overlaps, projects
from annotator.operations.reviewing import sending_back
from annotator.operations.sharing import joining_versions
from annotator.store.merging import conflicting_versions
from annotator.store.project import Project, open_project
from annotator.store.work.work_versions import stored_work
from annotator.workspace import Workspace

TEXTS = {1: FIRST, 2: SECOND}
# ann has two machines; so her own work can diverge.
MACHINES = {"desk": "ann", "lap": "ann", "bob": "bob", "cem": "cem"}
MACHINE = st.sampled_from(sorted(MACHINES))
NUMBER = st.sampled_from([1, 2])
# What there is to choose from depends on random ids (of two versions with as many edits the greater
# digest is shown), so choices are drawn as numbers, whatever they come to.
PICK = st.integers(0, 99)
LABEL = st.sampled_from(["ACTOR", "LOCATION", "CAUSE"])
# How labels are told apart wherever they are renamed or merged.
SAME = LabelNames({"PLACE": "LOCATION", "CAUSE": "ACTOR"}, frozenset({"CAUSE"}))
WORDS = ["Taliban", "the", "on", "of"]  # both texts have them


class Merging(RuleBasedStateMachine):
    """Machines hold copies of one project; ``sent`` are all bundles there have been."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        first = make_project(self.root / "first.annot")
        labels.add(Workspace(first, "lead"), "CAUSE")
        first.close()
        self.spaces: dict[str, Workspace] = {}
        for name in MACHINES:
            shutil.copy(self.root / "first.annot", self.root / f"{name}.annot")
            self.open(name)
        # Work that overlaps comes from here to where it may not.
        for name in ("lap", "bob"):
            overlaps.choose(self.spaces[name], OverlapRule(Overlaps.ANY))
        self.sent: list[Path] = []
        self.names = itertools.count()
        # Which version came of which by an edit: the truth that vectors only tell of.
        self.grown: dict[str, set[str]] = {}

    def teardown(self) -> None:
        if not hasattr(self, "spaces"):
            return
        self.the_rules_hold()
        for space in self.spaces.values():
            space.close()
        self.folder.cleanup()

    def open(self, name: str) -> None:
        self.spaces[name] = Workspace(open_project(self.root / f"{name}.annot"), MACHINES[name])

    def new_path(self, suffix: str) -> Path:
        return self.root / f"{next(self.names)}{suffix}"

    @contextmanager
    def edit(self, name: str) -> Iterator[Workspace]:
        """Whatever is done to the version that is shown makes a new one of it, and of no other."""
        space = self.spaces[name]
        before, others = shown(space.project), aside(space.project)
        yield space
        after = shown(space.project)
        for pair, version in after.items():
            old = before.get(pair)
            if old is not None and key_of(old) != key_of(version):
                self.grown.setdefault(key_of(old), set()).add(key_of(version))
        assert aside(space.project) == others

    def reaches(self, old: str, new: str) -> bool:
        found, open_ = {old}, [old]
        while open_:
            more = self.grown.get(open_.pop(), set()) - found
            found |= more
            open_ += more
        return new in found

    # What people do

    @rule(name=MACHINE, number=NUMBER, label=LABEL, at=PICK, more=st.integers(0, 2))
    def add(self, name: str, number: int, label: str, at: int, more: int) -> None:
        tokens = tokenise(TEXTS[number])
        first = at % len(tokens)
        last = min(len(tokens) - 1, first + more)
        start, end = tokens[first].start, tokens[last].end
        with self.edit(name) as space, suppress(InputError):
            here = called(space, label)
            annotate.add(space, article=number, start=start, end=end, label=here)

    @rule(name=MACHINE, number=NUMBER, accept=st.booleans(), pick=PICK)
    def decide(self, name: str, number: int, accept: bool, pick: int) -> None:
        waiting = self.spaces[name].article(number).waiting
        if waiting:
            item = waiting[pick % len(waiting)]
            act = annotate.accept if accept else annotate.reject
            with self.edit(name) as space:
                act(space, article=number, suggestion=item)

    @rule(name=MACHINE, number=NUMBER, how=st.integers(0, 2), pick=PICK)
    def change(self, name: str, number: int, how: int, pick: int) -> None:
        spans = self.spaces[name].article(number).annotations
        if not spans:
            return
        item = spans[pick % len(spans)]
        there = {(a.start, a.end, a.label) for a in spans}
        with self.edit(name) as space:
            if how == 0:
                annotate.delete(space, article=number, annotation=item)
            elif how == 1:
                annotate.set_note(space, article=number, annotation=item, note=name)
            elif (item.start, item.end, "FIGURE") not in there:
                annotate.relabel(space, article=number, annotation=item, label="FIGURE")

    @rule(name=MACHINE, number=NUMBER, status=st.sampled_from(list(Status)))
    def stand(self, name: str, number: int, status: Status) -> None:
        reason = "unclear" if status is Status.FLAGGED else None
        with self.edit(name) as space:
            articles.set_status(space, article=number, status=status, reason=reason)

    @rule(name=MACHINE, number=NUMBER, whose=st.sampled_from(["ann", "bob", "cem"]))
    def put_back(self, name: str, number: int, whose: str) -> None:
        """A reviewer puts an article back for somebody: no edit of their work, at any machine."""
        space = self.spaces[name]
        before = shown(space.project)
        if whose != space.annotator:
            sending_back.send_back(space, [BackNote(number, whose, "gap", "look again")], "Back")
        assert shown(space.project) == before

    @rule(name=MACHINE)
    def rename_a_label(self, name: str) -> None:
        """LOCATION is PLACE from here on, or LOCATION again."""
        space = self.spaces[name]
        old = called(space, "LOCATION")
        new = "PLACE" if old == "LOCATION" else "LOCATION"
        label = next(label for label in space.labels if label.name == old)
        before = keys_of(space.project)
        labels.change(space, old, replace(label, name=new))
        assert keys_of(space.project) == before

    @rule(name=MACHINE)
    def merge_labels(self, name: str) -> None:
        space = self.spaces[name]
        if called(space, "CAUSE") == "CAUSE":
            before = keys_of(space.project)
            labels.merge(space, "CAUSE", "ACTOR")
            assert keys_of(space.project) == before

    @rule(name=MACHINE, pick=PICK)
    def join_versions(self, name: str, pick: int) -> None:
        """What comes of two versions has grown out of the current one, and of both if whole."""
        space = self.spaces[name]
        kept = restore_entries(space.project)
        if not kept:
            return
        entry = kept[pick % len(kept)]
        before = shown(space.project)
        try:
            (joined,) = joining_versions.join(space, entry.key)
        except ProjectError:
            return
        after = shown(space.project)
        for pair, version in after.items():
            old = before.get(pair)
            if old is None or key_of(old) != key_of(version):
                parts = [
                    *([old] if old else []),
                    *([entry.saved.version] * joined.joining.is_whole),
                ]
                for part in parts:
                    self.grown.setdefault(key_of(part), set()).add(key_of(version))

    @rule(name=MACHINE, pick=PICK)
    def lay_down(self, name: str, pick: int) -> None:
        """Guidelines and names are written by each for themselves."""
        guidelines.write(self.spaces[name], f"# Ours {pick}")
        names.remember(self.spaces[name], f"Town{pick}", "ACTOR")

    @rule(name=MACHINE, number=NUMBER, seconds=st.integers(1, 100))
    def spend(self, name: str, number: int, seconds: int) -> None:
        self.spaces[name].add_time(number, float(seconds))

    @rule(name=MACHINE)
    def undo(self, name: str) -> None:
        with self.edit(name) as space, suppress(StaleEdit):  # a merge has changed those rows
            space.undo()

    @rule(name=MACHINE)
    def open_again(self, name: str) -> None:
        self.spaces[name].close()
        self.open(name)

    @rule()
    def copy_to_the_laptop(self) -> None:
        """Files are copied by hand too; both copies go on."""
        self.sent_or_nothing("lap")
        self.spaces["lap"].close()
        shutil.copy(self.root / "desk.annot", self.root / "lap.annot")
        self.open("lap")

    @rule(name=MACHINE)
    def send(self, name: str) -> None:
        self.sent_or_nothing(name)

    def sent_or_nothing(self, name: str) -> None:
        with suppress(InputError):  # there is no work to send yet
            self.sent.append(send(self.spaces[name].project, self.new_path(".annwork")))

    @rule(number=NUMBER, words=st.permutations(WORDS))
    def work_in_two_places(self, number: int, words: list[str]) -> None:
        """ann does more on the laptop than at her desk, and brings it to the desk."""
        for name, done in (("desk", words[:1]), ("lap", words[1:3])):
            for word in done:
                self.note(name, number, word)
        self.sent_or_nothing("lap")
        self.merge_at("desk", self.sent[-1])
        self.note("desk", number, words[3])

    def note(self, name: str, number: int, words: str) -> None:
        start = TEXTS[number].index(words)
        with self.edit(name) as space, suppress(InputError):
            annotate.add(
                space,
                article=number,
                start=start,
                end=start + len(words),
                label=called(space, "LOCATION"),
            )

    @rule(name=MACHINE, pick=PICK)
    def merge(self, name: str, pick: int) -> None:
        if self.sent:
            self.merge_at(name, self.sent[pick % len(self.sent)])

    def merge_at(self, name: str, sent: Path) -> None:
        space = self.spaces[name]
        said = terms_of(space)
        had = [*shown(space.project).values(), *aside(space.project).values(), *versions_in(sent)]
        report = take(space.project, sent)
        space.take_over(Change(WORK | Part.LABELS, report.numbers))
        have = [*shown(space.project).values(), *aside(space.project).values()]
        for version in had:  # nothing is lost
            assert any(self.reaches(key_of(version), key_of(other)) for other in have)
        assert terms_of(space) == said  # and nothing forced on anybody
        before = dump(space.project)
        assert not take(space.project, sent).changed
        assert dump(space.project) == before

    # What must hold

    def the_rules_hold(self) -> None:
        for name in MACHINES:
            self.sent_or_nothing(name)
            assert projects.check(self.spaces[name].project).problems == ()
        sent = self.sent[-5:]
        whole = self.merged(sent)
        for order in (sent[::-1], sent[1:] + sent[:1], [*sent, *sent]):
            assert self.merged(order) == whole
        if len(sent) > 1:
            first = self.bundled(sent[:2])
            assert self.merged([first, *sent[2:]]) == whole
        # Whoever has merged everything holds the same.
        for name in ("desk", "bob"):
            take(self.spaces[name].project, *self.sent)
            assert projects.check(self.spaces[name].project).problems == ()
            self.of_the_same_labels(self.spaces[name])
        # Time on an article in which nothing was done travels with the next work in it.
        desk, bob = (dump(self.spaces[name].project) for name in ("desk", "bob"))
        assert replace(desk, seconds={}) == replace(bob, seconds={})

    def of_the_same_labels(self, space: Workspace) -> None:
        space.take_over(Change(WORK | Part.LABELS))
        if called(space, "LOCATION") == "PLACE":
            label = next(label for label in space.labels if label.name == "PLACE")
            labels.change(space, "PLACE", replace(label, name="LOCATION"))
        if called(space, "CAUSE") == "CAUSE":
            labels.merge(space, "CAUSE", "ACTOR")

    def merged(self, files: list[Path]) -> Dump:
        path = self.new_path(".annot")
        shutil.copy(self.root / "first.annot", path)
        project = open_project(path)
        for file in files:
            take(project, file)
        found = dump(project)
        assert projects.check(project).problems == ()
        project.close()
        return found

    def bundled(self, files: list[Path]) -> Path:
        path = self.new_path(".annot")
        shutil.copy(self.root / "first.annot", path)
        project = open_project(path)
        take(project, *files)
        sent = send(project, self.new_path(".annwork"))
        project.close()
        return sent


def called(space: Workspace, label: str) -> str:
    """What a label is called at a machine."""
    here = {known.name for known in space.labels}
    return label if label in here else {"LOCATION": "PLACE", "CAUSE": "ACTOR"}[label]


def key_of(version: WorkVersion) -> str:
    """What tells a version from others, whatever its labels are called."""
    return version_under(version, SAME).key


def restore_entries(project: Project) -> list[conflicting_versions.ConflictingVersion]:
    with project.reading() as connection:
        every = conflicting_versions.entries(connection)
    return [entry for entry in every if entry.kind == conflicting_versions.DIVERGED]


def keys_of(project: Project) -> set[str]:
    return {key_of(one) for one in (*shown(project).values(), *aside(project).values())}


def terms_of(space: Workspace) -> tuple[object, ...]:
    return guidelines.current(space.project), names.of_project(space.project).names


def shown(project: Project) -> dict[tuple[int, int], WorkVersion]:
    with project.reading() as connection:
        hashes = {number: text_hash(text) for number, text in TEXTS.items()}
        return stored_work(connection, hashes).versions


def aside(project: Project) -> dict[str, WorkVersion]:
    with project.reading() as connection:
        versions = [item.saved.version for item in conflicting_versions.entries(connection)]
        return {key_of(version): version_under(version, SAME) for version in versions}


def versions_in(sent: Path) -> list[WorkVersion]:
    lines = (line for line, _ in open_bundle(sent).lines())
    return [version for line in lines if not isinstance(line, Other) for version in line.versions]


TestMerging = Merging.TestCase
TestMerging.settings = settings(
    max_examples=20, stateful_step_count=25, deadline=None, phases=[Phase.generate]
)
