"""Datelines and bylines: named, so that no rule mutes them. They belong to the story."""

from __future__ import annotations

import re

from annotator.intake.muting.lines import Line
from annotator.intake.muting.phrases import weak_rules

DATELINE, BYLINE = "dateline", "byline"
_LONGEST = 120
_BYLINE_WORDS = 16

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
)
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_DATE = (
    rf"(?:{_DAY},? ?)?(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}"
    rf"|{_MONTH}|\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}})(?:,? \d{{4}})?"
)
_TIME = r"(?:,? ?(?:at|-|\|)? ?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: ?[a-z]{2,4})?)"
_WHOLE_DATE = re.compile(
    r"(?:(?:published|posted|updated|last updated|last modified|date)(?: on| at)?:? ?)?"
    rf"(?:{_DATE}{_TIME}?|{_DAY})(?: ?[|-] ?(?:updated|published):? ?{_DATE}{_TIME}?)?"
)
_BY = re.compile(
    r"(?:By|BY|(?i:written by|reported by|reporting by|edited by|editing by|compiled by"
    r"|additional reporting by|translated by|photographs? by|author:|staff writer:?))\s+(?=\S)"
)
_SMALL = frozenset({"and", "&", "in", "for", "of", "the", "with", "de", "la", "bin", "by"})
# What is surely no headline, but too unsure to be named: photo credits, dates and bylines abroad.
_NO_HEADLINE = re.compile(
    r"(?i:(?:world|local|national|international|regional|breaking|latest|top|home|sports?|business"
    r"|politics|africa|asia|europe|middle east)(?: news| headlines| stories)?)|"
    r"(?i:image (?:source|credit|caption)s?|photo(?:graph)?s? (?:by|credits?))(?:[,:]? .{2,80})?"
    r"|(?:[^\W\d]+\.?,? )?\d{1,2}\.? (?:de )?[^\W\d]+\.?,? (?:de )?\d{4}"
    r"(?:,? (?:[^\W\d]{1,2} |[|-] )?\d{1,2}[:.h]\d{2}(?: [^\W\d]{1,4})?)?"
    r"|(?i:\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: [a-z]{2,4})?(?:,? [|-]? ?.{0,12}\d{4})?)"
    r"|(?:Von|VON|Par|PAR|Por|POR|di|Door|DOOR|Oleh|OLEH|Автор:?|بقلم:?)"
    r"(?: (?:[^\W\d_a-zа-я][\w.'’-]+|de|van|von|der)){2,4}"
)


def kind_of(line: Line) -> str | None:
    """What a whole line is, if it is a dateline or byline."""
    if len(line.text) > _LONGEST:
        return None
    if _WHOLE_DATE.fullmatch(line.bare):
        return DATELINE
    return BYLINE if _is_byline(line.text) else None


def is_headline(line: Line) -> bool:
    """Whether an article may be named after a line that is not muted: no byline, no date, no photo
    credit, no single word of a menu and no row of symbols.
    """
    if not line.bare or weak_rules(line) or kind_of(line) is not None:
        return False
    return len(line.text) > _LONGEST or _NO_HEADLINE.fullmatch(line.text) is None


def _is_byline(text: str) -> bool:
    opening = _BY.match(text)
    if opening is None:
        return False
    words = text[opening.end() :].replace(",", " ").replace(";", " ").split()
    names = [word for word in words if word.casefold() not in _SMALL]
    return len(words) <= _BYLINE_WORDS and all(word[0].isupper() for word in names)
