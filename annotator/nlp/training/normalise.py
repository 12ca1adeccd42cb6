"""Brings corpus labels to the guidelines, with the same rules that mend the network's output.

What the corpora disagree on is decided once per spelling: a known name by the lexicon, any other
by the majority of its occurrences; names seldom left out are marked where they were.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.language import Language

from annotator.domain.figures.exclusion_words import MONTHS, TIME_UNITS
from annotator.domain.figures.numerals import word_set
from annotator.nlp.components.collective_heads import CollectiveHeads
from annotator.nlp.components.figures import find_figures
from annotator.nlp.components.gazetteer import Gazetteer
from annotator.nlp.conventions import Conventions
from annotator.nlp.lexicon import Entry, Lexicon
from annotator.nlp.mentions import Mention, Tokens, taken_by
from annotator.nlp.training.corpora import DOUBT, Passage

_NAMES = ("ACTOR", "LOCATION")
_CONNECTORS = word_set(
    "of the and for al el bin ibn de del der den van von la le da dos ul ur e i y - – . & / du "
    "on in to 's ’s ' ’ at with"
)
_DAYS = word_set(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday today yesterday tomorrow"
)
_WITHOUT_DATES = ("silver", "posts", "world", "templates", "events")
_MONTH = "(?:" + "|".join(sorted(month for month in MONTHS if len(month) > 3)) + ")"
_DATE = re.compile(
    rf"\b(?:\d{{1,2}} )?{_MONTH}\b(?: \d{{1,2}}\b)?(?:,? (?:19|20)\d\d\b)?"
    rf"|\b(?:{'|'.join(sorted(_DAYS))})\b|(?<=[Ii]n )(?:19|20)\d\d\b"
)
_SEEN = 3
_MAJORITY = 0.7
_MARKED_ONE_WORD = 0.75
_MARKED_MORE_WORDS = 0.5


@dataclass(slots=True)
class Marked:
    """A passage with its words and mended mentions; ``persons`` are starts of persons."""

    passage: Passage
    tokens: Tokens
    mentions: list[Mention]
    persons: set[int]


class Normaliser:
    """Turns passages into marked passages that follow the guidelines."""

    def __init__(self, nlp: Language, lexicon: Lexicon) -> None:
        self.nlp = nlp
        self.lexicon = lexicon
        self.conventions = Conventions(lexicon)
        self.gazetteer = Gazetteer(lexicon)
        self.heads = CollectiveHeads(lexicon)
        self.misaligned = 0

    def run(self, passages: Iterable[Passage]) -> list[Marked]:
        """Mend every passage alone, then all of them by what most of them say."""
        marked = [self._mend(passage) for passage in passages if not self._is_torn(passage)]
        majority = self._majority(marked)
        for item in marked:
            self._settle(item, majority)
        missed = Gazetteer(_missed(marked))
        for item in marked:
            self._complete(item, missed)
        return marked

    def _is_torn(self, passage: Passage) -> bool:
        """Whether a name is cut in two, like ``[Mohamed] [ElBaradei]``."""
        for (_, end, label), (start, last, after) in pairwise(passage.spans):
            if "DATE" in (label, after) or passage.text[end:start] != " ":
                continue
            first = next(s for s in passage.spans if s[1] == end)
            surface = passage.text[first[0] : end]
            known = self.lexicon.get(surface) is not None
            title = passage.text[start:last].split()[0] in self.conventions.lists.titles
            if not known and not title and passage.corpus == "gmb":
                return True
        return False

    def _mend(self, passage: Passage) -> Marked:
        tokens = Tokens.of(self.nlp.make_doc(passage.text))
        mentions, persons = [], set()
        starts = {start: i for i, start in enumerate(tokens.starts)}
        ends = {end: i + 1 for i, end in enumerate(tokens.ends)}
        for span in passage.spans:
            start, end, label = span
            first, last = starts.get(start), ends.get(end)
            if first is None or last is None:
                self.misaligned += 1
                continue
            if label == DOUBT:
                mentions.append(Mention(first, last, DOUBT))
                continue
            if label in _NAMES and _has_number(tokens.words[first]):
                first += 1
            if first < last:
                mention = Mention(first, last, label)
                pieces = (
                    self._dates(tokens, mention)
                    if label == "DATE"
                    else (self._names(tokens, mention))
                )
                mentions.extend(pieces)
                if pieces and (span in passage.per or _of_office(tokens, pieces[-1].start)):
                    self._bare_person(tokens, pieces)
                if pieces and span in passage.per:
                    persons.add(pieces[-1].start)
        return Marked(passage, tokens, _disjoint(mentions), persons)

    def _dates(self, tokens: Tokens, mention: Mention) -> list[Mention]:
        """A date that names a month, a weekday, a year or a unit of time; no other words."""
        words = tokens.words[mention.start : mention.end]
        sure = any(
            w in MONTHS or w in TIME_UNITS or w in _DAYS or (w.isdigit() and len(w) == 4)
            for w in words
        )
        return [mention] if sure else []

    def _names(self, tokens: Tokens, mention: Mention) -> list[Mention]:
        """The capitalised names in a mention: ``the Iraqi city of Mosul`` has two."""
        pieces = _name_runs(tokens, mention)
        return self.conventions.apply(tokens, pieces)

    def _bare_person(self, tokens: Tokens, pieces: list[Mention]) -> None:
        """Part ``Middle East Tobias Ellwood``: the place of an office, then the person."""
        whole = pieces[-1]
        for cut in range(whole.end - 1, whole.start, -1):
            entry = self.lexicon.get(tokens.surface(whole.start, cut))
            if entry is not None and whole.end - cut >= 2:
                pieces[-1:] = [
                    Mention(whole.start, cut, entry.label),
                    Mention(cut, whole.end, "ACTOR"),
                ]
                return

    def _majority(self, marked: Sequence[Marked]) -> dict[str, str]:
        votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for item in marked:
            for m in item.mentions:
                if m.label in _NAMES:
                    votes[item.tokens.surface(m.start, m.end)][m.label] += 1
        verdict = {}
        for surface, labels in votes.items():
            label, count = labels.most_common(1)[0]
            if labels.total() >= _SEEN and count >= _MAJORITY * labels.total():
                verdict[surface] = label
        return verdict

    def _settle(self, item: Marked, majority: dict[str, str]) -> None:
        for m in item.mentions:
            if m.label in _NAMES:
                surface = item.tokens.surface(m.start, m.end)
                entry = self.lexicon.get(surface)
                m.label = entry.label if entry else majority.get(surface, m.label)
                before = item.tokens.words[m.start - 1] if m.start else ""
                if entry is None and before in self.conventions.lists.roles:
                    m.label = "ACTOR"

    def _complete(self, item: Marked, missed: Gazetteer) -> None:
        """Add known names that were left out, join heads, and put the figures in."""
        tokens = item.tokens
        mentions = self.gazetteer.swallow(tokens, item.mentions)
        for source in (self.gazetteer, missed):
            mentions = _disjoint([*mentions, *source.find(tokens, taken_by(tokens, mentions))])
        self.heads.join(tokens, mentions)
        if item.passage.corpus in _WITHOUT_DATES:
            mentions = _disjoint([*mentions, *_dates_of(tokens)])
        mentions += find_figures(tokens, mentions)[0]
        item.mentions = _disjoint(mentions)


def _dates_of(tokens: Tokens) -> list[Mention]:
    """Dates with a month, weekdays and bare years, for corpora that mark none."""
    starts = {start: i for i, start in enumerate(tokens.starts)}
    ends = {end: i + 1 for i, end in enumerate(tokens.ends)}
    return [
        Mention(starts[m.start()], ends[m.end()], "DATE")
        for m in _DATE.finditer(tokens.text)
        if m.start() in starts and m.end() in ends
    ]


def _missed(marked: Sequence[Marked]) -> Lexicon:
    """Names marked in most places where their words stand, to be marked in the others too."""
    labels: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for item in marked:
        for m in item.mentions:
            if m.label in _NAMES:
                labels[item.tokens.surface(m.start, m.end)][m.label] += 1
    names = Lexicon()
    names.add(
        Entry(surface, count.most_common(1)[0][0], "corpus")
        for surface, count in labels.items()
        if count.total() >= _SEEN and surface[0].isupper() and len(surface) > 2
    )
    everywhere: Counter[str] = Counter()
    finder = Gazetteer(names)
    for item in marked:
        for hit in finder.find(item.tokens, [False] * len(item.tokens.words)):
            everywhere[item.tokens.surface(hit.start, hit.end)] += 1
    kept = Lexicon()
    for surface, entry in names.names.items():
        share = labels[surface].total() / max(1, everywhere[surface])
        if share >= (_MARKED_MORE_WORDS if " " in surface else _MARKED_ONE_WORD):
            kept.add([entry])
    return kept


def _name_runs(tokens: Tokens, mention: Mention) -> list[Mention]:
    words = tokens.words
    runs: list[Mention] = []
    start = None
    last = mention.start
    for at in range(mention.start, mention.end):
        word = words[at]
        if word[0].isupper() or (start is not None and word[0].isdigit()):
            if start is None:
                start = at
            last = at + 1
        elif word.lower() not in _CONNECTORS or not word:
            if start is not None:
                runs.append(Mention(start, last, mention.label))
            start = None
    if start is not None:
        runs.append(Mention(start, last, mention.label))
    if len(runs) == 1 and mention.start < runs[0].start:
        before = words[mention.start]
        if before in ("al", "el", "ash", "bin") and runs[0].start - mention.start <= 2:
            runs[0].start = mention.start
    return runs


def _of_office(tokens: Tokens, start: int) -> bool:
    """Whether what stands before is ``Minister for the``."""
    return "".join(tokens.words[max(0, start - 3) : start]) == "Ministerforthe"


def _has_number(word: str) -> bool:
    return word[0].isdigit() or word.lower() in ("two", "three", "four", "five", "six", "seven")


def _disjoint(mentions: Iterable[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for m in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if m.start < m.end and (not kept or m.start >= kept[-1].end):
            kept.append(m)
    return kept
