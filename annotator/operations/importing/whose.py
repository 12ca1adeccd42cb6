"""Whose work the records of an import are: as they say, or as the file or folder they lie in does.

No two people become one here, and no one becomes two, without a sentence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import PurePath

from annotator.domain.errors import quoted
from annotator.domain.person_names import alike, is_usable, seen_name
from annotator.domain.records import ImportIssue, Record
from annotator.operations.importing.finished import is_work
from annotator.operations.importing.reading import PEOPLES_FOLDERS

NAMELESS = "it names no annotator"
_FEW = 5
_listed = partial(quoted, most=_FEW)
# Names of files and folders that say what is in them and not who made it.
_NOBODY = frozenset(
    {"all", "unknown", "data", "export", "annotation", "annotations", "corpus", "text", "texts"}
    | {"train", "training", "dev", "test", "valid", "validation", "eval", "initial_cas", "source"}
    | {"dataset", "project", "labels", "json", "jsonl", "brat", "webanno", "output"}
)
_OF_ONE_TEXT = frozenset({"brat"})  # a file an article: its name is the article's
_NO_PLACE = ("", "")
_DEEPEST = 4  # folders above a file that may be somebody's


class PeopleFrom(StrEnum):
    """What says whose work a record is that does not say so itself."""

    AUTO = "auto"  # its file or folder, where these are evidently people's
    RECORDS = "records"  # nothing
    FILES = "files"
    FOLDERS = "folders"


@dataclass(frozen=True, slots=True)
class PersonFound:
    """Somebody whose work there is: as files name them, and as the project does.

    ``by`` is what named them: "record", "file" or "folder". ``alike`` may be the same person.
    """

    name: str
    becomes: str
    by: str
    articles: int
    spans: int
    alike: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """As a JSON object of a report."""
        return {
            "name": self.name,
            "as": self.becomes,
            "by": self.by,
            "articles": self.articles,
            "spans": self.spans,
            "perhaps": list(self.alike),
        }


class Whose:
    """The people of one import, who are told as its records go by.

    ``persons`` says which name of the files is to become which; ``known`` are the annotators of the
    project, and ``own`` is who imports.
    """

    def __init__(
        self,
        people_from: PeopleFrom,
        persons: Mapping[str, str],
        known: Sequence[str],
        own: str,
    ) -> None:
        self._from = people_from
        self._persons = {seen_name(name): seen_name(new) for name, new in persons.items()}
        self._known = list(known)
        self._own = own
        self._texts: defaultdict[str, set[int]] = defaultdict(set)  # of files that name nobody
        self._readers: dict[str, str] = {}
        self._places: dict[str, tuple[str, str]] = {}  # by file: the person, and what named them
        self._named: dict[str, tuple[int, int]] = {}  # articles and spans by who records say
        self._nameless: dict[str, tuple[int, int]] = {}  # of those that do not say, by file
        self._spelt: defaultdict[str, set[str]] = defaultdict(set)

    def look(self, record: Record) -> None:
        """Take note of a record, for `settle`."""
        if is_work(record) and not record.annotator:
            self._texts[record.file].add(hash(record.article.text.rstrip()))
            self._readers[record.file] = record.reader

    def settle(self) -> None:
        """Find out which files and folders are people's, from what has been looked at."""
        if self._from is PeopleFrom.AUTO:
            self._places = _people_of(self._texts, self._readers)

    def count(self, record: Record) -> Record:
        """The record with the annotator it will have, None where nobody is named; counted."""
        if not is_work(record):
            return record
        name = seen_name(record.annotator or "")
        if name:
            self._spelt[name].add(record.annotator or "")
        counts, key = (self._named, name) if name else (self._nameless, record.file)
        articles, spans = counts.get(key, (0, 0))
        counts[key] = articles + 1, spans + len(record.spans)
        name = name or self._of_place(record.file)[0]
        return replace(record, annotator=self._persons.get(name, name)) if name else record

    def _of_place(self, file: str) -> tuple[str, str]:
        path = PurePath(file)
        if self._from is PeopleFrom.FILES:
            return seen_name(path.stem), "file"
        if self._from is PeopleFrom.FOLDERS:
            return seen_name(_stem(path.parent)), "folder"
        return self._places.get(file, _NO_PLACE)

    def people(self) -> tuple[PersonFound, ...]:
        """Everybody found, by name."""
        counts = {(name, "record"): count for name, count in self._named.items()}
        for file, (articles, spans) in self._nameless.items():
            place = self._of_place(file)
            more = counts.get(place, (0, 0))
            counts[place] = articles + more[0], spans + more[1]
        counts.pop(_NO_PLACE, None)
        near = alike([name for name, _ in counts], [*self._known, self._own])
        return tuple(
            PersonFound(
                name,
                self._persons.get(name, name),
                by,
                articles,
                spans,
                () if name in self._persons else near.get(name, ()),
            )
            for (name, by), (articles, spans) in sorted(counts.items())
        )

    def notes(self, *, named: bool) -> Iterator[ImportIssue]:
        """What there is to say; ``named`` whether the work stays with whom it is of."""
        people = self.people()
        names = list(dict.fromkeys(p.becomes for p in people if is_usable(p.becomes)))
        if not named:
            if len(names) > 1:
                reason = f"its files hold work of {_listed(names)}, and all of it came in as that "
                reason += f"of {self._own}"
                yield _of("annotators", reason)
            return
        for by in ("file", "folder"):
            told = [person.name for person in people if person.by == by]
            if told:
                first = next((f for f, (_, told_by) in self._places.items() if told_by == by), "")
                what = f"that it is work of {_listed(told)} is told by the {by}s"
                yield _of("annotators", f"{what}, such as {first}" if first else what)
        for person in people:
            if person.alike and person.becomes == person.name:
                reason = f"may be the same person as {_listed(person.alike)}; their work came in "
                yield _of(f"annotator “{person.name}”", reason + "apart")
        for name, spelt in self._spelt.items():
            if len(spelt) > 1:
                reason = "was written in ways that look the same, and came in as one person"
                yield _of(f"annotator “{name}”", reason)
        yield from self._note_nameless()

    def _note_nameless(self) -> Iterator[ImportIssue]:
        files = [file for file in self._nameless if self._of_place(file) == _NO_PLACE]
        for file in files[:_FEW]:
            yield ImportIssue(file, None, f"{NAMELESS}: {self._of_own}", loss=False)
        if len(files) > _FEW:
            reason = f"{len(files) - _FEW:,} more files name none: {self._of_own}"
            yield _of("annotators", reason)

    @property
    def _of_own(self) -> str:
        return f"what is marked in it came in as work of {self._own}"


