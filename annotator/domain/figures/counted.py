"""What a figure counts, and the whole a share was taken from, from the words behind it.

Gives None rather than a phrase it is not sure of. Reads no outcome and no number of the span.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from annotator.domain.figures import units
from annotator.domain.figures.nouns import PEOPLE, PERSONS, is_plural, is_stop
from annotator.domain.figures.number_words import read_number
from annotator.domain.figures.numerals import NUMBER_WORDS, PARTS, word_set
from annotator.domain.figures.outcome_words import NOUNS
from annotator.domain.figures.scan import scan

_LONGEST = 7
_LONGEST_MASS = 5
_ITEM = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:[.’'‐-][^\W_]+)*|\d[\d.,]*|\S")
_OWNER = r"(?:[A-Z][\w.-]*\s+){0,2}[\w.-]+(?:['’]s|s['’])"
_SOFT = (
    r"(?:the|its|their|his|her|an?|all|some|about|around|approximately|roughly|nearly|almost"
    r"|estimated|total|known|registered|overall|original|remaining|more\s+than|at\s+least|over"
    r"|up\s+to|of|other|just)"
)
_WHOLE = re.compile(rf"\s*(?P<out>out\s+)?of\s+(?P<soft>(?:(?:{_SOFT}|{_OWNER})\s+)*)(?=[\d\w])")
_NOUN_WHOLE = re.compile(
    rf"\s+(?P<noun>(?:[^\W\d_][\w.'’-]*\s+){{1,4}}?)(?P<out>out\s+)?of\s+"
    rf"(?P<soft>(?:(?:{_SOFT}|{_OWNER})\s+)*)(?=[\d\w])"
)
_PARTITIVE = re.compile(
    rf"\s*(?:of\s+)?(?:(?:all|both)\s+(?:of\s+)?)?(?P<det>the|its|their|his|her|these|those|our|this"
    rf"|all|{_OWNER})\s+(?:{_OWNER}\s+)?"
)
_PRONOUN = re.compile(r"\s*(?:of\s+)?(?:them|whom|which|us|those)\b(?!\s+\w+s\b)")
_PREDICATE = re.compile(
    r"(?:\s*(?:of|among)\s+(?:them|whom|which|these|those)\b)?\s*,?"
    r"(?:\s*(?:were|are|was|is|being|all|mostly|mainly|also|reportedly|an?)\b)*\s*"
)
_FRONT = re.compile(r"\s*(?:(?:more|others|additional|further|extra)\b\s*)+")
_NUMBER_OF = re.compile(r"\s*(?:the|its|their)\s+(?:total\s+)?number\s+of\b")
_COUNTED_BEFORE = re.compile(
    r"\b(?:number|numbers)\s+of\s+(?P<noun>(?:[^\W\d_][\w.'’-]*\s+){1,4}?)"
    r"(?:at|to|is|was|stands\s+at|stood\s+at|(?:has\s+|had\s+)?(?:reached|risen\s+to|rose\s+to"
    r"|fell\s+to|fallen\s+to|grown\s+to|climbed\s+to|exceeded)|exceeds|will\s+be)\s+[^.;]{0,25}$"
)
_IS_WHOLE = re.compile(
    rf"(?:\d|\b(?:{'|'.join(sorted(NUMBER_WORDS))}))\s+(?P<noun>(?:[^\W\d_][\w.'’-]*\s+){{1,3}}?)"
    rf"(?:out\s+)?of\s+(?:{_SOFT}\s+)*$"
)
_PART_OF = re.compile(
    rf"(?:\d|[%٪％]|\b(?:percent|per\s+cent|{'|'.join(sorted(NUMBER_WORDS | PARTS.keys()))}"
    r"|most|some|many|few|several|none|any|each|majority|part|rest|remainder|handful|all\s+but))\s+"
    rf"(?P<noun>(?:[^\W\d_][\w.'’-]*\s+){{0,3}}?)(?:out\s+)?of\s+(?:(?:{_SOFT}|{_OWNER})\s+)*$",
    re.IGNORECASE,
)
_GROUPS = word_set(
    "groups group convoys convoy teams team units batches crowds crowd force forces parties"
    " delegations delegation families squads fleets fleet waves total army"
)
_VAGUE_OF = re.compile(r"\s*of\s+")
_MASS = word_set("kg g tonne ton lb ounce liter gallon barrel kiloton")


class Counted(NamedTuple):
    """What is counted, the whole of a share, and where in the right text the phrase ends.

    `is_whole` marks a number that is itself the whole of another figure ("174 of about [400]"),
    `whole_at` is where the number of the whole stands in the right text.
    """

    counts: str | None = None
    of: Fraction | None = None
    end: int = 0
    is_whole: bool = False
    whole_at: tuple[int, int] | None = None


def is_whole(left: str) -> bool:
    """Whether a number is what another is a part of: "2 of [3] hostages", "most of the [30]"."""
    part = _PART_OF.search(left[-80:]) if left.rstrip()[-40:].find("of") >= 0 else None
    return part is not None and not any(
        is_stop(word) or word.lower() in NOUNS for word in part["noun"].split()
    )


def split_whole(text: str) -> tuple[Fraction | None, str]:
    """The whole a share names ("of the country's 400", "districts out of about 400").

    Gives None and the text when there is none, else the whole and the text behind its number.
    """
    whole = _whole(text)
    return (None, text) if whole is None else (whole.of, text[whole.end :])


def read_counted(
    right: str,
    left: str,
    *,
    unit: str | None,
    one: bool,
    number: tuple[Fraction, ...],
    ratio: bool = False,
) -> Counted:
    """What the figure counts, from the text right of its number (and left: "the number of …")."""
    share = unit in (units.FRACTION, units.PERCENT)
    whole = _whole(right) if number else None
    if whole is not None and whole.of is not None and (share or whole.of >= number[0]):
        if whole.counts is not None:
            return whole
        noun = _noun(right, whole.end, one=False, share=False)
        return whole._replace(counts=noun.counts, end=noun.end or whole.end)
    if unit is not None and not share:
        if unit not in _MASS or _VAGUE_OF.match(right) is None:
            return Counted()
        return _noun(right, 3, one=False, share=True)
    if share and not (ratio and not right.lstrip().startswith("of ")):
        return _share_noun(right)
    noun = _plain_noun(right, one=one)
    if noun.counts is None and noun.end == 0:
        return _noun_before(left)
    return noun


def read_predicate(right: str, *, one: bool) -> Counted | None:
    """People that a part is said to be: [12] were civilians, [3] of them women."""
    start = _PREDICATE.match(right)
    if start is None or start.end() == 0:
        return None
    noun = _noun(right, start.end(), one=one, share=False)
    return noun if (noun.counts or "").rsplit(" ", 1)[-1].lower() in PEOPLE else None


def _whole(text: str) -> Counted | None:
    direct = _WHOLE.match(text)
    if direct is not None:
        return _read_whole(text, direct.end(), None)
    behind = _NOUN_WHOLE.match(text)
    if behind is None:
        return None
    noun = behind["noun"].split()
    if not is_plural(noun[-1]) or any(is_stop(word) for word in noun):
        return None
    whole = _read_whole(text, behind.end(), " ".join(noun))
    if whole is None or behind["out"]:
        return whole
    # "two convoys of about 20 trucks" is no share: without "out" nothing may be counted behind
    counted_behind = _noun(text, whole.end, one=False, share=False).counts
    return None if counted_behind or noun[-1].lower() in _GROUPS or not behind["soft"] else whole


def _read_whole(text: str, at: int, noun: str | None) -> Counted | None:
    piece = text[at : at + 40]
    if not piece[0].isdigit() and piece.split(maxsplit=1)[0].lower() not in NUMBER_WORDS:
        return None
    tokens = scan(piece)
    number = read_number(tokens, 0)
    if number is None or number.share or not number.sure:
        return None
    end = tokens[number.end - 1].end
    behind = piece[end:]
    if behind[:1].isalnum() or re.match(
        r"[-‐–%٪％/]|\s*(?:[%٪％]|percent|years?|months?|days?)", behind
    ):
        return None
    year = re.fullmatch(r"(?:19|20)\d\d", piece[:end])
    if year and not _noun(text, at + end, one=False, share=False).counts:
        return None
    return Counted(noun, number.value, at + end, whole_at=(at, at + end))


def _share_noun(right: str) -> Counted:
    """Behind a fraction or percentage only "of …" or "the …" names what it is a share of."""
    if _PRONOUN.match(right):
        return Counted(end=_PRONOUN.match(right).end())  # type: ignore[union-attr]
    start = _PARTITIVE.match(right) or _VAGUE_OF.match(right)
    if start is None:
        return Counted()
    return _noun(right, start.end(), one=False, share=True)


def _plain_noun(right: str, *, one: bool) -> Counted:
    pronoun = _PRONOUN.match(right)
    if pronoun is not None:
        return Counted(end=pronoun.end())
    at = 0
    number_of = _NUMBER_OF.match(right)
    if number_of is not None:
        at = number_of.end()
    elif right.lstrip().startswith("of "):
        partitive = _PARTITIVE.match(right) or _VAGUE_OF.match(right)
        at = partitive.end() if partitive is not None else 0
        one = False
    front = _FRONT.match(right, at)
    if front is not None:
        at = front.end()
    noun = _noun(right, at, one=one, share=False)
    return Counted(end=at) if noun.counts is None else noun


def _noun(text: str, at: int, *, one: bool, share: bool) -> Counted:
    """The noun phrase that starts at `at`: modifiers and a head that is surely a noun."""
    items = [m for m, _ in zip(_ITEM.finditer(text, at), range(_LONGEST), strict=False)]
    words = [m.group() for m in items]
    if any(text[m.start() - 1 : m.start()] == "-" for m in items[:1]):
        return Counted()
    run = _run(words)
    head = _single_head(words, run) if one else _head(words, run)
    if head is None and share and 0 < run <= _LONGEST_MASS and not words[0].endswith("ed"):
        head = run - 1
    if head is None:
        return Counted()
    head = _with_second(words, head)
    first = next((i + 1 for i in range(head, -1, -1) if words[i].endswith(("'s", "’s"))), 0)
    if first > head:
        return Counted()
    start, end = items[first].start(), items[head].end()
    return Counted(" ".join(text[start:end].split()), None, end)


def _run(words: list[str]) -> int:
    """How many words from the first belong together at most."""
    for index, word in enumerate(words):
        joins = word == "and" and 0 < index < len(words) - 1 and _is_pair_of_names(words, index)
        armed = (
            word.endswith("ly") and words[index + 1 : index + 2] and words[index + 1].endswith("ed")
        )
        stops = not word[0].isalpha() or is_stop(word) or word.lower() in NUMBER_WORDS
        if stops and not joins and not armed:
            return index
    return len(words)


def _is_pair_of_names(words: list[str], index: int) -> bool:
    """U.S. and Iraqi soldiers: "and" between two capitalised words before any head."""
    before, after = words[index - 1], words[index + 1]
    return before[0].isupper() and after[0].isupper() and not is_plural(before)


def _head(words: list[str], run: int) -> int | None:
    """The first plural, or the last of several in a row: 36 doubles events, Taliban fighters.

    A plural subject takes no verb in -s, so a plural behind a plural is the real head.
    """
    for index in range(run):
        if is_plural(words[index]):
            while index + 1 < run and words[index + 1].islower() and is_plural(words[index + 1]):
                index += 1
            return index
    return None


def _single_head(words: list[str], run: int) -> int | None:
    last = None
    for index in range(run):
        if words[index].lower() in PERSONS and not is_plural(words[index]):
            last = index
    return last


def _with_second(words: list[str], head: int) -> int:
    """women and children; men, women and children: plurals joined to the head, and no more."""
    last = head
    if words[head + 1 : head + 2] == [","] and words[head + 3 : head + 4] == ["and"]:
        last = head + 2
    if words[last + 1 : last + 2] != ["and"] or len(words) <= last + 2:
        return head
    if not all(_is_kind_of_people(word) for word in (words[last], words[last + 2])):
        return head
    behind = words[last + 3] if len(words) > last + 3 else "."
    return last + 2 if is_stop(behind) or not behind[0].isalpha() else head


def _is_kind_of_people(word: str) -> bool:
    return word.lower() in PEOPLE and is_plural(word)


def _noun_before(left: str) -> Counted:
    """What "the number of … rose to" and "174 districts out of …" count."""
    match = _COUNTED_BEFORE.search(left) if "number" in left else None
    whole = None if match is not None else _IS_WHOLE.search(left[-80:])
    match = match or whole
    if match is None:
        return Counted()
    words = match["noun"].split()
    if not is_plural(words[-1]) or any(is_stop(word) for word in words):
        return Counted()
    return Counted(" ".join(words), is_whole=whole is not None)
