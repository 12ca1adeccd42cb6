"""Numbers that are no quantities: dates, ages, durations, names, scores, halves of a number.

Answers only whether the words around a number forbid reading it; reads no values.
"""

from __future__ import annotations

import re

from annotator.domain.figures import outcome_words as ow
from annotator.domain.figures.dates import (
    CLOCK_TIME,
    DIGITS_DATE,
    MONTHS,
    ends_in_date,
    is_counted_behind_day,
)
from annotator.domain.figures.designations import designates
from annotator.domain.figures.designators import READ, UNSURE
from annotator.domain.figures.formations import may_number
from annotator.domain.figures.labels import names_something
from annotator.domain.figures.nouns import SINGLE_PERSONS
from annotator.domain.figures.numerals import VAGUE, word_set

_BEFORE = re.compile(
    rf"(?:\b(?:{MONTHS})\.?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?\s*(?:-|–|to|through|until|and))?"
    r"|(?i:\b(?:aged?|ages|age\s+of|no|nos|nor|resolution|articles?|chapter|flight|pages?|number"
    r"|interstate|apollo|boeing|airbus|paragraph|the\s+year)\.?)"
    r"|\b(?:Day|Week|Part|Area|Camp|Bus|Line|Gate|Unit|Brigade|Division|Room|Phase|Section|Route"
    r"|Highway|Version|Channel|Annex|Zone|Operation|Hill|Checkpoint|Junction|Battalion|Regiment|Squadron|Code)"
    r"|#"
    r")$"
)
_LABELS = word_set(
    f"{MONTHS} aged age ages of no nos nor resolution article articles chapter flight page pages"
    " number interstate apollo boeing airbus paragraph year day week part area camp bus line gate"
    " unit brigade division room phase section route highway version channel annex zone operation"
    " hill checkpoint junction battalion regiment squadron code"
    " through to until and".lower().replace("|", " ")
)
"""The last words of `_BEFORE`, to look there only when it can match."""

_BEFORE_GLUED = re.compile(r"[^\W_]$|[^\W_][-‐‑–/.,:_]$|[/:#_@=]$")
_AFTER_GLUED = re.compile(
    rf"(?![x×]\s)(?!(?:{'|'.join(ow.FATES)})\b)[^\W_]|[.,:/]\d|[/:]\S|°?\d|['’]s\b|_"
)
_HYPHEN = re.compile(r"[-‐‑](?=\w)")
_HYPHEN_ALLOWED = re.compile(r"[-‐‑](?:strong|member|man|person|troop|seat|men|bed)\b")
_AFTER = re.compile(
    rf"\s*(?:(?:{MONTHS})\b(?!\s+have)|Commando\b"
    r"|(?i:(?:of\s+)?(?:(?:and\s+a\s+half|more|other|consecutive|straight|full|additional|long"
    r"|whole|calendar|working|short)\s+)*"
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|centur(?:y|ies)|nights?"
    r"|weekends?|quarters|times)\b(?!['’]?\s+worth))"
    r"|(?i:o['’]clock|[ap]\.\s?m\b|[ap]m\b|GMT|UTC|local\s+time))"
)
_LETTER = re.compile(r"\s[mbt]\b")
_NEAR, _LABEL = 60, 24
_OF_AGE = re.compile(r"(?i)\b(?:man|woman|boy|girl|child|teenager|youth)\s+of$")
_CAPITAL = re.compile(r"[A-Z][a-z]+$")
_CAPITAL_NEXT = re.compile(r"\s+[A-Z]")
_INNER = re.compile(r"[^\W\d_]$")
_PERIOD = re.compile(r"(?i)\b(?:first|second|last|latter|early|other|past|better)\s*$")
_YEAR = re.compile(r"(?:1\d|20)\d\d$")
_DATING = re.compile(r"(?i)\b(?:the|in|since|during|until|by|before|after|from|of)$")
_RECENT = re.compile(r"(?:1[789]|20)(?!00$)\d\d$|2000$")
_YEAR_RANGE = re.compile(r"\D*(?:1[89]|20)\d\d\D+(?:(?:1[89]|20)\d\d|\d\d)\D*$")
_NAME_COMMA = re.compile(rf"\b(?:[^\W\d_]*[A-Z][\w'’-]*|{'|'.join(sorted(SINGLE_PERSONS))}),\s*$")
_FATES_BEFORE = re.compile(rf"\b(?:{'|'.join(ow.STATES | ow.PARTICIPLES)})/$", re.IGNORECASE)
_AGE = re.compile(r"\d{1,2}$")
_AT = re.compile(r"(?i)\bat$")
_YEAR_AND_DASH = re.compile(r"(?:1[5-9]|20)\d\d\s*[-–—]")
_IN = re.compile(r"(?i)\b(?:in|since|during|until)$")
_SPORT = re.compile(
    r"(?i)\b(?:won|win|wins|beat|beats|defeated|defeat|lost|score|scored|victory|tied|tie|draw|drew"
    r"|lead|led|final|series|vote|voted|votes|leads|set|sets|match)\b"
)
_PEOPLE = re.compile(
    r"(?i)\b(?:children|those|them|people|men|women|boys|girls|adults|anyone|voters|citizens|males"
    r"|females|everyone|teens|minors|residents|pupils|students|victims|patients|detainees)(?:\s+(?:aged|are|who|were|is))*\s+"
    r"(?:over|under|above|below|between)\s*$"
)
_LIMITS = ("over", "under", "above", "below", "between")
_COUNTED_BEHIND = re.compile(r"\s+[a-z]+s\b|\s*(?:%|percent|km|miles?|met)")
_NOT_ONE = re.compile(r"(?i)\s+(?:of|another|more\s+time|he|she|it|they|who|that|way)\b")
_RANGE = re.compile(r"\d\s*[-–]\s*\d")


