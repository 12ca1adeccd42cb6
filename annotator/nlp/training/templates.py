"""Fills the sentence templates with names: text of today where the corpora are old."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from annotator.nlp.lexicon import Lexicon
from annotator.nlp.training.augment import Names, read_lines
from annotator.nlp.training.corpora import Passage, RawSpan

REPEATS = 25
_SLOT = re.compile(r"\{(\w+)\}")


class Filler:
    """Draws what goes into each kind of slot; figures are left to the rules."""

    def __init__(self, folder: Path, names: Names, lexicon: Lexicon, rng: Random) -> None:
        self.rng = rng
        media = read_lines(folder / "media.txt")
        organisations = read_lines(folder / "organisations.txt")
        countries = _of(lexicon, "countries")
        demonyms = [n for n in _of(lexicon, "demonyms") if not n.endswith("s")]
        self.slots: dict[str, tuple[str | None, Callable[[], str]]] = {
            "person": ("ACTOR", lambda: names.person(rng)),
            "surname": ("ACTOR", lambda: rng.choice(names.last)),
            "group": ("ACTOR", lambda: rng.choice(names.groups)),
            "media": ("ACTOR", lambda: rng.choice(media)),
            "org": ("ACTOR", lambda: rng.choice(organisations)),
            "demonym": ("ACTOR", lambda: rng.choice(demonyms)),
            "country": ("LOCATION", lambda: rng.choice(countries)),
            "place": ("LOCATION", lambda: rng.choice(names.places)),
            "n": (None, self._number),
        }

    def fill(self, template: str) -> tuple[str, tuple[RawSpan, ...], frozenset[RawSpan]]:
        """The text, its spans, and which of them are persons."""
        text, spans, persons, last = "", [], set(), 0
        for slot in _SLOT.finditer(template):
            label, draw = self.slots[slot.group(1)]
            text += template[last : slot.start()]
            value = draw()
            if label is not None:
                span = (len(text), len(text) + len(value), label)
                spans.append(span)
                if slot.group(1) in ("person", "surname"):
                    persons.add(span)
            text += value
            last = slot.end()
        return text + template[last:], tuple(spans), frozenset(persons)

    def _number(self) -> str:
        size = self.rng.choice((9, 30, 100, 1_000, 20_000))
        number = self.rng.randint(2, size)
        small = ["two", "three", "four", "five", "six", "seven", "eight", "nine"]
        if number < 10 and self.rng.random() < 0.7:
            return small[number - 2]
        return f"{number:,}"


def from_templates(folder: Path, names: Names, lexicon: Lexicon, rng: Random) -> Iterator[Passage]:
    """Every template, filled ``REPEATS`` times."""
    filler = Filler(folder, names, lexicon, rng)
    templates = read_lines(folder / "templates.txt")
    for number in range(REPEATS * len(templates)):
        text, spans, persons = filler.fill(templates[number % len(templates)])
        yield Passage(text, spans, "templates", number, 0, persons)


def _of(lexicon: Lexicon, file: str) -> list[str]:
    return sorted(n for n, e in lexicon.names.items() if e.source.startswith(file))
