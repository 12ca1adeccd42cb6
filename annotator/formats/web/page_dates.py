"""On which day a page says that its article was published. None rather than a wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from annotator.domain.dates import iso_day, iso_day_alone

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
# What stands before the day of publication, in a line that may say more.
_SAID = re.compile(
    r"(?i)(?<!un)\bpublished\b|\bposted\b(?! by)|\bpublication date|\bpublié\w*|\bveröffentlicht"
    r"|\berschienen|\bpublicad[oa]|\bpubblicat[oa]|\bgepubliceerd|\bopublikowan[oa]|\bpublicerad"
    r"|\bpublisert|\bопубликован\w*|\bопубліковано|\byayın\w*|\bditerbitkan|تاريخ النشر|نشر في"
    r"|تاریخ انتشار|انتشار:|发布(?:时间|日期)|公開日|掲載日"
)
_IN_ADDRESS = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:(?P<mark>[/_-])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)(?!\d)"
    r"|(?P<whole>\d{4})(?!\d))"
)
_NUMBERS = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d{2}-\d{2}")
_PIECES = re.compile(r"\s[|–—·•:-]\s|[|_]")
_LONGEST = 80  # characters of a place in which a date is printed,
_LONGEST_LINE = 200  # and of a line that says so


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
        said = published_part(words)
        if said is not None and len(said) <= _LONGEST:
            self.printed.append(said)

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


def published_part(words: str) -> str | None:
    """What of a line speaks of the day of publication; None where it speaks of a change alone."""
    said, changed = _SAID.search(words), _CHANGED.search(words)
    if changed is None:
        return words
    if said is not None:
        return words[said.end() : changed.start() if changed.start() > said.end() else None]
    before, after = words[: changed.start()], words[changed.end() :]
    return before if iso_day(before) and iso_day(after) else None


def said_in(lines: Iterable[str]) -> str | None:
    """The one day that lines above a story give as that of its publication, or stands there by
    itself; None if there are more.
    """
    said: list[str] = []
    alone: list[str] = []
    for line in lines:
        match = _SAID.search(line)
        part = published_part(line)
        if part and len(line) <= _LONGEST_LINE:
            day = iso_day(part[match.end() :] if match and part == line else part)
            if match and day:
                said.append(day)
            elif day and iso_day_alone(part):
                alone.append(day)
    return _only(said) or (_only(alone) if not said else None)


def printed_day(days: Days, title: str) -> str | None:
    """The one day that is printed where a page prints it, or in its title; None if there are more.

    ``title`` is what the page is called, its site and all.
    """
    said = _only(day for words in days.printed if (day := iso_day(words)))
    named = map(iso_day, _NUMBERS.findall(title))
    whole = map(iso_day_alone, _PIECES.split(title))
    return said or _only(day for day in (*named, *whole) if day)


def _only(days: Iterable[str]) -> str | None:
    different = set(days)
    return different.pop() if len(different) == 1 else None
