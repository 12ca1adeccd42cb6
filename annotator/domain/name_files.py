"""Lists of names as text: lines under a label, or a table. Reading and writing side by side.

The two forms are described in ``resources/gazetteer/README.md``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from annotator.domain.names import ProjectName, cleaned

_DIRECTIVE = re.compile(r"#\s*(label|words):\s*(\S.*?)\s*")
COLUMNS: Final = ("name", "label", "variants")
SUFFIXES: Final = (".txt", ".csv")


@dataclass(frozen=True, slots=True)
class Listed:
    """A name and the line it stands in, counted from 1."""

    line: int
    name: ProjectName


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that is no name, and why, in half a sentence."""

    line: int
    reason: str


def parse(text: str, *, table: bool) -> Iterator[Listed | Refused]:
    """The names of a list, in order; ``table`` says that it is one with columns."""
    return _table(text) if table else _lines(text)


def to_lines(names: Iterable[ProjectName]) -> str:
    """The names as lines under their labels and word lists."""
    groups: dict[tuple[str, str], list[ProjectName]] = {}
    for name in names:
        groups.setdefault((name.word_list, name.label), []).append(name)
    parts = []
    for (word_list, label), members in sorted(groups.items()):
        head = f"# words: {word_list}" if word_list else f"# label: {label}"
        parts.append("\n".join([head, *(" | ".join(name.spellings) for name in members), ""]))
    return "\n".join(parts)


def to_table(names: Iterable[ProjectName]) -> str:
    """The names as a table; words of word lists have no place in one and are left out."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(
        (name.spelling, name.label, "|".join(name.variants)) for name in names if name.label
    )
    return out.getvalue()


def _lines(text: str) -> Iterator[Listed | Refused]:
    kind = value = ""
    for number, line in enumerate(text.split("\n"), start=1):
        directive = _DIRECTIVE.fullmatch(line.rstrip())
        if directive:
            kind, value = directive.group(1), directive.group(2)
        elif not line.strip() or line.startswith("#"):
            continue
        elif kind == "words":
            for word in line.split():
                yield Listed(number, ProjectName(cleaned(word), word_list=value))
        elif kind == "label":
            yield from _listed(number, line.split("|"), value)
        else:
            yield Refused(number, "a line “# label: …” or “# words: …” must come before it")


def _table(text: str) -> Iterator[Listed | Refused]:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        if not {"name", "label"} <= set(reader.fieldnames or ()):
            yield Refused(1, "the first line must name the columns name, label, variants")
            return
        line = reader.line_num + 1
        for row in reader:
            # A row that is too short has None where something is missing.
            variants = (row.get("variants") or "").split("|")
            label = (row["label"] or "").strip()
            if not label:
                yield Refused(line, "it has no label")
            else:
                yield from _listed(line, [row["name"] or "", *variants], label)
            line = reader.line_num + 1
    except csv.Error as error:
        yield Refused(line, str(error))


def _listed(number: int, spellings: Iterable[str], label: str) -> Iterator[Listed | Refused]:
    head, *others = (cleaned(spelling) for spelling in spellings)
    variants = dict.fromkeys(other for other in others if other and other != head)
    if head:
        yield Listed(number, ProjectName(head, label, variants=tuple(variants)))
    else:
        yield Refused(number, "it has no name")
