"""How a word is written in running text: by its neighbours, by itself, by the known names.

``resources/truecase/cases.tsv`` is counted from newswire (``training/cases.py``). Every form has as
many code points as the word it stands for, so that offsets stay what they are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

from annotator.domain.figures.numerals import word_set
from annotator.nlp.evidence.world import world
from annotator.nlp.lexicon import Lexicon
from annotator.resources import resource

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_PARTS = re.compile(r"[^\W_]+")
_ENDINGS = (
    *(("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", "")),
    *(("d", ""), ("n", ""), ("ers", "ing"), ("er", "ing"), ("ies", "y")),
)
# carted, hacked, torched; not Ahmed, Saeed, Majed
_PAST = re.compile(r"(?:ck|rt|st|nt|ll|pp|tt|sh|ss|ch|rk|nk|mp|ft|ct|pt)ed$")
_OPENINGS = ("re", "un", "over", "out", "non", "anti", "counter", "mis", "pre")
_LEARNED = ("ing", "ed", "ly", "ness", "ment", "tion", "tions", "ists", "ments", "able", "less")
_MEANS_US = word_set("tell told give gave let help join between of all to show asked gives helped")
_LONGEST_NAME = 6
_CODE = 3
# IN GAO: elsewhere a word of three letters that nobody knows is a code.
_BEFORE_PLACES = word_set("in near of at to from")
# Units of administration and towns by their own names, of 1,000 inhabitants and more.
_PLACES = "12c"
_LARGE = 4


@dataclass(slots=True)
class Cases:
    """Usual forms by small word, and other forms beside a neighbour (``before:WORD``)."""

    usual: dict[str, str] = field(default_factory=dict)
    beside: dict[str, dict[str, str]] = field(default_factory=dict)

    def form(self, small: str, before: str, after: str) -> str | None:
        """The form of a word between two others; None for a word never seen."""
        exceptions = self.beside.get(small)
        if exceptions:
            form = exceptions.get("before:" + before) or exceptions.get("after:" + after)
            if form:
                return form
        return self.usual.get(small)


@cache
def shipped_cases() -> Cases:
    """The forms that come with the program (do not change the object)."""
    cases = Cases()
    lines = resource("truecase", "cases.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if not line.startswith("#"):
            form, *exceptions = line.split("\t")
            small = form.lower()
            cases.usual[small] = form
            if exceptions:
                cases.beside[small] = dict(pair.rsplit("=", 1) for pair in exceptions)
    return cases


def from_capitals(text: str, lexicon: Lexicon) -> str:
    """A text in capitals as running text; what nothing is known of becomes a name."""
    words = list(WORD.finditer(text))
    smalls = [word.group().lower() for word in words]
    out, last = [], 0
    for at, word in enumerate(words):
        before = smalls[at - 1] if at else ""
        after = smalls[at + 1] if at + 1 < len(words) else ""
        form = _capital(word.group(), smalls[at], before, after, lexicon)
        out += [text[last : word.start()], form if len(form) == len(word.group()) else word.group()]
        last = word.end()
    return with_names("".join([*out, text[last:]]), lexicon)


def from_small(text: str, lexicon: Lexicon) -> str:
    """A text without a capital as running text; what nothing is known of stays."""
    cases = shipped_cases()
    words = list(WORD.finditer(text))
    smalls = [word.group() for word in words]
    out, last = [], 0
    for at, word in enumerate(words):
        before = smalls[at - 1] if at else ""
        after = smalls[at + 1] if at + 1 < len(words) else ""
        form = cases.form(smalls[at], before, after)
        if form is None:
            is_place = smalls[at] not in lexicon.list("common") and _is_place(smalls[at])
            form = smalls[at].title() if is_place else smalls[at]
        out += [text[last : word.start()], form if len(form) == len(smalls[at]) else smalls[at]]
        last = word.end()
    return with_names("".join([*out, text[last:]]), lexicon)


def is_small(word: str, lexicon: Lexicon) -> bool:
    """Whether running text mostly writes a word small."""
    small = word.lower()
    usual = shipped_cases().usual.get(small)
    return small in lexicon.list("common") if usual is None else usual == small


def _capital(word: str, small: str, before: str, after: str, lexicon: Lexicon) -> str:
    if small == "us":
        return "us" if before in _MEANS_US else "US"
    if len(word) == 1:
        return small if small == "a" else word
    form = shipped_cases().form(small, before, after)
    if form is None and small.endswith(("'s", "’s")):
        return _capital(word[:-2], small[:-2], before, after, lexicon) + small[-2:]
    title = word[:1] + small[1:]
    is_code = len(word) <= _CODE and word.isalpha() and (form is None or form.isupper())
    if is_code and before in _BEFORE_PLACES and _is_place(small):
        return title
    if form is not None:
        return form
    if small in lexicon.list("common"):
        return small
    if title in lexicon.names:
        return title
    if is_code or word in lexicon.names:
        return word
    return small if _is_inflected(small) and not _is_place(small) else title


def _is_place(small: str) -> bool:
    """Whether a word never seen is the name of a place of the world."""
    known = world().get(small)
    return known is not None and known.level in _PLACES and known.size >= _LARGE


def _is_inflected(small: str) -> bool:
    """Whether a word never seen looks like a form of a small one, or like no name at all."""
    usual = shipped_cases().usual
    for ending, base in _ENDINGS:
        if small.endswith(ending) and usual.get(small.removesuffix(ending) + base, "A").islower():
            return True
    if any(usual.get(small + ending, "A").islower() for ending in ("s", "d", "ed", "ing", "ly")):
        return True
    for opening in _OPENINGS:
        if small.startswith(opening) and usual.get(small.removeprefix(opening), "A").islower():
            return True
    return _PAST.search(small) is not None or (len(small) > 6 and small.endswith(_LEARNED))


def with_names(text: str, lexicon: Lexicon) -> str:
    """The text with names of more than one word as the lexicon spells them."""
    index = _longer_names(lexicon)
    words = list(_PARTS.finditer(text))
    smalls = [word.group().lower() for word in words]
    out, last, at = [], 0, 0
    while at < len(words):
        step = 1
        for name in index.get(smalls[at], ()):
            end = words[at].start() + len(name)
            piece = text[words[at].start() : end]
            if piece.lower() == name.lower() and not text[end : end + 1].isalnum():
                out += [text[last : words[at].start()], name]
                last = end
                while at + step < len(words) and words[at + step].start() < end:
                    step += 1
                break
        at += step
    return "".join([*out, text[last:]])


_indexes: dict[int, tuple[Lexicon, dict[str, list[str]]]] = {}


def _longer_names(lexicon: Lexicon) -> dict[str, list[str]]:
    """Names of more than one word by their first, longest first."""
    known = _indexes.get(id(lexicon))
    if known is not None and known[0] is lexicon:
        return known[1]
    index: defaultdict[str, list[str]] = defaultdict(list)
    for name in lexicon.names:
        parts = _PARTS.findall(name)
        is_longer = 1 < len(parts) <= _LONGEST_NAME and name.startswith(parts[0])
        if is_longer and not name.isupper() and len(name.lower()) == len(name):
            index[parts[0].lower()].append(name)
    for names in index.values():
        names.sort(key=lambda name: (-len(name), name))
    _indexes.clear()
    _indexes[id(lexicon)] = lexicon, dict(index)
    return _indexes[id(lexicon)][1]
