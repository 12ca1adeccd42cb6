"""Steps that make several spans of one, or none: line breaks, titles, coordination."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.domain.figures.numerals import word_set
from annotator.nlp.conventions.lists import ORDINAL, POSSESSIVE, Lists, pieces
from annotator.nlp.mentions import Mention, Tokens

_ABBREVIATIONS = frozenset({"U.S.", "U.N.", "U.K."})
# The General that leads no troops: ``General Staff``.
_GENERAL_BODIES = word_set(
    "Staff Assembly Command Council Directorate Secretariat Intelligence Security Organization "
    "Conference Congress Headquarters Motors Electric Dynamics Prosecutor Administration"
)
# Bodies of one word that belong to whoever speaks; what is theirs is apart.
_BODIES = frozenset({"Coalition", "Government", "Council", "Ministry", "Army"})
# Titles that are surnames as often, at the end of a person's name.
_SURNAMES = word_set("Bishop King Prince Judge Major Marshal Pope Lord Speaker Cardinal Justice")
_JOINTS = frozenset({"and", "&", "/", "-", "–"})
# How many words beyond a span a title may go on: ``[Prime] Minister``.
_PAST = 3


def split_lines(lists: Lists, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
    """No span crosses a line break."""
    if "\n" not in tokens.words[mention.start : mention.end]:
        return (mention,)
    breaks = [i for i in range(mention.start, mention.end) if tokens.words[i] == "\n"]
    return pieces(mention, [(i, i + 1) for i in breaks], "line")


def split_abbreviation(lists: Lists, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
    """``... in the U.S. Israeli police ...``: the stop also ended a sentence."""
    at, words = mention.start + 1, tokens.words
    if at < mention.end and words[at - 1] in _ABBREVIATIONS:
        entry = lists.lexicon.get(words[at])
        if entry is not None and entry.source.startswith("demonyms"):
            return pieces(mention, [(at, at)], "sentence")
    return (mention,)


def split_possessive(lists: Lists, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
    """``Afghanistan's Taliban`` is two names where both are known ones."""
    words = tokens.words
    for at in range(mention.start + 1, mention.end - 1):
        if words[at] in POSSESSIVE:
            left = tokens.surface(mention.start, at)
            is_name = lists.lexicon.get(left) or left in _BODIES
            if is_name and not lists.lexicon.get(tokens.surface(mention.start, mention.end)):
                return pieces(mention, [(at, at + 1)], "possessive")
    return (mention,)


