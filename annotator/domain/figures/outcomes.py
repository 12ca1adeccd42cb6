"""What befell the counted, from the clause: killed, wounded, captured, displaced, missing … .

Looks for a verb that governs this figure and no other one; gives None when it is not sure.
"""

from __future__ import annotations

import re

from annotator.domain.figures import outcome_words as ow
from annotator.domain.figures import qualifiers
from annotator.domain.figures.counted import Counted
from annotator.domain.figures.joined import shared
from annotator.domain.figures.listed import LISTED, heading, is_beside
from annotator.domain.figures.nouns import PERSONS
from annotator.domain.figures.numerals import NUMBER_WORDS, word_set
from annotator.domain.figures.outcomes_behind import ENDS, is_number, read_behind
from annotator.domain.figures.scan import WORD

_TOLL_WORDS = r"(?:death toll|number of (?:the )?dead|number of deaths)"
_TOLL = re.compile(
    rf"\b(?:{_TOLL_WORDS}|number killed|toll of dead)\b"
    r"[^,;0-9]{0,90}?\b(?:to|at|is|was|of|reached|exceeds|exceeded|topped|now|passed)$"
)
_MOVED_TOLL = re.compile(
    rf"\b{_TOLL_WORDS}\b[^,;0-9]{{0,90}}?"
    r"\b(?:(?:risen|rose|rises|rising|raised|revised|climbed|climbs|increased|increases|jumped|fell"
    r"|up|down)\s+from|(?:from|by) (?:[^\s,;]+ ){1,3}?to|(?:stands|stood)\s+at)$"
)
_HURT_TOLL = re.compile(
    r"\bnumber of (?:the )?(?P<state>wounded|injured|missing|displaced|homeless|arrested|detained)"
    r"\b[^,;]{0,40}?\b(?:to|at|is|was|reached|exceeds|exceeded)$"
)
_TOLL_ENDS = word_set(
    "to from at is was of reached exceeds exceeded topped now passed were are include included"
    " including includes"
)
_AMONG = re.compile(
    r"\b(?:among|of|the|those)\b(?: [a-z]+){0,2} (?P<state>[a-z]+)"
    r" (?:were|was|are|is|include|included|including|includes)$"
)
_LIVES = re.compile(
    r"\b(?:claim\w*|took|taken|taking|takes|cost\w*)"
    r"(?: [a-z]+){0,3} (?:the )?lives of$|\b(?:claim\w*|cost|costing)$"
)


_FATE = re.compile(
    rf"\s*(?:were\s+|×\s*)?({'|'.join(ow.FATES)})\b(?!\s+(?:[a-z]{{3,}}s|troops|people|men|forces)\b)"
)
_ASIDE_ENDS = re.compile(r"[^,;.]{0,60},\s")
_WERE_TAKEN = re.compile(r"\s*(?:were\s+|was\s+)?taken(?=\s*[.,;]|\s*$)")
_TAKEN = re.compile(rf"\s*({'|'.join(ow.TAKEN)})s?\b")
_AMONG_THEM = re.compile(
    r"\s*(?:of|among)\s+(?:them|whom|these|those)\b(?!\s+(?:were|was|are|had|have)\b)"
)
_CLOSED_ASIDE = re.compile(r"[^,;.]{0,60},\s(?=(?:were|was|have|has|had|died)\b)")
_FATAL = re.compile(r"\s*(?:of|among)\s+(?:them|these)\s+fatal(?:ly)?\b")
_OWN_VERB = re.compile(
    r"\s*(?:(?:have|had|has|later|since|then|also|managed\s+to|were\s+able\s+to)\s+)*"
    r"(?:escaped?|fled|flee|survived?|returned|recovered|remain(?:ed|s)?)\b"
)
_NEXT_FATE = re.compile(
    rf"\s*\+?\s*(?i:({'|'.join(sorted(ow.FATED))}))\b(?!\s+(?:[a-z]+\s+){{0,2}}?[a-z]+s\b)"
    r"(?!\s+(?:men|women|children|people|troops|police)\b)"
)
_PRISONERS = frozenset(fate.lower() for fate in ow.FATES)
_YEAR = re.compile(r"(?:19|20)\d\d")