def _last_word(text: str) -> str:
    return text[text.rfind(" ") + 1 :].lower().rstrip(".")


def touches_more(before: str, after: str, *, spaced_before: bool, spaced_after: bool) -> bool:
    """Whether the span is cut out of a longer written word or number ("F-[16]", "[20]th")."""
    if not spaced_before and _BEFORE_GLUED.search(before[-2:]) and not _opens_anew(before):
        return True
    if spaced_after or not after:
        return False
    if _AFTER_GLUED.match(after):
        return True
    return bool(_HYPHEN.match(after) and not _HYPHEN_ALLOWED.match(after))


def _opens_anew(before: str) -> bool:
    """Whether a sign parts a number from what it touches: size=12, 12 dead/30, May 2022/2."""
    if before.endswith("/"):
        return bool(_FATES_BEFORE.search(before[-20:]) or ends_in_date(before[:-1]))
    return before.endswith(("size=", ">=", "<="))


def is_no_quantity(surface: str, before: str, after: str) -> bool:
    """Whether the words around say date, age, duration, clock, label or name."""
    before = before.rstrip()[-_NEAR:]
    if _AFTER.match(after) or (before.endswith("[") and after.lstrip()[:1] in ("]", ",", "-")):
        return True
    if _is_date_or_time(surface, before):
        return True
    if surface[0].isdecimal() and names_something(surface, before, after):
        return True
    if designates(surface, before, after) or _is_labelled(surface, before, after):
        return True
    if before.endswith(_LIMITS) and _PEOPLE.search(before):
        return True
    if surface.lower().startswith(_LIMITS) and _PEOPLE.search(before + " under"):
        return not _COUNTED_BEHIND.match(after)
    if (
        before.endswith(",")
        and _AGE.match(surface)
        and _NAME_COMMA.search(before)
        and re.match(r"\s*(?:,|$)", after)
    ):
        return True
    if surface.isdecimal() and _OF_AGE.search(before) and not after[:2].strip().isalpha():
        return True
    if surface.lower() == "one" and _NOT_ONE.match(after):
        return True
    if _CAPITAL.match(surface) and _INNER.search(before) and _CAPITAL_NEXT.match(after):
        return True
    if surface.lower() == "half" and _PERIOD.search(before):
        return True
    return bool(_RANGE.search(surface) and _SPORT.search(before))


def _is_labelled(surface: str, before: str, after: str) -> bool:
    """Whether the last word before a number takes it: Hill [421], aged [12], May [29]."""
    last = _last_word(before)
    named = before[before.rfind(" ") + 1 :] in READ and not numbers_nothing(last, after)
    if named and surface[0].isdecimal():
        return True
    return (
        (last in _LABELS or last[-1:] in "#-–")
        and surface.rpartition(" ")[2].lower() not in VAGUE
        and _BEFORE.search(before[-_LABEL:]) is not None
        and (may_be_year(surface) or not is_counted_behind_day(before, surface, after))
    )


def may_be_none(surface: str, before: str, after: str) -> bool:
    """Whether nobody knows what the number is: 5 m away, near checkpoint 3 soldiers."""
    before = before.rstrip()[-_NEAR:]
    if _LETTER.match(after) or may_number(surface, before, after):
        return True
    if _YEAR_AND_DASH.match(surface) and _IN.search(before):  # "In 2022 – 3,000 dead"
        return True
    return surface[0].isdecimal() and _last_word(before) in UNSURE


def numbers_nothing(word: str, after: str) -> bool:
    """Whether "Force" is a verb before a number: "Force 12 To Flee"."""
    return word.lower() in ("force", "order") and after.lower().startswith(" to ")


def _is_date_or_time(surface: str, before: str) -> bool:
    if DIGITS_DATE.fullmatch(surface):
        return True
    return CLOCK_TIME.fullmatch(surface) is not None and _AT.search(before) is not None


def may_be_year(surface: str) -> bool:
    """Whether the digits look like a year (1000 to 2099, no separators) or a span of years."""
    return bool(_YEAR.search(surface) or _YEAR_RANGE.match(surface))


def looks_recent(surface: str) -> bool:
    """Whether the digits look like a year that an event may be named after (the 1971 killings)."""
    return bool(_RECENT.search(surface))


def dates_what_follows(before: str) -> bool:
    """Whether the word before makes a year of four digits: "in 2000", "the 1971"."""
    return bool(_DATING.search(before.rstrip()[-_LABEL:]))
