"""Pseudonyms for annotators and for persons whom a list names: what is replaced in which words, and
where offsets lie afterwards. The same key gives the same pseudonyms.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from annotator.domain.errors import InputError
from annotator.domain.offsets import Shifts
from annotator.domain.pseudonym_hints import Hints
from annotator.domain.pseudonym_patterns import (
    ANYWHERE,
    BEHIND,
    BEHIND_JOINED,
    IN_TEXT,
    OF_TEAM,
    compared,
    pattern,
)
from annotator.domain.wording import counted

ANNOTATOR = "annotator"
PERSON = "person"
_OF_PERSON = re.compile(rf"{BEHIND_JOINED}{PERSON}-\d+{BEHIND}")
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Key:
    """Who is called what: names of annotators, and spellings of persons, by pseudonym."""

    annotators: Mapping[str, str] = field(default_factory=dict)
    persons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def with_annotators(self, names: Iterable[str]) -> Key:
        """The key that has a pseudonym for each of these too; numbers say nothing of the names."""
        new = sorted(set(names) - set(self.annotators.values()))
        random.SystemRandom().shuffle(new)
        count = _highest(self.annotators)
        numbered = {f"{ANNOTATOR}-{count + n}": name for n, name in enumerate(new, 1)}
        return Key({**self.annotators, **numbered}, self.persons)

    def with_persons(self, persons: Iterable[Sequence[str]]) -> Key:
        """The key that has a pseudonym for each of these too; who shares a spelling with a person
        of the key is that person.
        """
        known = {name: list(spellings) for name, spellings in self.persons.items()}
        for spellings in persons:
            same = [name for name, own in known.items() if set(own) & set(spellings)]
            name = same[0] if same else f"{PERSON}-{_highest(known) + 1}"
            there = known.setdefault(name, [])
            there += [spelling for spelling in spellings if spelling not in there]
        return Key(self.annotators, {name: tuple(own) for name, own in known.items()})

    def to_json(self) -> dict[str, object]:
        """As its file has it."""
        persons = {name: list(spellings) for name, spellings in self.persons.items()}
        return {"annotators": dict(self.annotators), "persons": persons}

    @classmethod
    def from_json(cls, value: object) -> Key:
        """The key of a file. Raises InputError where it is none."""
        match value:
            case {"annotators": dict(annotators), "persons": dict(persons)}:
                texts = [*annotators.values()]
                lists = list(persons.values())
                if all(isinstance(item, list) and item for item in lists):
                    texts += [spelling for item in lists for spelling in item]
                    if all(isinstance(text, str) and text for text in texts):
                        return cls(annotators, {n: tuple(own) for n, own in persons.items()})
        raise InputError("it holds no pseudonyms")


def _highest(pseudonyms: Iterable[str]) -> int:
    numbers = [name.rpartition("-")[2] for name in pseudonyms]
    return max((int(number) for number in numbers if number.isdecimal()), default=0)


def listed(text: str) -> list[tuple[str, ...]]:
    """The persons of a list: one a line, with further spellings behind ``|``, ``;`` or a tab, or
    behind a comma after a name of several words. Raises InputError.
    """
    persons: list[tuple[str, ...]] = []
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        parts = re.split(r"[|;\t]", line)
        if len(parts) == 1 and len(line.partition(",")[0].split()) > 1:
            parts = line.split(",")
        spellings = [" ".join(part.split()) for part in parts if part.strip()]
        short = next((name for name in spellings if len(name) < _LEAST), None)
        if short is not None or not spellings:
            raise InputError(f"line {number}: “{short or line}” is too short for a name")
        persons.append(tuple(dict.fromkeys(spellings)))
    return persons


@dataclass(frozen=True, slots=True)
class Replaced:
    """A text with pseudonyms. An offset inside what was replaced goes to its edge."""

    text: str
    parts: Sequence[tuple[int, int, int]] = ()

    def range(self, start: int, end: int) -> tuple[int, int]:
        """Where a range of the text lies now: whole pseudonyms, where it held some of a name."""
        for first, last, _ in self.parts:
            start = first if first < start < last else start
            end = last if first < end < last else end
        shifts = Shifts(self.parts)
        return shifts.offset(start), shifts.offset(end)


Counts: TypeAlias = tuple[Counter[str], Counter[tuple[str, str]]]
"""How often what was replaced, and what stays that may be a person."""


class Pseudonyms:
    """Replaces names by the pseudonyms of a key, and counts. ``replaced`` counts by pseudonym,
    ``near`` what may be a person and stays, by pseudonym and words.
    """

    def __init__(self, key: Key, labels: Iterable[str] = ()) -> None:
        self.key = key
        self.replaced: Counter[str] = Counter()
        self.near: Counter[tuple[str, str]] = Counter()
        self._people = {name: pseudonym for pseudonym, name in key.annotators.items()}
        spellings = [(name, each) for name, own in key.persons.items() for each in own]
        spellings.sort(key=lambda pair: (-len(pair[1]), pair[1]))
        self._whose = {f"s{number}": name for number, (name, _) in enumerate(spellings)}
        self._in_text = pattern([each for _, each in spellings], IN_TEXT)
        self._anywhere = pattern([each for _, each in spellings], ANYWHERE)
        self._near = Hints(spellings)
        taken = {label.casefold() for label in labels}
        people = [
            (name, " ".join(re.split(r"[\s._]+", own)))
            for own, name in sorted(self._people.items(), key=lambda pair: (-len(pair[0]), pair[0]))
            if own.casefold() not in taken and any(map(str.isalnum, own))
        ]
        self._whose |= {f"a{number}": name for number, (name, _) in enumerate(people)}
        own = [each for _, each in people]
        self._annotators = pattern(own, OF_TEAM, group="a", any_case=True)
        self._near_annotators = Hints((pair for pair in people if " " in pair[1]), lower=True)

    def annotator(self, name: str) -> str:
        """What an annotator is called; “gold” and the like are nobody's names."""
        return self._people.get(name, name)

    def person(self, name: str) -> str:
        """Whose pseudonym a name is; what is none, or somebody's name, stays."""
        return name if name in self._people else self.key.annotators.get(name, name)

    def text(self, text: str) -> Replaced:
        """The text of an article, with persons replaced."""
        return self._replace(text, self._in_text)

    def count(self, text: str) -> None:
        """Count the pseudonyms in a text that goes out, and what may be persons there."""
        self.replaced.update(match[0] for match in _OF_PERSON.finditer(text))
        self.near += self._near.of(text)

    def taken(self) -> Counts:
        """What has been counted so far; counting begins anew, so that others can add it up."""
        counts = self.replaced, self.near
        self.replaced, self.near = Counter(), Counter()
        return counts

    def take(self, counts: Counts) -> None:
        """Count what was counted elsewhere."""
        self.replaced += counts[0]
        self.near += counts[1]

    def words(self, words: str) -> str:
        """Any other words, as titles and addresses, with persons replaced."""
        return self._replace(words, self._anywhere).text

    def said(self, words: str) -> str:
        """What the team itself has said, with persons and annotators replaced."""
        words = self._replace(self.words(words), self._annotators).text
        self.near += self._near_annotators.of(words)
        return words

    def to_json(self) -> dict[str, object]:
        """How often each was used, and how much stays that may be a person; names nobody."""
        near: Counter[str] = Counter()
        for (name, _), count in self.near.items():
            if name in self.key.persons:
                near[name] += count
        replaced = {name: self.replaced[name] for name in self.key.persons}
        return {"replaced": replaced, "near": dict(sorted(near.items()))}

    def sentences(self) -> Iterator[str]:
        """The same in words, for whoever has the list: what stays is named."""
        for name, spellings in self.key.persons.items():
            times = counted(self.replaced[name], "time")
            yield f"“{spellings[0]}” was replaced {times} by {name}."
            forms = [(form, n) for (who, form), n in self.near.items() if who == name]
            if forms:
                said = ", ".join(f"“{form}” {counted(n, 'time')}" for form, n in sorted(forms))
                yield (
                    f"Not replaced, and perhaps {name}: {said}; write what is the same person "
                    "into the same line of the list."
                )
        for name in self.key.annotators:
            words = sorted(form for who, form in self.near if who == name)
            if words:
                said = ", ".join(f"“{form}”" for form in words)
                yield f"Not replaced in what the team wrote, and perhaps {name}: {said}."

    def _replace(self, text: str, pattern: re.Pattern[str] | None) -> Replaced:
        if pattern is None:
            return Replaced(text)
        pieces: list[str] = []
        parts: list[tuple[int, int, int]] = []
        at = 0
        words, places = compared(text)
        for match in pattern.finditer(words):
            name = self._whose[match.lastgroup or ""]
            start, end = places[match.start()], places[match.end()]
            pieces += [text[at:start], name]
            parts.append((start, end, len(name)))
            at = end
        return Replaced("".join([*pieces, text[at:]]), parts) if parts else Replaced(text)


def deep(value: object, change: Callable[[str], str]) -> object:
    """A value of JSON with all its texts and keys changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {change(str(key)): deep(member, change) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [deep(member, change) for member in value]
    return value