def read_outcome(words: list[str], right: str, counted: Counted) -> str | None:
    """The outcome the clause gives for this figure; None when there is none or two.

    `words` are the lower-case words before the figure without its qualifiers, `right` the text
    behind its number.
    """
    outcome = _choose(words, right, counted)
    nouns = (counted.counts or "").lower().replace("-", " ").split()
    people = counted.counts is not None and counted.counts.rsplit(" ", 1)[-1][0].isupper()
    people = people or not PERSONS.isdisjoint(nouns) or not _PRISONERS.isdisjoint(nouns[-1:])
    if outcome == "freed" and ((nouns and not people) or words[-1:] in (["wanted"], ["want"])):
        return None  # reports and statements are released too
    if outcome == "captured" and not ow.VOTES.isdisjoint(nouns):
        return None
    if outcome == "destroyed" and not PERSONS.isdisjoint(nouns):
        return None  # who is shot down may be dead
    return outcome


def _choose(words: list[str], right: str, counted: Counted) -> str | None:
    behind = right[counted.end :]
    fate = _FATE.match(behind)
    if fate is not None:
        return ow.FATES[fate[1]]
    if (outcome := heading(words)) is not None and read_behind(behind) is None:
        return outcome
    if counted.counts == "lives" and (_LIVES.search(" ".join(words)) or "were lost" in behind[:20]):
        return "killed"
    noun = (counted.counts or "").rsplit(" ", 1)[-1]
    if _WERE_TAKEN.match(behind) and noun.removesuffix("s") in ow.TAKEN:
        return ow.TAKEN[noun.removesuffix("s")]  # 251 hostages taken
    if noun in ow.FATES:
        return _of_fated(words, behind, ow.FATES[noun])
    head = ow.HEADS.get(noun.lower())
    if head is not None:
        return None if _is_feared(words[-8:]) else head
    if has_own_verb(right):
        return None
    if _AMONG_THEM.match(right):
        if _FATAL.match(right):
            return "killed"  # 471 casualties, [100] of them fatal
        if (fate_behind := _fate_behind(behind)) is not None:
            return fate_behind
        aside = _CLOSED_ASIDE.match(right) if words[-1:] == [","] else None
        if aside is not None:  # 58 people, [32] of them journalists, were killed
            return _fate_behind(right[aside.end() - 1 :])
        return _included(words)
    if _is_next_of_list(words) and (next_fate := _NEXT_FATE.match(behind)) is not None:
        return LISTED[next_fate[1].lower()]  # 12 killed [30]+ wounded
    if "(" in words[-4:] and ")" not in words[-4:] and ")" in behind:
        bracketed = _in_brackets(words, behind)
        if bracketed is not None:
            return bracketed or None
    after = read_behind(behind)
    if after is not None and (after.strong or _is_next_of_list(words)):
        return after.outcome or None
    taken = _TAKEN.match(behind)
    if taken is not None and words[-1:] and words[-1] in ow.TAKING:
        return ow.TAKEN[taken[1]]
    before = _before(words, counted)
    if before is not None:
        return before or None
    if words[-1:] == ["including"] or words[-2:] == ["among", "them"]:
        aside = _ASIDE_ENDS.match(behind)  # 12 people, including [3] women, were killed
        return _fate_behind(behind[aside.end() - 1 :]) if aside else None
    if after is not None:
        return after.outcome or None
    return _included(words) if is_beside(words, behind) else shared(behind)


def has_own_verb(right: str) -> bool:
    """Whether a part did something itself: three of whom escaped."""
    pointer = _AMONG_THEM.match(right)
    return pointer is not None and _OWN_VERB.match(right, pointer.end()) is not None


def _of_fated(words: list[str], behind: str, head: str) -> str | None:
    """What befell those whose name says it, if nothing else did: swapped 95 POWs, 9 POWs freed."""
    after = read_behind(behind)
    if after is not None and (after.strong or not words):
        return after.outcome or None
    if words and words[-1] in ow.ACTIVE:
        return _active(words) or None
    near = (*words[-4:], *WORD.findall(behind.lower())[:3])
    return None if not ow.EXCHANGES.isdisjoint(near) or _is_feared(words[-8:]) else head


def _in_brackets(words: list[str], behind: str) -> str | None:
    """9 people (including [2] women) were killed: the verb behind the brackets; "" for none.

    None where the brackets do not say whose verb it is.
    """
    inside, _, outside = behind.partition(")")
    if read_behind(inside) is not None or words[-1] in ow.ACTIVE:
        return None
    after = read_behind(outside)
    if after is not None:
        return after.outcome
    opened = len(words) - 1 - words[::-1].index("(")
    before = words[:opened]
    fates = [at for at, word in enumerate(before) if word in ow.ANY]
    numbers = [at for at, word in enumerate(before) if is_number(word)]
    apart = fates and numbers and opened - numbers[-1] < 3 and numbers[-1] > fates[-1] + 1
    return "" if apart else None  # 9 were killed and 5 (including [1] child) slightly hurt


