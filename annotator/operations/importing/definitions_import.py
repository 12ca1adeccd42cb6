"""Labels, guidelines, names and people that lie beside JSON lines come in with them, into a project
that holds no article yet. What such a project says already stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.changes import Part
from annotator.domain.errors import InputError
from annotator.domain.gold import Plan
from annotator.domain.guidelines import Definitions
from annotator.domain.labels import DEFAULT_LABELS
from annotator.domain.overlap_rule import FLAT
from annotator.domain.records import ImportIssue
from annotator.files import shown
from annotator.formats.bundles.definitions import SUFFIX
from annotator.formats.bundles.definitions_json import read_block
from annotator.operations.defining import definitions
from annotator.operations.importing.finding import File
from annotator.store.articles.stories import last_number
from annotator.store.imports import project_facts
from annotator.store.project import Project
from annotator.workspace import Workspace

_PARTS = Part.LABELS | Part.GUIDELINES | Part.NAMES | Part.OVERLAPS | Part.PLAN | Part.LICENCE
_WORDS = {
    "labels": "labels",
    "guidelines": "guidelines",
    "overlap_rule": "overlapping spans",
    "names": "names",
    "plan": "how it is reviewed",
    "people": "people",
    "licence": "licence",
}


@dataclass(frozen=True, slots=True)
class Beside:
    """What lies beside the files of an import, and what of it a project takes over: some of the
    names of its fields. The others say otherwise than the project, which stays as it is.
    """

    file: str
    said: Definitions
    taken: frozenset[str]
    others: tuple[str, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that a project gets."""
        return tuple(label.name for label in self.said.labels) if "labels" in self.taken else ()

    def notes(self) -> Iterator[ImportIssue]:
        """What is taken over, and what is not."""
        for done, which in (
            ("came in with its articles", sorted(self.taken, key=list(_WORDS).index)),
            ("are not those of this project, which stays as it is", self.others),
        ):
            if which:
                said = ", ".join(_WORDS[name] for name in which)
                yield ImportIssue(self.file, None, f"{said}: what it says {done}", loss=False)


def look(project: Project, files: Sequence[File | ImportIssue]) -> Beside | ImportIssue | None:
    """What lies beside the files, the first there is; an issue where it cannot be read."""
    for path in files:
        place = path.with_name(path.name + SUFFIX) if isinstance(path, Path) else None
        if place is None or not place.is_file():
            continue
        try:
            said = read_block(place.read_bytes())
        except OSError as error:
            return ImportIssue(shown(place), None, f"it cannot be read: {error.strerror}")
        except InputError as error:
            return ImportIssue(shown(place), None, f"it was left out: {error}")
        if said is not None:
            return _beside(project, shown(place), said)
    return None


def _beside(project: Project, file: str, said: Definitions) -> Beside:
    own = definitions(project)
    with project.reading() as connection:
        is_new = not last_number(connection)
    fresh = {
        "labels": own.labels == DEFAULT_LABELS,
        "guidelines": not own.guidelines.version,
        "overlap_rule": own.overlap_rule == FLAT,
        "names": not own.names,
        "plan": own.plan == Plan(),
        "people": not own.people,
        "licence": not own.licence,
    }
    differ = [name for name in fresh if getattr(said, name) != getattr(own, name)]
    differ = [name for name in differ if name != "licence" or said.licence]
    taken = frozenset(name for name in differ if is_new and fresh[name] and _fits(said, name))
    return Beside(file, said, taken, tuple(name for name in differ if name not in taken))


def _fits(said: Definitions, name: str) -> bool:
    # Guidelines of version 0 are those of the program that wrote them.
    return name != "guidelines" or said.guidelines.version > 0


def take_over(workspace: Workspace, beside: Beside) -> None:
    """Let a project whose articles have come in say what lay beside them."""
    with workspace.changing(_PARTS, None, bulk=True) as connection:
        project_facts.take_over(connection, beside.said, beside.taken)
