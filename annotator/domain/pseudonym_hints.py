"""Words that stay where pseudonyms take the place of names, and may mean somebody all the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from annotator.domain.months import folded
from annotator.domain.pseudonym_patterns import AND, BARE, BY, UNSEEN, compared

_LEAST = 3  # letters of a word that may be a name by itself
_LEAST_STEM = 4
_LEAST_JOINED = 6
_ENDINGS = 4  # letters that inflect a name; of a shorter name one less
_REMEMBERED = 100_000
_BETWEEN = re.compile(r"[\s\-\u2010\u2011._・·]+")
_WORD = re.compile(rf"[^\W_{BARE}](?:[^\W_{BARE}]|[\u0300-\u036f{UNSEEN}])*")
_PARTS = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_ENCODED = re.compile("(?:%[0-9A-Fa-f]{2})+")
_PSEUDONYM = re.compile(r"(?:person|annotator)-\d+")
_ARABIC = re.compile(f"{AND}?(?:(?P<the>ل(?=ل))|{BY}|ک)?(?=...)")
# A letter or two at the end of a name that inflection changes.
_CHANGING = re.compile("(?<=....)(?:[аеиоуыэюяйьіїєґјў]{1,2}|[aeiouy])$")


class Hints:
    """Who may be meant by single words of a name, inflected, run together, in any case, and
    without marks on letters.
    """

    def __init__(self, names: Iterable[tuple[str, str]], *, lower: bool = False) -> None:
        """``names`` are pseudonyms with spellings. Words of names in small letters (“van”, “al”)
        are nobody's but with ``lower``.
        """
        self._words: dict[str, str] = {}
        self._stems: dict[str, str] = {}
        self._joined: dict[str, str] = {}
        for pseudonym, spelling in names:
            words = [word for word in _BETWEEN.split(spelling) if word]
            own = [w for w in words if len(w) >= _LEAST and (lower or not w[0].islower())]
            for word in map(_folded, own):
                self._words.setdefault(word, pseudonym)
                self._stems.setdefault(_CHANGING.sub("", word), pseudonym)
            for first, last in pairwise(words):
                for joined in (_folded(first + last), _folded(last + first)):
                    if len(joined) >= _LEAST_JOINED:
                        self._joined.setdefault(joined, pseudonym)
        self._run_together = _either(self._joined)
        self._bare = _either(word for word in self._words if re.match(f"[{BARE}]", word))
        self._meant: dict[str, str | None] = {}

    def of(self, text: str) -> Counter[tuple[str, str]]:
        """How often a text has what may be somebody, by pseudonym and words."""
        if not self._words:
            return Counter()
        text = _ENCODED.sub(lambda match: compared(match[0])[0], _PSEUDONYM.sub(" ", text))
        counts: Counter[tuple[str, str]] = Counter()
        for form, count in Counter(_WORD.findall(text)).items():
            if form not in self._meant:
                if len(self._meant) >= _REMEMBERED:
                    self._meant.clear()
                self._meant[form] = self._who(form)
            pseudonym = self._meant[form]
            if pseudonym is not None:
                counts[pseudonym, form] = count
        if self._bare is not None:
            for form in self._bare.findall(text):
                counts[self._words[form], form] += 1
        return counts

    def _who(self, form: str) -> str | None:
        whole = _folded(form)
        joined = self._run_together and self._run_together.search(whole)
        if joined:
            return self._joined[joined[0]]
        parts = [whole, *map(_folded, _PARTS.split(form))]
        words = [word for part in parts for word in _without_joined(part)]
        by_stem = not (form[0].isascii() and form[0].islower())
        for word in words:
            for length in range(len(word), max(len(word) - _ENDINGS, _LEAST) - 1, -1):
                start = word[:length]
                if length < _LEAST_STEM and len(word) - length == _ENDINGS:
                    continue
                if start in self._words:
                    return self._words[start]
                if by_stem and length >= _LEAST_STEM and start in self._stems:
                    return self._stems[start]
        return None


def _folded(word: str) -> str:
    return folded(compared(word)[0])


def _without_joined(word: str) -> Iterator[str]:
    """A word, and without what Arabic writes with the next word; “for the” is “the” again."""
    yield word
    match = _ARABIC.match(word)
    if match and match.end():
        rest = word[match.end() :]
        yield f"ا{rest}" if match["the"] else rest


def _either(words: Iterable[str]) -> re.Pattern[str] | None:
    either = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(either) if either else None
