"""Steps that move the edges of a span: hyphens, articles, generic words, ordinals."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.domain.figures.numerals import word_set
from annotator.nlp.conventions.lists import (
    BEFORE_PLACE,
    HYPHENS,
    ORDINAL,
    POSSESSIVE,
    PREDICATES,
    Lists,
)
from annotator.nlp.mentions import Mention, Tokens

_OPENERS = word_set("the The a an A An THE of and former for by in to with")
_ARTICLES = frozenset({"al", "Al", "el", "El", "as", "As", "ar", "Ar", "ash", "Ash", "at", "At"})
# With these no name ends.
_NO_ENDS = word_set("and or of for in on at to by with from the as is was")
_KINDS = frozenset({"militia", "militant", "paramilitary", "insurgent"})


def cut_hyphens(lists: Lists, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
    """``US-led`` and ``pro-Taliban`` are marked inside."""
    words, changed = tokens.words, False
    if (
        mention.end - mention.start > 2
        and words[mention.start + 1] in HYPHENS
        and words[mention.start] in lists.openers
    ):
        mention.start += 2
        changed = True
    for at in range(mention.start + 1, mention.end - 1):
        if words[at] in HYPHENS and words[at + 1] in lists.tails:
            mention.end, changed = at, True
            break
    if tokens.is_after_prefix(mention.start, lists.openers):
        for end in range(mention.end - 1, mention.start, -1):
            if lists.lexicon.get(tokens.surface(mention.start, end)) is not None:
                mention.end, changed = end, True
                break
        while mention.end - mention.start > 1 and words[mention.end - 1] in lists.any_heads:
            mention.end, changed = mention.end - 1, True
    if changed:
        mention.note("hyphen")
    return (mention,) if mention.start < mention.end else ()


def trim(lists: Lists, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
    """Articles, possessives, punctuation, compass and generic words at the edges go."""
    words, start, end = tokens.words, mention.start, mention.end
    while start < end and _trims_left(lists, words[start], start + 1 < end):
        start += 1
    while start < end and _trims_right(lists, words[end - 1], mention.label):
        end -= 1
    if (start, end) != (mention.start, mention.end):
        mention.start, mention.end = start, end
        mention.note("trim")
    return (
        (mention,) if (start < end and words[start] not in lists.stop) or (start + 1 < end) else ()
    )


def _trims_left(lists: Lists, word: str, more: bool) -> bool:
    if not word[0].isalnum():
        return True
    return more and (word in _OPENERS or word in lists.compass or word in lists.generics)


def _trims_right(lists: Lists, word: str, label: str) -> bool:
    if word in POSSESSIVE or not (word[-1].isalnum() or word[-1] == "."):
        return True
    return word == "." or word in _NO_ENDS or (label == "LOCATION" and word in lists.generics)


def take_article(lists: Lists, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
    """``Al-Zawahiri`` begins with its article."""
    at, words = mention.start, tokens.words
    if (
        at > 1
        and words[at - 1] in HYPHENS
        and words[at - 2] in _ARTICLES
        and (tokens.touches(at) and tokens.touches(at - 1))
    ):
        mention.start = at - 2
        mention.note("article")
    return (mention,)


def take_ordinal(lists: Lists, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
    """``82nd Airborne Division``: the ordinal of a formation is part of its name."""
    start, words = mention.start, tokens.words
    acronym = (
        mention.end - start == 1
        and words[start].isupper()
        and len(words[start]) > 1
        and lists.lexicon.get(words[start]) is None
    )
    formation = (
        acronym or words[start] in lists.formations or (words[mention.end - 1] in lists.formations)
    )
    if start and formation and ORDINAL.fullmatch(words[start - 1]):
        mention.start -= 1
        mention.note("ordinal")
    return (mention,)


def cut_subject(lists: Lists, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
    """``In [Baghdad] police said``: the place of the sentence and its subject are apart."""
    words, start, end = tokens.words, mention.start, mention.end
    if (
        start
        and words[start - 1] in BEFORE_PLACE
        and words[end - 1].islower()
        and end < len(words)
        and words[end] in PREDICATES
    ):
        for cut in range(end - 1, start, -1):
            entry = lists.lexicon.get(tokens.surface(start, cut))
            if entry is not None and entry.label == "LOCATION":
                mention.end, mention.label = cut, entry.label
                mention.note("subject")
                break
    return (mention,)


def cut_kind(lists: Lists, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
    """``ISIL militant positions``: before a thing the kind word belongs to it."""
    end, words = mention.end, tokens.words
    if (
        end - mention.start > 1
        and words[end - 1] in _KINDS
        and end < len(words)
        and words[end] in lists.things
    ):
        mention.end = end - 1
        mention.note("kind")
    return (mention,)


def cut_thing(lists: Lists, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
    """``ISIL bunkers``, ``U.S. AC-130 gunship``: things join no name; what is known stays."""
    words, start, last = tokens.words, mention.start, mention.end - 1
    word = words[last]
    if start == last or not word.islower() or word in lists.any_heads or tokens.is_hyphened(last):
        return (mention,)
    if lists.lexicon.get(tokens.surface(start, mention.end)) is not None:
        return (mention,)
    for end in range(last, start, -1):
        entry = lists.lexicon.get(tokens.surface(start, end))
        if entry is not None:
            mention.end, mention.label = end, entry.label
            mention.note("thing")
            break
    return (mention,)
