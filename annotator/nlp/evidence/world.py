"""The names of the world's places, as evidence: what GeoNames knows of a spelling.

One sorted file of lines ``key TAB kinds TAB countries`` is searched where it lies: a set of all
names would take more memory than the rest of the rules together. Made by
``annotator/nlp/training/world.py``.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from annotator.resources import resource

FILE = "world.tsv.gz"
_LETTERS = str.maketrans("əıøłđðþ", "aioldtt")
_JOINTS = re.compile(r"[-–‐'’‘`ʼ.]+")
_ARTICLE = re.compile(r"^(?:al|el|ar|as|ash|an|at|ad|az|il) ")
_GENERICS = re.compile(
    r" (?:district|county|province|governorate|region|state|department|prefecture|raion|rayon|"
    r"oblast|municipality|city|town|village|division|subdivision|zone|woreda|locality|commune|"
    r"island|islands|territory|cercle|area|upazila|tehsil|taluk|camp|refugee camp|valley)$"
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a spelling.

    ``level`` is ``1`` or ``2`` for a unit of administration of that level, ``c`` for a town by its
    name, ``a`` for one by another of its names. ``size`` is the number of digits of the largest
    population. ``countries`` are ISO codes, the largest place first, three at most.
    """

    level: str
    size: int
    countries: tuple[str, ...]


def key_of(name: str) -> str:
    """The spelling a name is looked up by: no case, accents, hyphens or apostrophes."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    plain = "".join(ch for ch in plain if not unicodedata.combining(ch))
    return " ".join(_JOINTS.sub(" ", plain).split())


class World:
    """The sorted names; lookups take some microseconds and no memory of their own."""

    def __init__(self, lines: bytes) -> None:
        """``lines`` are sorted by their bytes, each closed by a line break."""
        self._lines = lines

    @lru_cache(maxsize=4096)  # noqa: B019 - one object for the life of a process
    def get(self, name: str) -> Known | None:
        """What is known of a name, also without its article or generic word; None for nothing."""
        key = key_of(name)
        if len(key) < 3:
            return None
        bare = _GENERICS.sub("", key)
        for spelling in dict.fromkeys((key, bare, _ARTICLE.sub("", bare), f"al {bare}")):
            known = self._find(spelling)
            if known is not None:
                return known
        return None

    def exact(self, name: str) -> Known | None:
        """What is known of just this name, no word left out; None for nothing."""
        key = key_of(name)
        return self._find(key) if len(key) > 2 else None

    def _find(self, key: str) -> Known | None:
        wanted = key.encode() + b"\t"
        lines, low, high = self._lines, 0, len(self._lines)
        while low < high:
            start = lines.rfind(b"\n", 0, (low + high) // 2) + 1
            end = lines.find(b"\n", start)
            if lines.startswith(wanted, start):
                return _known(lines[start + len(wanted) : end].decode())
            if lines[start:end] < wanted:
                low = end + 1
            else:
                high = start
        return None


def _known(fields: str) -> Known:
    kinds, _, countries = fields.partition("\t")
    return Known(kinds[0], int(kinds[1]), tuple(countries.split(",")) if countries else ())


@cache
def world() -> World:
    """The names that come with the program; none where their file is missing."""
    path = resource("gazetteer", FILE)
    return World(gzip.decompress(path.read_bytes()) if path.is_file() else b"")
