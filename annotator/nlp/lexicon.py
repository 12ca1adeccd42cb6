"""Names and word lists the rules work with: the shipped ones, and a team's own laid over them.

The files are described in ``resources/gazetteer/README.md``. Nothing here knows spaCy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeAlias

from annotator.domain.name_files import SUFFIXES, Refused, parse
from annotator.domain.names import PROJECT, NameBook, ProjectName, cleaned, folded
from annotator.files import by_name
from annotator.resources import resource

# The word a name is looked up by: its first run of letters and digits.
LEAD = re.compile(r"[^\W_]+")
_WITHOUT = "-"


class GazetteerError(ValueError):
    """A gazetteer file that cannot be read; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One spelling of a name: the label it gets and the ``file: name`` it is.

    ``lead`` is where its first letter or digit stands, in code points.
    """

    name: str
    label: str
    source: str
    lead: int = 0


Index: TypeAlias = dict[str, list[Entry]]
"""Names by their first word, the longest first."""


@dataclass(slots=True)
class Lexicon:
    """All names by spelling and by first word, and all word lists by name.

    ``own`` are a team's names, which win over everything else; they are among the others too.
    """

    names: dict[str, Entry] = field(default_factory=dict)
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    by_lead: Index = field(default_factory=dict)
    own: Index = field(default_factory=dict)

    def add(self, entries: Iterable[Entry]) -> None:
        """Take in more names; a later entry of the same spelling but another label wins."""
        for entry in entries:
            old = self.names.get(entry.name)
            if old is not None and old.label == entry.label:
                continue
            self.names[entry.name] = entry
            _put(self.by_lead, entry, old)

    def add_own(self, entries: Iterable[Entry]) -> None:
        """Take in a team's names; they win over those of the same spelling."""
        for entry in entries:
            old = self.names.get(entry.name)
            self.names[entry.name] = entry
            _put(self.by_lead, entry, old)
            _put(self.own, entry, None)

    def add_words(self, lists: Mapping[str, Iterable[str]]) -> None:
        """Take in more words for the word lists; those of a list ``-NAME`` leave the list NAME."""
        for name, words in lists.items():
            if name.startswith(_WITHOUT):
                name = name.removeprefix(_WITHOUT)
                self.words[name] = self.list(name) - frozenset(words)
            else:
                self.words[name] = self.list(name) | frozenset(words)

    def get(self, surface: str) -> Entry | None:
        """The entry spelt exactly so, straight and curly apostrophes being the same."""
        entry = self.names.get(surface)
        if entry is None and not surface.isascii():
            entry = self.names.get(folded(surface))
        return entry

    def list(self, name: str) -> frozenset[str]:
        """A word list; an empty one if there is none of that name."""
        return self.words.get(name, frozenset())


def read_folder(folder: Path) -> Lexicon:
    """Read every ``.txt`` and ``.csv`` below a folder. Raises GazetteerError for a bad file."""
    lexicon = Lexicon()
    for path in sorted(folder.rglob("*"), key=by_name):
        if path.suffix in SUFFIXES and not path.name.startswith(("README", "LICEN")):
            names = list(_read(path))
            lexicon.add(_entries(names, path.stem))
            lexicon.add_words(_words(names))
    return lexicon


@cache
def shipped() -> Lexicon:
    """The gazetteer and word lists that come with the program (do not change the object)."""
    return read_folder(resource("gazetteer"))


def with_names(book: NameBook) -> Lexicon:
    """The shipped lexicon with a team's names on top."""
    base = shipped()
    if not book:
        return base
    both = Lexicon(
        names=dict(base.names),
        words=dict(base.words),
        by_lead={lead: list(entries) for lead, entries in base.by_lead.items()},
    )
    both.add_own(_entries(book.names, book.title))
    both.add_words(_words(book.names))
    return both


def _put(index: Index, entry: Entry, old: Entry | None) -> None:
    lead = LEAD.search(entry.name)
    if lead is None:
        return
    bucket = index.setdefault(lead.group(), [])
    if old is not None:
        bucket.remove(old)
    bucket.append(entry)
    bucket.sort(key=lambda e: -len(e.name))


def _read(path: Path) -> Iterator[ProjectName]:
    for item in parse(path.read_text(encoding="utf-8-sig"), table=path.suffix == ".csv"):
        if isinstance(item, Refused):
            raise GazetteerError(f"{path.name}, line {item.line}: {item.reason}")
        yield item.name


def _entries(names: Iterable[ProjectName], title: str) -> Iterator[Entry]:
    for name in names:
        if name.label:
            for spelling in map(cleaned, name.spellings):
                lead = LEAD.search(spelling)
                at = lead.start() if lead else 0
                # A line of a list may hold many names, a name of a project has its variants.
                entry = name.spelling if title == PROJECT else spelling
                yield Entry(spelling, name.label, f"{title}: {entry}", at)


def _words(names: Iterable[ProjectName]) -> dict[str, set[str]]:
    lists: dict[str, set[str]] = {}
    for name in names:
        if name.word_list:
            lists.setdefault(name.word_list, set()).add(name.spelling)
    return lists
