"""Says which numbers are no FIGURE: dates, times, durations, ages, names, references, boilerplate.

Every check is one function over the words around a number; ``blocked`` asks them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from annotator.domain.figures import exclusion_words as v
from annotator.domain.figures import traps, units
from annotator.domain.figures.currencies import SYMBOLS
from annotator.domain.figures.days import is_clock, is_date
from annotator.domain.figures.designators import DESIGNATORS, LOWER, PLACES
from annotator.domain.figures.neighbours import HYPHENS, Line, Neighbours
from annotator.domain.figures.nouns import PEOPLE, SINGLE_PERSONS, is_plural
from annotator.domain.figures.numerals import PARTS, SCALES, TENS, UNITS, VAGUE, word_set
from annotator.domain.figures.outcome_words import FATED

_SHORTENED = word_set("No no Art art Sec sec Secs secs Fig fig Vol Ch Pt")
_REACH = 60
_UNIT_ENDS = frozenset(phrase[-1] for phrase in units.UNITS)
_SINGLE = word_set("man woman boy girl child teenager youth")
_AGE = re.compile(r"\d{1,2}")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_LINKED = re.compile(r"-(?:to|and)-")
_GLUED_YEAR = re.compile(r"(?:1[5-9]|20)\d\d,\d{3}")


_COUNTER = re.compile(
    r"\W*(?:(?:read|view|show|see|add|all)\W+){0,2}\d[\d.,]*k?\W+"
    r"(?:comments?|shares?|views?|likes?|repl(?:y|ies)|votes?|min read)\W*",
    re.IGNORECASE,
)


def is_boilerplate(text: str) -> bool:
    """Whether a line is a counter of the page (``12 comments``) or has no letter at all."""
    return not any(ch.isalpha() for ch in text) or _COUNTER.fullmatch(text) is not None


def is_excluded(line: Line, start: int, end: int) -> bool:
    """Whether the guidelines leave out the number `[start, end)`."""
    if any(line.taken[start:end]):
        return True
    place = Neighbours(line, start, end)
    return any(check(place) for check in _CHECKS)


def is_glued_year(p: Neighbours) -> bool:
    """``In 2022,120 civilians``: a year and a number nobody can part for sure."""
    return _GLUED_YEAR.fullmatch(p.first) is not None


def is_duration(p: Neighbours) -> bool:
    """``two days``, ``past 24 hours``, ``four and a half months``, ``hundreds of years``."""
    last = p.last
    if last in _UNIT_ENDS and p.end - p.start > 1 and last not in ("day", "hour"):
        return False
    at = p.end
    for _ in range(4):
        word = p.word(at)
        if word in v.TIME_UNITS:
            return True
        if word == "of" and at == p.end and (p.last in VAGUE or p.last in PARTS):
            if p.word(at + 1) in ("a", "an", "the"):
                at += 1
        elif word in ("a", "an") and p.line.forms[at - 1] == "half":
            pass
        elif word.lower() not in v.TIME_MODIFIERS and not (
            at > p.end and (word[:1].isdigit() or (word.lower() in UNITS or word.lower() in TENS))
        ):
            return False
        at += 1
    return False


def is_age(p: Neighbours) -> bool:
    """``aged 21``, ``Hajdib, 21,``, ``21 years old``, ``under the age of six``."""
    if p.before in v.AGE_OPENERS or (
        p.before == "between" and p.word(p.start - 2) in v.AGE_OPENERS
    ):
        return True
    if p.before == "of" and p.word(p.start - 2) in ("age", "ages"):
        return True
    if p.before == "of" and p.word(p.start - 2) in _SINGLE and p.after not in v.COUNTED_PEOPLE:
        return True
    if p.before in ("and", "to", "-") and p.word(p.start - 3) in v.AGE_OPENERS:
        return True
    last = "or" in p.line.words[p.start : p.end] and p.after not in v.COUNTED_PEOPLE
    listed = last or p.after in (",", "and", "or", ".")
    if p.before in ("and", "or") or (p.before == "," and listed):
        at = p.start - (2 if p.word(p.start - 2) == "," else 1)
        while p.word(at) in ("and", "or", ",") and _AGE.fullmatch(p.word(at - 1)):
            at -= 2
        if p.word(at) in v.AGE_OPENERS:
            return True
    if p.alone and p.first.isdigit() and p.before == "," and p.after in (",", ".", ";", ")"):
        name = p.word(p.start - 2)
        if name in SINGLE_PERSONS:
            return 4 < int(p.first) < 110
        return name[:1].isupper() and 4 < int(p.first) < 110 and name not in v.MONTHS
    return False


def is_compound(p: Neighbours) -> bool:
    """``six-party``, ``60-plus``, ``F-16``, ``mid-90s``: glued to a word by a hyphen."""
    tokens, text = p.line.tokens, p.line.text
    if not p.alone and p.last not in SCALES and _LINKED.search(p.line.surface(p.start, p.end)):
        return True
    start, end = tokens[p.start].start, tokens[p.end - 1].end
    if text[end : end + 1] in HYPHENS and text[end + 1 : end + 2].isalnum():
        follower = p.word(p.end + 1) if p.after in HYPHENS else p.after
        return follower.lower() != "odd"
    if p.before == "—" and _YEAR.fullmatch(p.word(p.start - 2)):
        return False
    if p.before == "-" and p.line.touches(p.start - 1) and p.word(p.start - 2).isupper():
        return True  # an SA- 11
    if start > 1 and text[start - 1] in HYPHENS and not text[start - 2].isspace():
        return text[start - 2].isalnum()
    if p.before == "/" and _parts_anew(p):
        return False
    return (p.before in ("/", "#", "№") or p.after == "/") and p.line.touches(
        p.start if p.before in ("/", "#", "№") else p.end
    )


def _parts_anew(p: Neighbours) -> bool:
    """``12 dead/30 wounded``, ``29 May 2022/2 suspects``."""
    word = p.word(p.start - 2)
    dated = _YEAR.fullmatch(word) is not None and p.word(p.start - 3) in v.MONTHS
    return (dated or word.lower() in FATED) and p.after[:1].isalpha()


def is_name(p: Neighbours) -> bool:
    """``Resolution 1701``, ``Channel 4``, ``Air Force One``, ``Three Kings``."""
    before = p.before
    article = before == "A" and (not p.alone or p.after[:1].islower())
    verb = traps.numbers_nothing(before, f" {p.after} ")
    verb = verb or p.last in VAGUE  # they number several thousands
    if (before in DESIGNATORS and not article and not verb) or (
        before == "." and p.word(p.start - 2) in _SHORTENED
    ):
        return True
    if p.first.isdigit() and _is_numbered(p):
        return True
    calibre = p.last == "mm" and p.after[:1].isalpha() and p.after != "of"
    calibre = calibre or p.after.lower() in ("caliber", "calibre", "cal", "cal.")
    if p.after == "Commando" or calibre or _is_dimension(p):
        return True
    first = p.first
    if first.isdigit() and p.alone and len(first) < 5 and _titled(p):
        return True
    if not first[0].isalpha() or not first[0].isupper() or first.isupper():
        return False
    if first.lower() in SYMBOLS or re.search(r"\d", p.after):  # of Rs 8 lakh; Two MiG-29s
        return False
    opens = not before or before in (".", "“", '"', ":", "!", "?", "‘", "'", "•", ")", "-", "—")
    follower = p.after
    known = (follower[:1].isupper() and not p.line.taken[p.end]) if follower else False
    if opens:
        return (
            known
            and p.alone
            and p.word(p.end + 1)[:1].isupper() is False
            and (follower not in ("U.S.", "US") and not follower.isupper())
            and follower[-1:] == "s"
        )
    return known or (before[:1].isupper() and not follower) or before in ("of", "the", "Big")


def _is_dimension(p: Neighbours) -> bool:
    """``4 x 4``, ``3x faster``; but ``4 x 107mm rockets`` and ``5x ANA`` are counted."""
    if p.before == "x":
        return True
    behind = p.word(p.end + 1)
    calibre = behind.isdecimal() and p.word(p.end + 2) == "mm"
    counted = calibre or (behind and not behind.isdecimal() and not behind.endswith("er"))
    return p.after == "x" and (not counted or behind in ("more", "less", "the", "as", "a"))


def _is_numbered(p: Neighbours) -> bool:
    """``Routes 1 and 4``, ``hill 421``, ``Post 12``: digits that count nothing behind a kind."""
    counting = p.after in v.COUNTED_PEOPLE or p.after.lower() in PEOPLE
    counting = counting or (p.before == "," and p.after.islower() and is_plural(p.after))
    if p.before in PLACES or p.before in LOWER:
        plural = is_plural(p.after or ".") and p.after not in PLACES
        return p.alone and not counting and not plural
    at = p.start - 1
    while p.line.form(at) in _LISTED and p.word(at - 1).isdigit():
        at -= 2
    kind = p.word(at)
    listed = p.before in ("and", "&") and not is_plural(p.after or ".")
    named = kind in DESIGNATORS or (kind in PLACES and listed)
    named = named or (kind.isupper() and kind.title() in DESIGNATORS)
    return at < p.start - 1 and named and not counting


_LISTED = frozenset(("and", "or", ",", "&", "to", "-", "–"))


def _titled(p: Neighbours) -> bool:
    """``High School Musical 2,``: a bare number after a capital and before no noun."""
    before = p.before
    if not before[:1].isupper() or p.line.taken[p.start - 1] or before in v.WEEKDAYS:
        return False
    opener = p.word(p.start - 2)
    return bool(opener) and opener[-1].isalpha() and not p.after[:1].isalpha()


def is_reference(p: Neighbours) -> bool:
    """``[2]``, ``(1)``, ``1.`` at the head of a line, coordinates, ``9/11``."""
    if p.before in ("[", "(") and p.after in ("]", ")") and p.alone and p.first.isdigit():
        return len(p.first) <= 4
    if p.before == "(" and p.after == ")" and p.word(p.start - 2)[-1:].isdecimal():
        return True  # 200 (two hundred) men
    head = p.start == 0
    if head and p.alone and p.first.isdigit() and len(p.first) <= 2 and p.after in (".", ")"):
        return True
    line_end = p.end == len(p.line.words)
    if head and line_end:
        return True
    compass = p.after in ("°", "N", "E", "W") and p.word(p.end + 1) not in HYPHENS
    return compass and p.first[0].isdigit()


_NOT_COUNTING = word_set(
    "no this that the every any which each another some day number - for as a an his their its "
    "whole"
)


def is_idiom(p: Neighbours) -> bool:
    """``one of``, ``no one``, ``one-sided`` and every ``one`` and ``zero`` that counts nothing."""
    if p.alone and p.line.forms[p.start] == "zero":
        return not (is_plural(p.after or ".") or p.after in ("of", ",") or p.after in FATED)
    if not (p.alone and p.line.forms[p.start] == "one"):
        return False
    before, after = p.before.lower(), p.after.lower()
    if before in _NOT_COUNTING:
        return True
    if after == "more" and p.word(p.end + 1).lower() in v.VERBS:
        return False  # one more was hurt
    if after in v.ONE_STOPPERS and before != "least":
        return True
    if before in v.ONE_OPENERS:
        return False
    return not _counts(p)


def _counts(p: Neighbours) -> bool:
    """Whether one of the next few words is a person or thing that gets counted, or a model."""
    if p.after[:1].isupper():
        model = p.word(p.end + 1) == "-" and p.word(p.end + 2)[:1].isdigit()
        if model or p.word(p.end + 1) in FATED:  # one Mi-8; one CAFGU killed
            return True
    for at in range(p.end, p.end + 4):
        word = p.word(at).lower()
        if word in v.SINGLE_COUNTED:
            return p.word(at + 1) not in ("who", "told")
        if (not word.isalpha() and word not in ("-", "u.s.")) or word in ("of", "the", "a"):
            return False
    return False


def is_no_quantity(p: Neighbours) -> bool:
    """What the reader of values holds for no quantity, as it is no figure then."""
    text, tokens = p.line.text, p.line.tokens
    start, end = tokens[p.start].start, tokens[p.end - 1].end
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    return traps.is_no_quantity(text[start:end], before, after)


_CHECKS: tuple[Callable[[Neighbours], bool], ...] = (
    is_glued_year,
    is_date,
    is_clock,
    is_duration,
    is_age,
    is_compound,
    is_name,
    is_reference,
    is_idiom,
    is_no_quantity,
)
