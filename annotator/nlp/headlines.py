"""Gives headlines in capitals the letters a pipeline knows; offsets stay what they are.

A network learns from running text and takes every capital for a name. Only whole lines in capitals
or In Title Case change, and only for the pipeline's eyes: no text is ever shown or stored so.
"""

from __future__ import annotations

import re

from annotator.domain.figures.designators import DESIGNATORS
from annotator.domain.figures.outcome_words import FATES
from annotator.nlp.lexicon import Lexicon

_WORD = re.compile(r"[^\W\d_]+")
_BEFORE_NUMBER = re.compile(r"\.?\s?\d")
# Four small words in a row are running text.
_RUNNING = re.compile(r"(?:\b[a-z]+\s+){4}")
_LONGEST = 300
_FEWEST_WORDS = 4
_FEWEST_COMMON = 3
_CAPITALS_SHARE = 0.75
_TITLE_SHARE = 0.85


def plain_case(line: str, lexicon: Lexicon) -> str:
    """The line in the case of running text, or unchanged where it is that already.

    The result has as many code points as the line.
    """
    if len(line) > _LONGEST or _RUNNING.search(line):
        return line
    words = _WORD.findall(line)
    if len(words) < _FEWEST_WORDS:
        return line
    capitals = sum(word.isupper() for word in words)
    common = lexicon.list("common")
    if capitals >= _CAPITALS_SHARE * len(words):
        changed = _WORD.sub(lambda m: _from_capitals(m, lexicon), line)
    elif _is_title(words, common):
        changed = line[:1] + _WORD.sub(lambda m: _from_title(m, common), line)[1:]
    else:
        return line
    return changed if len(changed) == len(line) else line


def _is_title(words: list[str], common: frozenset[str]) -> bool:
    long = [word for word in words if len(word) > 3]
    small = [word for word in long if word[0].isupper() and word.lower() in common]
    capitals = sum(word[0].isupper() for word in long)
    return len(small) >= _FEWEST_COMMON and capitals >= _TITLE_SHARE * len(long)


def _from_capitals(match: re.Match[str], lexicon: Lexicon) -> str:
    word = match.group()
    if word in FATES:
        return word
    if _numbers(match):
        return word.title()
    if word.lower() in lexicon.list("common") or word.lower() in _SMALL:
        return word.lower()
    if word in lexicon.names:
        return word
    return word[:1] + word[1:].lower()


def _from_title(match: re.Match[str], common: frozenset[str]) -> str:
    word = match.group()
    is_small = word.lower() in common or word in _SMALL_TITLE
    return word.lower() if is_small and not _numbers(match) else word


def _numbers(match: re.Match[str]) -> bool:
    """Whether the word numbers what follows it, as Hill 421: it loses that with its capital."""
    is_designator = match.group().title() in DESIGNATORS
    return is_designator and _BEFORE_NUMBER.match(match.string, match.end()) is not None


_SMALL = frozenset({"in", "on", "at", "to", "of", "by", "as", "is", "it", "an", "a", "or", "if"})
_SMALL_TITLE = frozenset(word.title() for word in _SMALL)
