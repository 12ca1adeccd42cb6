"""On which day a page says that its article was published. None rather than a wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from annotator.domain.dates import iso_day

META = (
    *("article:published_time", "datepublished", "publishdate", "publish_date", "pubdate"),
    *("article:publicationdate", "dcsext.articlefirstpublished", "pdate", "displaydate"),
    *("date", "dc.date.issued", "dc.date", "dcterms.created", "parsely-pub-date"),
    "sailthru.date",
)
"""The names of meta elements that give it, the surest first."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PUBLISHED = re.compile(r"(?i)publish|pubdate|dt-published|entry-date|created")
# What pages call the place in which they print it.
_PLACE = re.compile(
    r"(?i)(?:\b|_)(?:(?:publish(?:ed)?|pub|post(?:ed)?|article|entry|story)[_-]?(?:date|time)"
    r"|posted[_-]on|date(?:line|stamp)|timestamp|date)(?:\b|_)"
)
_CHANGED = re.compile(r"(?i)updat|modif|edited|actuali|aktuali|aggiorn|更新|修正")
_IN_ADDRESS = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:(?P<mark>[/_-])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)(?!\d)"
    r"|(?P<whole>\d{4})(?!\d))"
)
_NUMBERS = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d{2}-\d{2}")
_LONGEST = 80  # characters of a place in which a date is printed


@dataclass(slots=True)
class Days:
    """What a page says of days, as it is gone through."""

    stated: str | None = None
    times: list[tuple[bool, str]] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)

    def take(self, tag: str, given: Mapping[str, str]) -> bool:
        """Take what the attributes of an element say; whether its words may say more."""
        if "itemprop" in given and given["itemprop"].casefold() == "datepublished":
            self.stated = self.stated or given.get("datetime") or given.get("content") or None
        if tag == "time" and _DAY.match(given.get("datetime", "")):
            names = " ".join((given.get("itemprop", ""), given.get("class", ""), *given))
            self.times.append((_PUBLISHED.search(names) is not None, given["datetime"]))
        return is_place(given.get("class", "")) or is_place(given.get("id", ""))

    def print(self, words: str) -> None:
        """Take the words of a place that is named as one for the date."""
        if len(words) <= _LONGEST and not _CHANGED.search(words):
            self.printed.append(words)

    def time(self) -> str | None:
        """What its time elements say: one that is named so, or the only day."""
        named = next((said for is_named, said in self.times if is_named), None)
        return named or _only(said[:10] for _, said in self.times)


def may_say(attrs: Iterable[tuple[str, str | None]]) -> bool:
    """Whether the attributes of an element may speak of a day."""
    return any(
        key == "itemprop" or (key in ("class", "id") and value and is_place(value))
        for key, value in attrs
    )


@lru_cache(1000)
def is_place(name: str) -> bool:
    """Whether pages call the place so in which they print their day."""
    return _PLACE.search(name) is not None


def day_in(address: str | None) -> str | None:
    """The day in the address of an article, as “/2024/02/16/” and “-20240216” have it."""
    for match in _IN_ADDRESS.finditer(address or ""):
        whole = match["whole"]
        month, day = (whole[:2], whole[2:]) if whole else (match["month"], match["day"])
        said = iso_day(f"{match['year']}-{month}-{day}")
        if said is not None:
            return said
    return None


def printed_day(days: Days, title: str) -> str | None:
    """The one day that is printed where a page prints it, or in its title; None if there are more.

    ``title`` is what the page is called, its site and all.
    """
    said = _only(day for words in days.printed if (day := iso_day(words)))
    return said or _only(day for words in _NUMBERS.findall(title) if (day := iso_day(words)))


def _only(days: Iterable[str]) -> str | None:
    different = set(days)
    return different.pop() if len(different) == 1 else None