def _of(what: str, reason: str) -> ImportIssue:
    return ImportIssue(what, None, reason, loss=False)


def _stem(folder: PurePath) -> str:
    return folder.stem if folder.suffix.lower() == ".zip" else folder.name


def _is_person(name: str) -> bool:
    name = seen_name(name)
    return is_usable(name) and name.casefold() not in _NOBODY


def _people_of(
    texts: Mapping[str, set[int]], readers: Mapping[str, str]
) -> dict[str, tuple[str, str]]:
    """By file whose it is, as its name or its folder's says: people go through the same texts,
    each in a file or a folder of their own. For files of which that cannot be said, nothing.
    """
    places: dict[str, tuple[str, str]] = {}
    paths = {file: _path(file) for file in texts}
    by_folder: defaultdict[PurePath, list[str]] = defaultdict(list)
    for file, path in paths.items():
        by_folder[path.parent].append(file)
    for folder, files in by_folder.items():
        several = [f for f in files if readers[f] not in _OF_ONE_TEXT and _is_person(paths[f].stem)]
        in_archive = folder.suffix.lower() == ".zip"
        if (
            folder.parent.name in PEOPLES_FOLDERS
            or _share_texts([texts[file] for file in several])
            or (in_archive and all(readers[file] == "doccano" for file in files))
        ):
            places |= {file: (seen_name(paths[file].stem), "file") for file in several}
    for depth in range(_DEEPEST):
        left = {file: path for file, path in paths.items() if file not in places}
        places |= _by_folder(left, texts, depth)
    return places


def _by_folder(
    paths: Mapping[str, PurePath], texts: Mapping[str, set[int]], depth: int
) -> dict[str, tuple[str, str]]:
    """Whose files are where folders side by side, so far above them, hold the same texts."""
    by_parent: defaultdict[PurePath, defaultdict[str, list[str]]]
    by_parent = defaultdict(lambda: defaultdict(list))
    for file, path in paths.items():
        above = list(path.parents)
        if len(above) > depth + 1 and _is_person(_stem(above[depth])):
            by_parent[above[depth + 1]][_stem(above[depth])].append(file)
    places: dict[str, tuple[str, str]] = {}
    for folders in by_parent.values():
        sets = [set().union(*(texts[file] for file in files)) for files in folders.values()]
        if _share_texts(sets):
            for name, files in folders.items():
                places |= {file: (seen_name(name), "folder") for file in files}
    return places


def _path(file: str) -> PurePath:
    """Where a file lies; INCEpTION packs one person's file of a text by itself, as PERSON.zip."""
    path = PurePath(file)
    outer = path.parent
    is_packed = outer.suffix.lower() == ".zip" and outer.parent.parent.name in PEOPLES_FOLDERS
    return outer if is_packed else path


def _share_texts(groups: Iterable[set[int]]) -> bool:
    """Whether half or more of some sets of texts have one in common with another of them."""
    sets = list(groups)
    times = Counter(text for group in sets for text in group)
    sharing = sum(any(times[text] > 1 for text in group) for group in sets)
    return len(sets) > 1 and 2 * sharing >= len(sets)