def _is_next_of_list(words: list[str]) -> bool:
    """[5 killed] 12 wounded, [5 soldiers killed] 12 wounded: the verb is another figure’s."""
    if not words or words[-1] not in ENDS:
        return False
    return any(is_number(word) and not _YEAR.fullmatch(word) for word in words[-3:-1])


def _before(words: list[str], counted: Counted) -> str | None:
    """The verb or noun before the figure; "" when it is denied or double."""
    if words and words[-1] in ow.DAYS:
        words = words[:-1]
    if not words:
        return None
    if words[-2:] == ["incl", "."]:
        words = [*words[:-2], "including"]
    last = words[-1]
    if last in ow.ACTIVE:
        return _active(words)
    phrase = ow.PHRASES.get((words[-2], last)) if len(words) > 1 else None
    if phrase is not None:
        near = words[-5:-2]
        return phrase if ow.NEGATIONS.isdisjoint(near) and ow.MODALS.isdisjoint(near) else ""
    joined = " ".join(words)
    if last in _TOLL_ENDS:
        if _TOLL.search(joined) or _MOVED_TOLL.search(joined):
            return "killed"
        hurt = _HURT_TOLL.search(joined) or _AMONG.search(joined)
        if hurt is not None:
            state = hurt["state"]
            return ow.STATES.get(state) or ow.PARTICIPLES.get(state)
    if last == "of" and len(words) > 1:
        return "killed" if _LIVES.search(joined) else _nominal(words)
    if last in ("including", "includes", "include", "included") or words[-2:] == ["among", "them"]:
        return _included(words)
    if last in ("and", ",") and counted.counts is not None:
        return _continued(words)
    return None


def _nominal(words: list[str]) -> str | None:
    """the deaths of [36] civilians; nothing for what is only asked for ("for the release of")."""
    if not ow.WISHES.isdisjoint(words[-5:-2]):
        return None
    return ow.NOUNS.get(words[-2])


def _active(words: list[str]) -> str:
    outcome = ow.ACTIVE[words[-1]]
    near = words[-4:-1]
    # only next to the verb: "may" further left, or on 10 May, killing, may be the month
    beside = near[-1:] if near[-1:] == [","] else near[-2:]
    if not ow.NEGATIONS.isdisjoint(near) or not ow.MODALS.isdisjoint(beside):
        return ""
    previous = near[-1] if near else ""
    base = not words[-1].endswith(("ed", "ing", "s", "n", "hurt"))
    if base and previous in ("to", "will") and outcome not in ow.PLANS:
        return ""
    if previous in ("was", "were", "been", "being", "be"):
        return ""
    if previous in ("and", "or", "/") and len(near) > 1:
        other = ow.ACTIVE.get(near[-2])
        if other not in (None, outcome):
            return ""
    return outcome


def _is_feared(words: list[str]) -> bool:
    """Whether something is only feared, possible or denied; May beside a number is the month."""
    for at, word in enumerate(words):
        beside = [*words[max(0, at - 1) : at], *words[at + 1 : at + 2]]
        month = word == "may" and any(other[0].isdigit() or other == "in" for other in beside)
        if word in ow.FEARS and not month:
            return True
    return False


def _fate_behind(behind: str) -> str | None:
    after = read_behind(behind)
    return after.outcome or None if after is not None else None


def _included(words: list[str]) -> str | None:
    """killed 30 people, including [5] children: the one outcome named so far.

    A toll and deaths are an outcome; what is only feared or threatened is none.
    """
    if _is_feared(words):
        return None
    fates = ow.ANY | ow.TOLLS | ow.HEADS
    outcomes = {fates[word] for word in words if word in fates}
    return outcomes.pop() if len(outcomes) == 1 else None


def _continued(words: list[str]) -> str | None:
    """killed seven soldiers and [12] civilians: the verb of the figure before."""
    for index in range(len(words) - 2, max(len(words) - 9, 0), -1):
        word = words[index]
        if word in ow.ANY or word in (",", "and", "or"):
            return None
        if word[0].isdigit() or word in NUMBER_WORDS:
            start = qualifiers.just_before(words[:index])[1]
            verb = words[start - 1] if start else ""
            if verb in ("including", "includes", "include", "included", "them"):
                return _included(words[:start])
            return _active(words[:start]) or None if verb in ow.ACTIVE else None
    return None
