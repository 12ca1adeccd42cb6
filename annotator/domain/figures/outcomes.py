"""What befell the counted, from the clause: killed, wounded, captured, displaced, missing … .

Looks for a verb that governs this figure and no other one; gives None when it is not sure.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from annotator.domain.figures import qualifiers
from annotator.domain.figures.counted import Counted, read_counted
from annotator.domain.figures.nouns import PERSONS
from annotator.domain.figures.number_words import NUMBER_WORDS, read_number
from annotator.domain.figures.scan import scan

_VERBS = {
    "killed": "kill kills killed killing slain slaughtered slaughtering massacred massacring"
    " murdered murdering executed executing assassinated beheaded beheading martyred slew",
    "wounded": "wound wounds wounded wounding injure injures injured injuring hurt maimed hurting",
    "captured": "capture captures captured capturing seize seizes seized seizing overrun overran"
    " overrunning overruns occupied occupying recaptured recapture recapturing",
    "displaced": "displace displaces displaced displacing uprooted uprooting",
    "arrested": "arrest arrests arrested arresting detain detains detained detaining",
    "deployed": "deploy deploys deployed deploying",
    "withdrawn": "withdraw withdraws withdrew withdrawn withdrawing",
    "freed": "frees freed freeing release releases released releasing",
    "kidnapped": "kidnap kidnaps kidnapped kidnapping kidnaped abduct abducts abducted abducting",
    "evacuated": "evacuate evacuates evacuated evacuating",
    "rescued": "rescue rescues rescued rescuing",
    "destroyed": "destroy destroys destroyed destroying",
    "damaged": "damage damages damaged damaging",
    "imprisoned": "jailed jailing imprisoned imprisoning",
    "trapped": "trapped trapping",
    "infected": "infected infecting",
    "sentenced": "sentenced sentencing",
}
_STATES = {
    "dead": "killed",
    "died": "killed",
    "perished": "killed",
    "missing": "missing",
    "disappeared": "missing",
    "vanished": "missing",
    "homeless": "displaced",
    "surrendered": "surrendered",
    "defected": "defected",
    "hospitalized": "hospitalized",
}
_NOMINALS = {
    "killed": "death deaths killing killings murder murders massacre execution executions"
    " assassination slaughter slaying",
    "wounded": "wounding",
    "captured": "capture seizure",
    "displaced": "displacement",
    "missing": "disappearance disappearances",
    "arrested": "arrest arrests detention",
    "deployed": "deployment",
    "withdrawn": "withdrawal pullout",
    "freed": "release",
    "kidnapped": "kidnapping kidnappings abduction abductions",
    "evacuated": "evacuation",
    "rescued": "rescue",
    "destroyed": "destruction",
}


def _spread(table: dict[str, str]) -> dict[str, str]:
    return {form: outcome for outcome, forms in table.items() for form in forms.split()}


_ACTIVE = _spread(_VERBS)
_PARTICIPLES = {
    form: outcome
    for form, outcome in _ACTIVE.items()
    if form.endswith(("ed", "n", "hurt")) and form not in ("overran", "slew")
}
_NOUNS = _spread(_NOMINALS)
_ANY = _ACTIVE | _STATES
_PLANS = frozenset(("deployed", "withdrawn", "evacuated"))
"""What may lie ahead and still be told of the figure: "will withdraw 2,500 troops"."""

_BE = frozenset("is are was were be been being got get gets left remain remains remained".split())
_SKIPPED = frozenset(
    "have has had also already now still reported reportedly confirmed listed officially all since"
    " who said to later either being be so far left currently both seriously badly critically"
    " severely slightly lightly then each recently believed feared presumed thought".split()
)
_DOUBT = frozenset("feared believed presumed thought".split())
_WISHES = frozenset(
    "for demand demands demanded demanding seek seeks sought seeking negotiate negotiating secure"
    " threatened against".split()
)
_NEGATIONS = frozenset("not never without cannot didn't wasn't weren't haven't hasn't n't".split())
_MODALS = frozenset("could may might would should can must shall".split())
_FUTURE = frozenset(("will", "to"))
_OPENERS = frozenset(
    "in on at by during near when after since this last over across outside inside and or as while"
    " from within around along before following amid with through under throughout because"
    " yesterday today monday tuesday wednesday thursday friday saturday sunday early late overnight"
    " , . ; : ) ( ” \" - – — per each every between there here so elsewhere alone if dead".split()
)
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W\d_]+)*|[^\w\s]")
_ASIDE = re.compile(
    r"\s*,\s*(?:including|among\s+them|most\s+of\s+them|many\s+of\s+them|mostly|mainly|some\s+of"
    r"\s+them|all\s+of\s+them|all)\b[^,;:.]{1,80},"
)
_PLACE = re.compile(
    r"\s+(?:in|from|at|on|across|inside|near|aboard|around|outside|of|with)\s+"
    r"(?P<words>(?:[^\W_][\w.,'’-]*(?<!,)\s+){1,6}?)"
    r"(?=(?:were|was|have|has|had|are|is|died|remain)\b)"
)
_PLACE_BARRED = frozenset(
    "that who which where when they he she it and or but while after before as said say says were"
    " was killed wounded injured".split()
)
_JOINED = re.compile(r"\s*(?:,\s*and|,|and|as\s+well\s+as|along\s+with|plus)\s+")
_IDIOMS = (
    (re.compile(r"\s*(?:have\s+|had\s+)?lost\s+their\s+li(?:ves|fe)\b"), "killed"),
    (re.compile(r"\s*(?:\w+\s+){0,2}(?:shot|burned|burnt|beaten|stabbed|crushed|trampled|hacked)"
                r"\s+(?:dead|to\s+death|and\s+killed)\b"), "killed"),
    (re.compile(r"\s*(?:have\s+been\s+|had\s+been\s+|were\s+|was\s+)taken\s+hostage\b"), "kidnapped"),
    (re.compile(r"\s*(?:have\s+been\s+|had\s+been\s+|were\s+|was\s+)taken\s+(?:prisoner|captive)\b"),
     "captured"),
    (re.compile(r"\s*(?:have\s+|had\s+|were\s+|was\s+|been\s+)*(?:forced\s+to\s+(?:flee|leave)|forced"
                r"\s+from|driven\s+from|fled)\s+(?:their\s+)?homes?\b"), "displaced"),
    (re.compile(r"\s*(?:have|had|has)\s+(?:already\s+)?(?:come|fallen)\s+under\s+"
                r"(?:\w+\s+)?(?:[\w’']+\s+)?control\b"), "captured"),
    (re.compile(r"\s*(?:have\s+|has\s+|had\s+|also\s+)*(?:went|gone)\s+missing\b"), "missing"),
    (re.compile(r"\s*(?:are|is|were|was|remain|remained)\s+(?:still\s+)?unaccounted\s+for\b"),
     "missing"),
)  # fmt: skip
_IDIOM = re.compile(r"\b(?:lives|life|dead|death|killed|hostage|prisoner|captive|homes?|for|control|missing)\b")
_TOLL = re.compile(
    r"\b(?:death toll|number of (?:the )?dead|number of deaths|number killed|toll of dead)\b"
    r"[^,;]{0,50}?\b(?:to|at|is|was|of|reached|exceeds|exceeded|topped|now|passed)$"
)
_HURT_TOLL = re.compile(
    r"\bnumber of (?:the )?(?P<state>wounded|injured|missing|displaced|homeless|arrested|detained)"
    r"\b[^,;]{0,40}?\b(?:to|at|is|was|reached|exceeds|exceeded)$"
)
_TOLL_ENDS = frozenset(
    "to at is was of reached exceeds exceeded topped now passed were are include included"
    " including includes".split()
)
_AMONG = re.compile(
    r"\b(?:among|of|the|those)\b(?: [a-z]+){0,2} (?P<state>[a-z]+)"
    r" (?:were|was|are|is|include|included|including|includes)$"
)
_LIVES = re.compile(
    r"\b(?:claim\w*|took|taken|taking|takes|cost\w*)"
    r"(?: [a-z]+){0,3} (?:the )?lives of$|\b(?:claim\w*|cost|costing)$"
)


class _Found(NamedTuple):
    outcome: str
    strong: bool


def read_outcome(words: list[str], right: str, counted: Counted) -> str | None:
    """The outcome the clause gives for this figure; None when there is none or two.

    `words` are the lower-case words before the figure without its qualifiers, `right` the text
    behind its number.
    """
    outcome = _choose(words, right, counted)
    if outcome == "freed" and counted.counts is not None:
        # reports and statements are released too
        nouns = counted.counts.lower().replace("-", " ").split()
        return outcome if not PERSONS.isdisjoint(nouns) else None
    return outcome


def _choose(words: list[str], right: str, counted: Counted) -> str | None:
    behind = right[counted.end :]
    if counted.counts == "lives" and (_LIVES.search(" ".join(words)) or "were lost" in behind[:20]):
        return "killed"
    after = _after(behind)
    if after is not None and after.strong:
        return after.outcome or None
    before = _before(words, counted)
    if before is not None:
        return before or None
    if after is not None:
        return after.outcome or None
    return _shared(behind)


def _after(text: str) -> _Found | None:
    """The participle behind the noun; strong when a form of "be" or a state says it outright.

    An empty outcome means that the clause names two or denies one.
    """
    if _IDIOM.search(text[:70]):
        for pattern, outcome in _IDIOMS:
            if pattern.match(text):
                return _Found(outcome, True)
    aside = _ASIDE.match(text) or _place(text)
    words = _WORD.findall(text[aside.end() if aside else 0 :][:90].lower())
    passive = barred = future = False
    for index, word in enumerate(words):
        if word in _PARTICIPLES or word in _STATES:
            outcome = _STATES.get(word) or _PARTICIPLES[word]
            if index and word == "left" or not passive and not _stands_alone(words, index):
                return None
            doubtful = barred or (future and outcome not in _PLANS)
            two = _is_double(words, index, outcome)
            return _Found("" if doubtful or two else outcome, passive or word in _STATES)
        if word in _BE:
            passive = True
        elif word in _NEGATIONS or word in _MODALS or word in _DOUBT:
            barred = True
        elif word in _FUTURE:
            future = True
        elif word not in _SKIPPED:
            return None
    return None


def _place(text: str) -> re.Match[str] | None:
    """in the village: a phrase of place between the noun and its verb."""
    found = _PLACE.match(text)
    if found is None or not _PLACE_BARRED.isdisjoint(found["words"].lower().split()):
        return None
    return found


def _stands_alone(words: list[str], index: int) -> bool:
    """Whether a bare "killed" has no object: "30 soldiers killed in", not "killed the mayor"."""
    if words[index] in _STATES:
        return True
    return index + 1 >= len(words) or words[index + 1] in _OPENERS


def _is_double(words: list[str], index: int, outcome: str) -> bool:
    """killed or wounded, dead and missing: two outcomes of one figure."""
    if words[index + 1 : index + 2] not in (["and"], ["or"], ["/"], [","]):
        return False
    for word in words[index + 2 : index + 4]:
        other = _PARTICIPLES.get(word) or _STATES.get(word)
        if other is not None:
            return other != outcome
        if word not in _BE and word not in ("or", "and"):
            return False
    return False


def _before(words: list[str], counted: Counted) -> str | None:
    """The verb or noun before the figure; "" when it is denied or double."""
    if not words:
        return None
    last = words[-1]
    if last in _ACTIVE:
        return _active(words)
    joined = " ".join(words)
    if last in _TOLL_ENDS:
        if _TOLL.search(joined):
            return "killed"
        hurt = _HURT_TOLL.search(joined) or _AMONG.search(joined)
        if hurt is not None:
            state = hurt["state"]
            return _STATES.get(state) or _PARTICIPLES.get(state)
    if last == "of" and len(words) > 1:
        return "killed" if _LIVES.search(joined) else _nominal(words)
    if last in ("including", "includes") or words[-2:] == ["among", "them"]:
        return _included(words)
    if last in ("and", ",") and counted.counts is not None:
        return _continued(words)
    return None


def _nominal(words: list[str]) -> str | None:
    """the deaths of [36] civilians; nothing for what is only asked for ("for the release of")."""
    if not _WISHES.isdisjoint(words[-5:-2]):
        return None
    return _NOUNS.get(words[-2])


def _active(words: list[str]) -> str:
    outcome = _ACTIVE[words[-1]]
    near = words[-4:-1]
    # only next to the verb: "may" further left may be the month
    if not _NEGATIONS.isdisjoint(near) or not _MODALS.isdisjoint(near[-2:]):
        return ""
    previous = near[-1] if near else ""
    base = not words[-1].endswith(("ed", "ing", "s", "n", "hurt"))
    if base and previous in ("to", "will") and outcome not in _PLANS:
        return ""
    if previous in ("was", "were", "been", "being", "be"):
        return ""
    if previous in ("and", "or", "/") and len(near) > 1:
        other = _ACTIVE.get(near[-2])
        if other not in (None, outcome):
            return ""
    return outcome


def _included(words: list[str]) -> str | None:
    """killed 30 people, including [5] children: the one outcome named so far."""
    outcomes = {_ANY[word] for word in words if word in _ANY}
    return outcomes.pop() if len(outcomes) == 1 else None


def _continued(words: list[str]) -> str | None:
    """killed seven soldiers and [12] civilians: the verb of the figure before."""
    for index in range(len(words) - 2, max(len(words) - 9, 0), -1):
        word = words[index]
        if word in _ANY or word in (",", "and", "or"):
            return None
        if word[0].isdigit() or word in NUMBER_WORDS:
            start = qualifiers.just_before(words[:index])[1]
            verb = words[start - 1] if start else ""
            return _active(words[:start]) or None if verb in _ACTIVE else None
    return None


def _shared(text: str) -> str | None:
    """[Three] soldiers and five civilians were killed: the verb behind the joined figure."""
    joint = _JOINED.match(text)
    if joint is None:
        return None
    rest = text[joint.end() :]
    tokens = scan(rest[:60])
    at = 0
    words = [token.text for token in tokens]
    while (step := qualifiers.leading(words, at)[1]) > at:
        at = step
    number = read_number(tokens, at)
    if number is None or number.end >= len(tokens):
        return None
    rest = rest[tokens[number.end].start :]
    noun = read_counted(" " + rest, "", unit=None, one=number.value == 1, number=())
    if noun.counts is None:
        return None
    found = _after((" " + rest)[noun.end :])
    return found.outcome or None if found is not None and found.strong else None
