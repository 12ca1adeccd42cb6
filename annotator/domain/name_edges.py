"""Where a name ends, and what the guidelines keep outside of a span: articles, possessives,
punctuation. Reads letters alone; no gazetteer and no pipeline.
"""

from __future__ import annotations

import regex

from annotator.domain.boundaries import line_around
from annotator.domain.labels import FIGURE
from annotator.domain.tokens import Token, tokenise, trim


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ARTICLE = regex.compile(r"(?i:the|an?)(?=\s)")
_POSSESSIVE = regex.compile(r"['’]s?$")
_BEFORE = regex.compile(r"[\s\p{P}--[#@%‰$€£&]]+", regex.VERSION1)
_BEHIND = regex.compile(r"[\s\p{P}--[%‰]]+$", regex.VERSION1)
_ABBREVIATION = regex.compile(r"(?:^|[\s.\-–])\p{L}\.$|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|St)\.$")
_BRACKETS = {")": "(", "]": "["}
_CAPITAL = regex.compile(r"[\p{Lu}\p{Lt}\p{Lo}]")
_WITHOUT_CASE = regex.compile(r"\p{Lo}")
_JOINTS = _words(
    "of al el ul wal wa ud ur ash bin ibn abu ould ag de del der den des du dos das van von di da "
    "do la las los le les lo y e et and & - – ’ '"
)
_NO_MODIFIERS = _words(
    "that who which said says told to in on at by for with from as has have had is are was were be "
    "will would may can could not no their its his her the a an but or if when while after before"
)
_LOOK_AHEAD = 5  # words between a name and the head that belongs to it

HEADS = _words(
    "forces force troops soldiers police officers army military navy fighters militants militia "
    "militias rebels warlords government ministry embassy council authorities officials leaders "
    "leadership delegation envoys members groups units civilians people women men administration "
    "parliament contingent occupiers occupants actors gang separatists settlers herders guerrillas "
    "insurgents commanders diplomats lawmakers peacekeepers personnel"
)
"""The collective words that end a name (guideline 4: “Afghan security forces”)."""


def trimmed(text: str, start: int, end: int, label: str) -> tuple[int, int]:
    """The span without leading articles, a possessive and punctuation at its edges.

    What belongs to a name stays: the stop of an abbreviation, a bracket that is opened within. A
    FIGURE keeps “a”, which is a number in “a dozen”. Unchanged where nothing would be left.
    """
    first, last = trim(text, start, end)
    while first < last:
        before = (first, last)
        if (match := _BEFORE.match(text, first, last)) is not None:
            first = match.end()
        if label != FIGURE and (match := _ARTICLE.match(text, first, last)) is not None:
            first = match.end()
        last = _without_tail(text, first, last)
        first, last = trim(text, first, last)
        if (first, last) == before:
            break
    return (first, last) if first < last else (start, end)


def name_end(text: str, start: int, end: int) -> int:
    """The end of the name that begins at ``start`` and goes at least to ``end``.

    Words with a capital belong to it, joined by “of”, “al”, a hyphen and their like, and so do
    lower words up to a collective head. Where a script has no capitals it is one word more.
    """
    _, stop = line_around(text, start)
    tokens = tokenise(text, end, stop)
    if not tokens or not _follows(text, end, tokens[0].start):
        return end
    if _WITHOUT_CASE.match(text, tokens[0].start):
        return tokens[0].end
    reached, at = end, 0
    while at < len(tokens):
        word = text[tokens[at].start : tokens[at].end]
        if not _follows(text, tokens[at - 1].end if at else end, tokens[at].start):
            break
        if _CAPITAL.match(word):
            reached = tokens[at].end
        elif word not in _JOINTS or not _is_joined(text, tokens, at):
            break
        at += 1
    return _head_end(text, tokens[at:], reached)


def _without_tail(text: str, first: int, last: int) -> int:
    """The end without possessive and punctuation."""
    match = _BEHIND.search(text, first, last)
    if match is not None:
        kept = match.start()
        if text[kept] == "." and _ABBREVIATION.search(text, first, kept + 1):
            kept += 1
        while kept < last and _BRACKETS.get(text[kept]) in set(text[first:kept]):
            kept += 1
        last = kept
    match = _POSSESSIVE.search(text, first, last)
    return match.start() if match is not None and match.start() > first else last


def _follows(text: str, end: int, start: int) -> bool:
    """Whether nothing but a space stands between two words."""
    return text[end:start] in ("", " ", "\u00a0")


def _is_joined(text: str, tokens: list[Token], at: int) -> bool:
    """Whether a joint is followed by a word with a capital, over another joint at most."""
    following = [text[token.start : token.end] for token in tokens[at + 1 : at + 3]]
    if following and following[0] in _JOINTS:
        del following[0]
    return bool(following) and bool(_CAPITAL.match(following[0])) and text[tokens[at].start] != "."


def _head_end(text: str, tokens: list[Token], reached: int) -> int:
    """The end of the collective head behind a name; ``reached`` where there is none."""
    at = reached
    for token in tokens[:_LOOK_AHEAD]:
        word = text[token.start : token.end]
        if not _follows(text, at, token.start) or not word[0].islower():
            break
        if word in _NO_MODIFIERS or word.endswith("ed"):
            break
        if word in HEADS:
            return _head_end(text, tokens[tokens.index(token) + 1 :], token.end)
        at = token.end
    return reached
