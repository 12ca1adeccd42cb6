"""Fills ``note-templates.txt``: event notes, incidents, wires and papers with names of everywhere.

A place and its region and district belong together, as they do in such texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

from annotator.nlp.lexicon import Lexicon
from annotator.nlp.training.augment import Names, read_lines
from annotator.nlp.training.corpora import Passage, RawSpan
from annotator.nlp.training.world_names import Place, WorldNames

REPEATS = 45
_PARTS = re.compile(r"\{(\w+)(\^?)\}|\[([AL]) |\]")
_REGION_WORDS = re.compile(
    r" (?:Province|Region|Department|State|District|Governorate|Oblast|County|Division|Prefecture)$"
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_ACTORS = (
    "person",
    "surname",
    "handle",
    "group",
    "party",
    "org",
    "media",
    "acro",
    "people",
    "demonym",
)
_LOCATIONS = ("place", "admin", "district", "country", "site", "hashplace")
_KEPT_IN_TITLES = 0.3
_OPENED = 0.2


class NoteFiller:
    """Draws what goes into each slot; figures are left to the rules."""

    def __init__(
        self, folder: Path, names: Names, world: WorldNames, lexicon: Lexicon, rng: Random
    ) -> None:
        self.rng, self.world, self.names = rng, world, names
        self.lists = read_lists(folder / "note-lists.txt")
        self.lists["group"] += names.groups
        self.media = read_lines(folder / "media.txt") + self.lists["media"]
        self.organisations = read_lines(folder / "organisations.txt") + 2 * self.lists["org"]
        self.countries = _of(lexicon, "countries") + 3 * self.lists["country"]
        self.demonyms = [n for n in _of(lexicon, "demonyms") if not n.endswith("s")]
        self.place: Place | None = None

    def fill(self, template: str) -> tuple[str, tuple[RawSpan, ...], frozenset[RawSpan]]:
        """The text, its spans, and which of them are persons."""
        text, last, spans, persons = "", 0, [], set()
        self.place = None
        opened: tuple[int, str] | None = None
        for part in _PARTS.finditer(template):
            text += template[last : part.start()]
            last = part.end()
            slot, capitals, label = part.groups()
            if label:
                opened = (len(text), "ACTOR" if label == "A" else "LOCATION")
            elif slot is None:
                if opened is None:
                    text += "]"
                    continue
                spans.append((opened[0], len(text), opened[1]))
                opened = None
            else:
                value = self.draw(slot)
                value = value.upper() if capitals else value
                kind = "ACTOR" if slot in _ACTORS else "LOCATION" if slot in _LOCATIONS else None
                if kind is not None and opened is None:
                    span = (len(text), len(text) + len(value), kind)
                    spans.append(span)
                    if slot in ("person", "surname"):
                        persons.add(span)
                text += value
        return text + template[last:], tuple(spans), frozenset(persons)

    def draw(self, slot: str) -> str:
        """One value for a slot; places set the region that ``admin`` and ``district`` give."""
        rng, world = self.rng, self.world
        place = self.place
        if slot in ("place", "hashplace") or (slot in ("admin", "district") and place is None):
            keeps = place is not None and rng.random() < 0.5
            if keeps and place is not None:
                place = Place(world.near(place, rng), place.region, place.country)
            else:
                place = world.place(rng)
            self.place = place
            return place.name.replace(" ", "") if slot == "hashplace" else place.name
        if place is not None and slot == "admin":
            is_kept = rng.random() < _KEPT_IN_TITLES
            return place.region if is_kept else _REGION_WORDS.sub("", place.region)
        if place is not None and slot == "district":
            return world.near(place, rng)
        return str(getattr(self, f"_{slot}")())

    def _country(self) -> str:
        return self.rng.choice(self.countries)

    def _demonym(self) -> str:
        return self.rng.choice(self.demonyms)

    def _person(self) -> str:
        return (
            self.world.person(self.rng) if self.rng.random() < 0.8 else self.names.person(self.rng)
        )

    def _surname(self) -> str:
        return self.world.surname(self.rng)

    def _handle(self) -> str:
        return (self._surname() + self.rng.choice(("", "_news", "24", "Live"))).replace("'", "")

    def _group(self) -> str:
        if self.rng.random() < 0.3:
            return self.rng.choice(self.world.groups)
        return self.rng.choice(self.lists["group"])

    def _org(self) -> str:
        if self.rng.random() < 0.25:
            return self.rng.choice(self.world.bodies)
        return self.rng.choice(self.organisations)

    def _party(self) -> str:
        return self.rng.choice(self.lists["party"])

    def _media(self) -> str:
        return self.rng.choice(self.media)

    def _people(self) -> str:
        return self.rng.choice(self.lists["people"])

    def _weapon(self) -> str:
        return self.rng.choice(self.lists["weapon"])

    def _generic(self) -> str:
        return self.rng.choice(self.lists["generic"])

    def _acro(self) -> str:
        if self.rng.random() < 0.4:
            pool = self.lists["group"] + self.lists["party"] + self.lists["org"]
            return self.rng.choice([name for name in pool if name.isupper() and name.isalpha()])
        return "".join(
            self.rng.choices("ABCDEFGHIJKLMNOPRSTUVY", k=self.rng.choice((3, 3, 3, 4, 4, 5)))
        )

    def _site(self) -> str:
        place = self.place or self.world.place(self.rng)
        name = self.rng.choice((place.name, place.name, self._surname(), "Al-" + self._surname()))
        if self.rng.random() < _OPENED:
            return f"{self.rng.choice(self.lists['facility-opener'])} {name}"
        return f"{name} {self.rng.choice(self.lists['facility'])}"

    def _event(self) -> str:
        return self.rng.choice(self.lists["event"])

    def _date(self) -> str:
        rng = self.rng
        day, month, year = rng.randint(1, 28), rng.choice(_MONTHS), rng.randint(1998, 2025)
        return rng.choice(
            (f"{day} {month} {year}", f"{month} {day}, {year}", f"{day:02} {month[:3]} {year}",
             f"{day} {month}", f"{month} {day}")
        )  # fmt: skip

    def _time(self) -> str:
        return f"{self.rng.randint(1, 12):02}:{self.rng.randint(0, 59):02}"

    def _n(self) -> str:
        size = self.rng.choice((9, 30, 100, 1_000, 20_000))
        number = self.rng.randint(2, size)
        small = ["two", "three", "four", "five", "six", "seven", "eight", "nine"]
        if number < 10 and self.rng.random() < 0.6:
            return small[number - 2]
        return f"{number:,}"


def from_notes(
    folder: Path, names: Names, world: WorldNames, lexicon: Lexicon, rng: Random
) -> Iterator[Passage]:
    """Every template, filled ``REPEATS`` times; some fillings end up next to each other."""
    filler = NoteFiller(folder, names, world, lexicon, rng)
    templates = read_lines(folder / "note-templates.txt")
    order = [template for template in templates for _ in range(REPEATS)]
    rng.shuffle(order)
    for number, template in enumerate(order):
        text, spans, persons = filler.fill(template)
        yield Passage(text, spans, "world", number // 3, number, persons)


def read_lists(path: Path) -> dict[str, list[str]]:
    """The lists of a file by the names of their ``# list:`` lines."""
    lists: dict[str, list[str]] = {}
    current: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# list:"):
            current = lists.setdefault(line.removeprefix("# list:").strip(), [])
        elif line.strip() and not line.startswith("#"):
            current.append(line.strip())
    return lists


def _of(lexicon: Lexicon, file: str) -> list[str]:
    return sorted(n for n, e in lexicon.names.items() if e.source.startswith(file))
