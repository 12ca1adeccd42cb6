"""Names and word lists the rules work with, read from plain text and CSV files.

The format is described in ``resources/gazetteer/README.md``. Nothing here knows spaCy.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from annotator.resources import resource

_DIRECTIVE = re.compile(r"#\s*(label|words):\s*(\S+)")
# The word a name is looked up by: its first run of letters and digits.
LEAD = re.compile(r"[^\W_]+")
_SAME_LENGTH = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "‑": "-"})


NONE = "NONE"
"""The label of names that are never spans."""


class GazetteerError(ValueError):
    """A gazetteer file that cannot be read; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One spelling of a name: the label it gets and the ``file: name`` it comes from."""

    name: str
    label: str
    source: str


@dataclass(slots=True)
class Lexicon:
    """All names by spelling and by first word (the longest first), and all word lists by name."""

    names: dict[str, Entry] = field(default_factory=dict)
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    by_lead: dict[str, list[Entry]] = field(default_factory=dict)

    def add(self, entries: Iterable[Entry]) -> None:
        """Take in more names; a later entry of the same spelling but another label wins."""
        for entry in entries:
            old = self.names.get(entry.name)
            if old is not None and old.label == entry.label:
                continue
            self.names[entry.name] = entry
            lead = LEAD.search(entry.name)
            if lead is None:
                continue
            bucket = self.by_lead.setdefault(lead.group(), [])
            if old is not None:
                bucket.remove(old)
            bucket.append(entry)
            bucket.sort(key=lambda e: -len(e.name))

    def add_words(self, lists: Mapping[str, Iterable[str]]) -> None:
        """Take in more words for the word lists."""
        for name, words in lists.items():
            self.words[name] = self.words.get(name, frozenset()) | frozenset(words)

    def get(self, surface: str) -> Entry | None:
        """The entry spelt exactly so, straight and curly apostrophes being the same."""
        return self.names.get(surface) or self.names.get(folded(surface))

    def list(self, name: str) -> frozenset[str]:
        """A word list; an empty one if there is none of that name."""
        return self.words.get(name, frozenset())


def folded(text: str) -> str:
    """The text with curly apostrophes and odd spaces made plain; offsets stay valid."""
    return text if text.isascii() else text.translate(_SAME_LENGTH)


def read_folder(folder: Path) -> Lexicon:
    """Read every ``.txt`` and ``.csv`` below a folder. Raises GazetteerError for a bad file."""
    lexicon = Lexicon()
    for path in sorted(folder.rglob("*")):
        if path.name.startswith(("README", "LICEN")):
            continue
        if path.suffix == ".txt":
            _read_text(path, lexicon)
        elif path.suffix == ".csv":
            lexicon.add(_csv_entries(path))
    return lexicon


@cache
def shipped() -> Lexicon:
    """The gazetteer and word lists that come with the program (do not change the object)."""
    return read_folder(resource("gazetteer"))


def with_extra(extra: Path | None) -> Lexicon:
    """The shipped lexicon, with a project's own folder on top."""
    base = shipped()
    if extra is None:
        return base
    more = read_folder(extra)
    both = Lexicon()
    both.add(base.names.values())
    both.add(more.names.values())
    both.add_words(base.words)
    both.add_words(more.words)
    return both


def _read_text(path: Path, lexicon: Lexicon) -> None:
    kind, value = "", ""
    entries: list[Entry] = []
    words: dict[str, set[str]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        directive = _DIRECTIVE.match(line)
        if directive:
            kind, value = directive.group(1), directive.group(2)
        elif not line.strip() or line.startswith("#"):
            continue
        elif kind == "words":
            words.setdefault(value, set()).update(line.split())
        elif kind == "label":
            spellings = [part.strip() for part in line.split("|")]
            entries.extend(_entries(spellings, value, path.stem))
        else:
            raise GazetteerError(
                f"{path.name}, line {number}: a line '# label: …' or '# words: …' must come first"
            )
    lexicon.add(entries)
    lexicon.add_words(words)


def _csv_entries(path: Path) -> list[Entry]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if not {"name", "label"} <= set(reader.fieldnames or ()):
            raise GazetteerError(f"{path.name}: the first line must name the columns name, label")
        try:
            rows = [
                ([row["name"], *(row.get("variants") or "").split("|")], row["label"] or "")
                for row in reader
            ]
        except csv.Error as error:
            raise GazetteerError(f"{path.name}, line {reader.line_num}: {error}") from error
    return [
        entry
        for spellings, label in rows
        for entry in _entries([s.strip() for s in spellings if s], label.strip(), path.stem)
    ]


def _entries(spellings: list[str], label: str, file: str) -> Iterator[Entry]:
    for spelling in spellings:
        if spelling and label:
            yield Entry(folded(spelling), label, f"{file}: {spellings[0]}")
