"""Names of the world to fill sentences with, and the sentences of ``event-templates.txt``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import spacy
from spacy.language import Language

from annotator.nlp.components.collective_heads import CollectiveHeads
from annotator.nlp.lexicon import Lexicon, shipped
from annotator.nlp.mentions import Mention, Tokens
from annotator.nlp.tokenizer import mend_tokenizer
from annotator.nlp.training.augment import Names, read_lines
from annotator.nlp.training.corpora import RawSpan
from annotator.resources import resource

REPEATS = 60
_SLOT = re.compile(r"\{(\w+)(?::([^}]*))?\}")
_LETTERS = "ABCDEFGHIJKLMNOPRSTUVW"


def only_words() -> Language:
    """A pipeline that only cuts text into words."""
    nlp = spacy.blank("en")
    mend_tokenizer(nlp)
    return nlp


class WorldNames:
    """Draws names of places, persons and groups of all countries."""

    def __init__(self, folder: Path, names: Names, lexicon: Lexicon, rng: Random) -> None:
        self.rng, self.names, self.keep = rng, names, names.keep
        self.places = read_lines(folder / "world-places.txt")
        self.persons = read_lines(folder / "world-persons.txt")
        self.groups = read_lines(folder / "world-groups.txt") + names.groups * 3
        self.media = read_lines(folder / "media.txt")
        self.organisations = read_lines(folder / "organisations.txt")
        by_file = {
            file: sorted(n for n, e in lexicon.names.items() if e.source.startswith(file))
            for file in ("countries", "demonyms")
        }
        self.countries = by_file["countries"]
        self.demonyms = [n for n in by_file["demonyms"] if not n.endswith("s")]

    def place(self) -> str:
        """A place anywhere."""
        return self.rng.choice(self.places)

    def person(self) -> str:
        """A person with more than one name."""
        return (
            self.rng.choice(self.persons)
            if self.rng.random() < 0.8
            else self.names.person(self.rng)
        )

    def surname(self) -> str:
        """The last name of a person."""
        return self.person().split()[-1]

    def group(self) -> str:
        """An armed group."""
        return self.rng.choice(self.groups)

    def acronym(self) -> str:
        """An acronym that nobody knows."""
        return "".join(self.rng.choice(_LETTERS) for _ in range(self.rng.choice((3, 3, 4, 4, 5))))


def _words() -> dict[str, list[str]]:
    """The words of each slot that is no name."""
    rows = (line.split(": ", 1) for line in read_lines(resource("training", "event-words.txt")))
    return {slot: words.split(" | ") for slot, words in rows}


def from_event_templates(names: WorldNames, rng: Random) -> Iterator[tuple[str, list[RawSpan]]]:
    """Every template, filled ``REPEATS`` times."""
    folder_lines = read_lines(resource("training", "event-templates.txt"))
    slots = _slots(names, rng)
    nlp, heads = only_words(), CollectiveHeads(shipped())
    for template in folder_lines * REPEATS:
        text, last = "", 0
        spans: list[RawSpan] = []
        for slot in _SLOT.finditer(template):
            label, draw = slots[slot.group(1)]
            text += template[last : slot.start()]
            value = draw() + (slot.group(2) or "")
            if label:
                spans.append((len(text), len(text) + len(value), label))
            text, last = text + value, slot.end()
        text += template[last:]
        yield text, _with_heads(nlp, heads, text, spans)


def _with_heads(
    nlp: Language, heads: CollectiveHeads, text: str, spans: Sequence[RawSpan]
) -> list[RawSpan]:
    """The spans with the collective heads that belong to them: ``[JNIM militants]``."""
    tokens = Tokens.of(nlp.make_doc(text))
    first = {start: at for at, start in enumerate(tokens.starts)}
    last = {end: at + 1 for at, end in enumerate(tokens.ends)}
    mentions, odd = [], []
    for start, end, label in spans:
        if start in first and end in last:
            mentions.append(Mention(first[start], last[end], label))
        else:
            odd.append((start, end, label))
    heads.join(tokens, mentions)
    joined = [(tokens.starts[m.start], tokens.ends[m.end - 1], m.label) for m in mentions]
    return sorted([*joined, *odd])


def _slots(names: WorldNames, rng: Random) -> dict[str, tuple[str, Callable[[], str]]]:
    words = _words()

    def number() -> str:
        return str(rng.choice((rng.randint(2, 9), rng.randint(10, 99), rng.randint(100, 4000))))

    def date() -> str:
        day, month, year = rng.randint(1, 28), rng.choice(words["month"]), rng.randint(2005, 2025)
        return rng.choice((f"{day} {month} {year}", f"{month} {day}, {year}", f"{day} {month}"))

    return {
        "place": ("LOCATION", names.place),
        "PLACE": ("LOCATION", lambda: names.place().upper()),
        "country": ("LOCATION", lambda: rng.choice(names.countries)),
        "person": ("ACTOR", names.person),
        "surname": ("ACTOR", names.surname),
        "group": ("ACTOR", names.group),
        "acronym": ("ACTOR", names.acronym),
        "media": ("ACTOR", lambda: rng.choice(names.media)),
        "org": ("ACTOR", lambda: rng.choice(names.organisations)),
        "demonym": ("ACTOR", lambda: rng.choice(names.demonyms)),
        "weapon": ("", lambda: rng.choice(words["weapon"])),
        "thing": ("", lambda: rng.choice(words["thing"])),
        "shout": ("", lambda: rng.choice(words["shout"])),
        "opener": ("", lambda: rng.choice(words["opener"])),
        "zone": ("", lambda: rng.choice(words["zone"])),
        "clock": (
            "",
            lambda: f"{rng.randint(0, 12):02}:{rng.randint(0, 59):02} {rng.choice(('AM', 'PM'))}",
        ),
        "date": ("", date),
        "n": ("FIGURE", number),
        "least": ("FIGURE", lambda: f"{rng.choice(words['least'])} {number()}"),
        "about": ("FIGURE", lambda: f"{rng.choice(words['about'])} {number()}"),
        "vague": ("FIGURE", lambda: rng.choice(words["vague"])),
        "money": ("FIGURE", lambda: f"${number()} million"),
        "percent": ("FIGURE", lambda: f"{rng.randint(3, 99)} percent"),
    }