def split_coordination(lists: Lists, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
    """``Kurdish and Yezidi fighters``, ``Kabul-Doha``: two, and a head goes with the last."""
    words = tokens.words
    inner = range(mention.start + 1, mention.end - 1)
    at = next((i for i in inner if words[i] in _JOINTS), None)
    if at is None:
        return (mention,)
    left = lists.lexicon.get(tokens.surface(mention.start, at))
    if left is None or lists.lexicon.get(tokens.surface(mention.start, mention.end)):
        return (mention,)
    for end in range(mention.end, at + 1, -1):
        if lists.lexicon.get(tokens.surface(at + 1, end)) is not None:
            return pieces(mention, [(at, at + 1)], "coordination")
    return (mention,)


def split_titles(lists: Lists, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
    """Titles and ranks are outside; one in the middle parts country and person."""
    words = tokens.words
    if mention.label != "ACTOR":
        only_role = all(word in lists.roles for word in words[mention.start : mention.end])
        return () if only_role else (mention,)
    if mention.end - mention.start > 2 and words[mention.end - 1] in lists.facilities:
        return (mention,)  # King Khalid International Airport
    _leave_portfolio(lists, words, mention)
    for at in range(mention.start, mention.end):
        if _is_title(lists, words[at]) and not _is_surname(lists, tokens, mention, at):
            end = _title_end(lists, words, at, min(len(words), mention.end + _PAST))
            if end > at:
                return pieces(mention, [(at, min(end, mention.end))], "title")
    return (mention,) if mention.start < mention.end else ()


def _is_surname(lists: Lists, tokens: Tokens, mention: Mention, at: int) -> bool:
    """``Julie Bishop met``: a title with a given name before it and no name behind it."""
    words, end = tokens.words, mention.end
    return (
        words[at] in _SURNAMES
        and at == end - 1
        and at - mention.start == 1
        and not _is_title(lists, words[mention.start])
        and not (end < len(words) and words[end][0].isupper())
        and lists.lexicon.get(words[mention.start]) is None
    )


def split_office(lists: Lists, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
    """``Minister for the Middle East Tobias Ellwood``, ``Smith of 1st Battalion``, ``State
    Department Ned Price``: two each."""
    words, start, end = tokens.words, mention.start, mention.end
    if mention.label != "ACTOR" or end - start < 3:
        return (mention,)
    behind = _person_behind(lists, tokens, mention)
    if behind:
        return pieces(mention, [(behind, behind)], "office")
    for at in range(start + 1, end - 1):
        if words[at] == "of" and ORDINAL.fullmatch(words[at + 1]):
            return pieces(mention, [(at, at + 1)], "of")
    before = words[start - 2 : start] if start > 1 else []
    if before[-1:] == ["for"] or before[:1] == ["for"]:
        for cut in range(end - 1, start, -1):
            entry = lists.lexicon.get(tokens.surface(start, cut))
            if entry is not None and entry.label == "LOCATION":
                place, person = pieces(mention, [(cut, cut)], "office")
                place.label = entry.label
                return (place, person)
    return (mention,)


def _person_behind(lists: Lists, tokens: Tokens, mention: Mention) -> int:
    """Where two or three words behind a known institution begin; 0 where none do."""
    words, end = tokens.words, mention.end
    for at in range(end - 2, max(mention.start + 1, end - 4), -1):
        if (
            words[at - 1] in lists.institutions
            and all(w[0].isupper() and w[1:].islower() for w in words[at:end])
            and not lists.institutions.intersection(words[at:end])
            and lists.lexicon.get(tokens.surface(mention.start, at)) is not None
        ):
            return at
    return 0


def split_demonym(lists: Lists, tokens: Tokens, mention: Mention) -> Iterable[Mention]:
    """``Afghan Helmand``: a people and a place of theirs are two."""
    start, end = mention.start, mention.end
    if end - start < 2 or lists.lexicon.get(tokens.surface(start, end)) is not None:
        return (mention,)
    people = lists.lexicon.get(tokens.words[start])
    place = lists.lexicon.get(tokens.surface(start + 1, end))
    if people is None or place is None or place.label != "LOCATION":
        return (mention,)
    if not people.source.startswith("demonyms"):
        return (mention,)
    first, second = pieces(mention, [(start + 1, start + 1)], "demonym")
    first.label, second.label = people.label, place.label
    return (first, second)


def _leave_portfolio(lists: Lists, words: list[str], mention: Mention) -> None:
    """Of ``Secretary of [State Hillary Clinton]`` the state belongs to the office."""
    start = mention.start
    if start > 1 and words[start - 1] in ("of", "for") and words[start - 2] in lists.roles:
        while mention.start < mention.end and words[mention.start] in lists.portfolios:
            mention.start += 1
            mention.note("title")


def _is_title(lists: Lists, word: str) -> bool:
    return word in lists.titles or (
        len(word) > 1 and word.isupper() and word.title() in lists.titles
    )


def _title_end(lists: Lists, words: list[str], start: int, limit: int) -> int:
    """The end of the longest title from ``start``; ``start`` if the run names no role."""
    best = at = start
    while at < limit and (_is_title(lists, words[at]) or words[at] in ("of", "-", "for", "and")):
        role = words[at] in lists.roles or words[at].title() in lists.roles
        if role and not (
            words[at] == "General" and words[at + 1 : at + 2] and (words[at + 1] in _GENERAL_BODIES)
        ):
            best = at + 1
        at += 1
    return _portfolio_end(lists, words, best, limit) if best > start else best


def _portfolio_end(lists: Lists, words: list[str], start: int, limit: int) -> int:
    """``Minister of Foreign Affairs``: what the role is for belongs to the title."""
    at = start
    if at + 1 < limit and words[at] in ("of", "for") and (words[at + 1] in lists.portfolios):
        at += 2
        while at < limit and words[at] in (*lists.portfolios, "and", "&"):
            at += 1
        return at
    return start
