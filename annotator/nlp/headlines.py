"""Gives lines and words in capitals or small letters the case a pipeline knows; offsets stay.

A network learns from running text and takes every capital for a name. Lines in capitals, in Title
Case or without any capital change, datelines in capitals (``KOLLAM:``) and peoples in small letters
(``russian troops``) too, and only for the pipeline's eyes: no text is ever shown or stored so.
"""

from __future__ import annotations

import re

from annotator.domain.figures.designators import DESIGNATORS, PLACES
from annotator.domain.figures.exclusion_words import MONTHS
from annotator.domain.figures.numerals import word_set
from annotator.domain.figures.outcome_words import FATES
from annotator.nlp import truecase
from annotator.nlp.lexicon import Lexicon

_WORD = re.compile(r"[^\W\d_]+")
_KINDS = DESIGNATORS | PLACES
_BEFORE_NUMBER = re.compile(r"\.?\s?\d")
# Four small words in a row are running text.
_RUNNING = re.compile(r"(?:\b[a-z]+\s+){4}")
_LONGEST_TITLE = 300
_FEWEST_WORDS = 4
_FEWEST_COMMON = 3
_CAPITALS_SHARE = 0.75
_TITLE_SHARE = 0.85
# KOLLAM: …, HOMS, Syria (AP) — …, 06:15 AM TIRUPATI: …, KARNATAKA Communal clash
_DATELINE = re.compile(
    r"(?:^|(?<=[.!?] )|(?<=\b[AP]M )|(?<=\bIST )|(?<=Correspondent ))"
    r"([^\W\d_a-z]{4,}(?:[ -][^\W\d_a-z]{4,})*)(?=\s?[:,(—–]|\s-|\s[A-Z][a-z])"
)
# The letter a sentence begins with.
_SENTENCE = re.compile(r"(?:^\W*|[^\W\d_]{2}[.!?][\"”’)]*\s+[\"“‘(]*)[^\W\d_](?!l-)")
_STAY_SMALL = word_set("polish turkey us jersey guinea dutch may nice chad")


def plain_case(line: str, lexicon: Lexicon) -> str:
    """The line in the case of running text, or unchanged where it is that already.

    The result has as many code points as the line.
    """
    words = _WORD.findall(line)
    changed = _changed(line, words, lexicon)
    return changed if len(changed) == len(line) else line


def _changed(line: str, words: list[str], lexicon: Lexicon) -> str:
    capitals = sum(map(str.isupper, words))
    if len(words) >= _FEWEST_WORDS:
        if capitals >= _CAPITALS_SHARE * len(words):
            return _from_capitals(line, lexicon)
        if line.islower():
            return truecase.from_small(line, lexicon)
        if _is_title(line, words, lexicon):
            return line[:1] + _WORD.sub(lambda m: _from_title(m, lexicon), line)[1:]
    if capitals or not line.isascii():  # else there is no dateline to be looked for
        line = _DATELINE.sub(lambda m: _from_dateline(m.group(), lexicon), line)
    wanted = _small_peoples(lexicon).intersection(words)
    if not wanted:
        return line
    return _WORD.sub(lambda m: m.group().title() if m.group() in wanted else m.group(), line)


def _from_capitals(line: str, lexicon: Lexicon) -> str:
    """Fates (``5 KIA``) stay in capitals, what numbers (``HILL 421``) keeps one."""
    plain = list(truecase.from_capitals(line, lexicon))
    for match in _WORD.finditer(line):
        word = match.group()
        if word in FATES:
            plain[match.start() : match.end()] = word
        elif _numbers(match):
            plain[match.start() : match.end()] = word if word in _KINDS else word.title()
    for opening in _SENTENCE.finditer(line):
        plain[opening.end() - 1] = line[opening.end() - 1]
    return "".join(plain)


def _is_title(line: str, words: list[str], lexicon: Lexicon) -> bool:
    if len(line) > _LONGEST_TITLE or _RUNNING.search(line):
        return False
    long = [word for word in words if len(word) > 3]
    small = [word for word in long if word[0].isupper() and word.lower() in lexicon.list("common")]
    capitals = sum(word[0].isupper() for word in long)
    return len(small) >= _FEWEST_COMMON and capitals >= _TITLE_SHARE * len(long)


def _from_title(match: re.Match[str], lexicon: Lexicon) -> str:
    word = match.group()
    is_small = word.lower() in lexicon.list("common") or word in _SMALL_TITLE
    return word.lower() if is_small and not _numbers(match) else word


def _from_dateline(run: str, lexicon: Lexicon) -> str:
    """A dateline in capitals as a name, unless one of its words is a code."""
    usual = truecase.shipped_cases().usual
    for word in _WORD.findall(run):
        form = usual.get(word.lower())
        if word in lexicon.names or (form is not None and (form.isupper() or form.islower())):
            return run
    return _WORD.sub(lambda m: m.group()[:1] + m.group()[1:].lower(), run)


_peoples: tuple[Lexicon, frozenset[str]] | None = None


def _small_peoples(lexicon: Lexicon) -> frozenset[str]:
    """Demonyms and countries in small letters that running text writes with a capital."""
    global _peoples
    if _peoples is None or _peoples[0] is not lexicon:
        names = (
            small
            for small, form in truecase.shipped_cases().usual.items()
            if small.islower() and len(small) > 3 and not form.islower()
        )
        known = frozenset(name for name in names if _is_people(name.title(), lexicon))
        _peoples = lexicon, known - _STAY_SMALL
    return _peoples[1]


def _is_people(title: str, lexicon: Lexicon) -> bool:
    entry = lexicon.names.get(title)
    return (
        entry is not None
        and entry.source.startswith(("demonyms", "countries"))
        and title not in MONTHS
    )


def _numbers(match: re.Match[str]) -> bool:
    """Whether the word numbers what follows it, as Hill 421: it loses that with its capital."""
    is_kind = not _KINDS.isdisjoint((match.group(), match.group().title()))
    return is_kind and _BEFORE_NUMBER.match(match.string, match.end()) is not None


_SMALL_TITLE = word_set("In On At To Of By As Is It An A Or If")
