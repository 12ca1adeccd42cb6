"""Makes old newswire look like what the program will meet: modern names, damage, boilerplate.

Every change is made once, offline, by a seeded random generator.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from annotator.nlp.lexicon import Lexicon
from annotator.nlp.training.normalise import Marked
from annotator.nlp.training.world_names import WorldNames


@dataclass(slots=True)
class Piece:
    """A stretch of text under one label, or under none; ``person`` marks persons."""

    text: str
    label: str | None = None
    person: bool = False


Sentence = list[Piece]
Change = Callable[[Sentence, Random], None]

PLACES_SWAPPED = 0.5
PERSONS_SWAPPED = 0.6
GROUPS_SWAPPED = 0.25
FROM_THE_WORLD = 0.75


def pieces_of(item: Marked) -> Sentence:
    """A marked passage cut into pieces at its mentions."""
    tokens, out, last = item.tokens, [], 0
    for m in item.mentions:
        start, end = tokens.starts[m.start], tokens.ends[m.end - 1]
        if last < start:
            out.append(Piece(tokens.text[last:start]))
        out.append(Piece(tokens.text[start:end], m.label, m.start in item.persons))
        last = end
    if last < len(tokens.text):
        out.append(Piece(tokens.text[last:]))
    return out


class Names:
    """Names to swap in, read from ``resources/training``."""

    def __init__(self, folder: Path, lexicon: Lexicon, world: WorldNames | None = None) -> None:
        self.world, self.lexicon = world, lexicon
        self.first = _words(folder / "first-names.txt")
        self.last = _words(folder / "last-names.txt")
        self.honorifics = _words(folder / "honorifics.txt")
        self.groups = read_lines(folder / "groups.txt")
        self.places = sorted(
            entry.name
            for entry in lexicon.names.values()
            if entry.source.startswith(("afghanistan", "places", "damaged"))
            and entry.label == "LOCATION"
        )
        self.keep = {
            entry.name
            for entry in lexicon.names.values()
            if entry.source.startswith(("countries", "demonyms", "organisations", "armed"))
        }

    def place(self, rng: Random) -> str:
        """A place of the world or of the gazetteer."""
        if self.world and rng.random() < FROM_THE_WORLD:
            return self.world.place(rng).name
        return rng.choice(self.places)

    def surname(self, rng: Random) -> str:
        """A single family name."""
        if self.world and rng.random() < FROM_THE_WORLD:
            return self.world.surname(rng)
        return rng.choice(self.last)

    def group(self, rng: Random) -> str:
        """A group or body."""
        if self.world and rng.random() < 0.25:
            return rng.choice(self.world.groups)
        return rng.choice(self.groups)

    def body(self, rng: Random) -> str:
        """A body with a name of several words."""
        return rng.choice(self.world.bodies if self.world else self.groups)

    def person(self, rng: Random) -> str:
        """A person of the world, or two or three name parts, sometimes behind an honorific."""
        if self.world and rng.random() < FROM_THE_WORLD:
            return self.world.person(rng)
        parts = [rng.choice(self.first), rng.choice(self.last)]
        if rng.random() < 0.25:
            parts.insert(1, rng.choice(self.first))
        if rng.random() < 0.15:
            parts.insert(0, rng.choice(self.honorifics))
        return " ".join(parts)


class Augmenter:
    """Changes sentences in place, each kind of change with its own chance."""

    def __init__(self, names: Names, boilerplate: Sequence[str]) -> None:
        self.names = names
        self.boilerplate = boilerplate
        self.changes: tuple[tuple[float, Change], ...] = (
            (0.7, self.swap_places),
            (0.7, self.swap_persons),
            (0.6, self.swap_groups),
            (0.5, curl_quotes),
            (0.5, respell_us),
            (0.6, respell_groups),
            (0.04, drop_full_stop),
            (0.03, odd_spaces),
        )

    def sentence(self, sentence: Sentence, rng: Random) -> None:
        """Apply the changes chance picks."""
        for chance, change in self.changes:
            if rng.random() < chance:
                change(sentence, rng)

    def swap_places(self, sentence: Sentence, rng: Random) -> None:
        """Places that are no countries become places of conflict regions."""
        for piece in sentence:
            if (
                piece.label == "LOCATION"
                and piece.text not in self.names.keep
                and (rng.random() < PLACES_SWAPPED and len(piece.text.split()) < 3)
            ):
                piece.text = self.names.place(rng)

    def swap_persons(self, sentence: Sentence, rng: Random) -> None:
        """Persons get other names; a single surname stays a single word."""
        for piece in sentence:
            if piece.person and piece.label == "ACTOR" and rng.random() < PERSONS_SWAPPED:
                one_word = " " not in piece.text
                piece.text = self.names.surname(rng) if one_word else self.names.person(rng)

    def swap_groups(self, sentence: Sentence, rng: Random) -> None:
        """Organisations become groups, acronyms and bodies of today."""
        for piece in sentence:
            if (
                piece.label == "ACTOR"
                and not piece.person
                and piece.text not in self.names.keep
                and piece.text[0].isupper()
                and not piece.text.split()[-1].islower()
                and rng.random() < GROUPS_SWAPPED
            ):
                is_long = len(piece.text.split()) > 2
                piece.text = self.names.body(rng) if is_long else self.names.group(rng)

    def boilerplate_line(self, rng: Random) -> str:
        """A line of page boilerplate, which carries no spans."""
        return rng.choice(self.boilerplate)


def curl_quotes(sentence: Sentence, rng: Random) -> None:
    """Straight quotes become curly ones."""
    opened = False
    for piece in sentence:
        text = piece.text.replace("'", "’")
        while '"' in text:
            text = text.replace('"', "”" if opened else "“", 1)
            opened = not opened
        piece.text = text


def respell_us(sentence: Sentence, rng: Random) -> None:
    """``U.S.`` becomes ``US`` or ``U.S`` in the whole sentence, ``U.N.`` alike."""
    style = rng.choice(("US", "US", "U.S"))
    other = "UN" if style == "US" else "U.N"
    for piece in sentence:
        if piece.label in ("LOCATION", "ACTOR"):
            piece.text = re.sub(r"\bU\.S\.", style, piece.text)
            piece.text = re.sub(r"\bU\.N\.", other, piece.text)


_SPELLINGS = {
    "Taleban": ("Taliban", "Taliban", "Taliban", "Talibn"),
    "al-Qaida": ("al-Qaeda", "Al-Qaeda", "Al Qaeda", "al Qaeda", "al-Qa'ida", "al-Qaida"),
    "Hezbollah": ("Hezbollah", "Hizballah", "Hizbullah"),
    "Kabul": ("Kabul",),
    "militants": ("militants", "fighters", "insurgents", "terrorists"),
}


def respell_groups(sentence: Sentence, rng: Random) -> None:
    """Newswire spellings of groups become the spellings of other papers."""
    for piece in sentence:
        if piece.label == "ACTOR":
            for old, new in _SPELLINGS.items():
                if old in piece.text:
                    piece.text = piece.text.replace(old, rng.choice(new))


def drop_full_stop(sentence: Sentence, rng: Random) -> None:
    """The final full stop goes, as in captions and headlines."""
    last = sentence[-1]
    if last.label is None and last.text.endswith("."):
        last.text = last.text[:-1]
    if not last.text:
        sentence.pop()


def odd_spaces(sentence: Sentence, rng: Random) -> None:
    """Some spaces become no-break spaces or double."""
    for piece in sentence:
        if piece.label is None and " " in piece.text and rng.random() < 0.3:
            piece.text = piece.text.replace(" ", rng.choice(("\u00a0", "  ")), 1)


def _words(path: Path) -> list[str]:
    return [word for line in read_lines(path) for word in line.split()]


def read_lines(path: Path) -> list[str]:
    """The lines of a list, without blanks and remarks."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
