"""Boilerplate that is known by the lines around it and by its place on the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias, TypeVar

from annotator.intake.muting.lines import Line, Page
from annotator.intake.muting.phrases import ENOUGH, Where, phrase_rule, weak_rules

Rules: TypeAlias = list[str | None]
"""The rule by which each line of a page is boilerplate, None where no rule has spoken."""
Ruled: TypeAlias = Iterator[tuple[int, str]]

T = TypeVar("T")
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,3})?[km]?\+?")
_TOP = 10  # lines; counters and blurbs above the story stand among these
_BOTTOM = 8
_BULLET = re.compile(r"[•·●▪◦‣∙►▶*-]\s+\S")
_CREDIT = re.compile(
    r"(?:[.)\s/]|^)(?:AFP|AP|EFE|EPA|Reuters|REUTERS|Getty(?: Images)?|Anadolu|Xinhua|TASS|DPA)\W*$"
)
# A kicker runs into its headline: “Afghanistan The new wave of refugees”.
_KICKER = re.compile(
    r"[•·●▪◦‣∙►▶*-]\s+[^\W\d_]\S*(?: \S+){0,2} (?:The|How|Why|What|When|Where|Who) [^\W\d_A-Z]"
)
_IS = re.compile(
    r" (?:is|are|was) (?:(?:a|an|the|one of|based)\b).{0,160}\b(?:news|newspaper|journalist"
    r"|reporter|correspondent|editor|writer|columnist|author|broadcaster|photographer|analyst|magazine"
    r"|website|portal|freelance\w*)\b"
)
_NEWSROOM = re.compile(
    r".*\b(?:news|times|post|herald|tribune|press|gazette|observer|journal|daily|media|online|tv"
    r"|radio|network|\w+\.(?:com|org|net|af))"
)
_HEADING = "more articles"


def by_phrase(page: Page, rules: Rules) -> Ruled:
    """Lines known by what they say, wherever they stand."""
    for number, line in enumerate(page.lines):
        rule = phrase_rule(line, Where.ANYWHERE)
        if rule is not None:
            yield number, rule


def at_the_end(page: Page, rules: Rules) -> Ruled:
    """Lines known by what they say behind the last line of prose."""
    for number in range(page.tail, len(page.lines)):
        rule = phrase_rule(page.lines[number], Where.TAIL)
        if rule is not None:
            yield number, rule


def beside(page: Page, rules: Rules) -> Ruled:
    """Runs of lines that say too little alone: section names, names of networks."""
    may_be = [
        weak_rules(line) | ({rule} if rule else frozenset())
        for line, rule in zip(page.lines, rules, strict=True)
    ]
    for rule in sorted({rule for weak in may_be for rule in weak}):
        for at, end in _runs([rule in weak for weak in may_be], bool):
            if end - at >= ENOUGH.get(rule, 2) or rule in rules[at:end]:
                yield from ((number, rule) for number in range(at, end))


def counters(page: Page, rules: Rules) -> Ruled:
    """Numbers alone on a line above the story, as share buttons leave them.

    Where a number also stands alone further down, they number its parts and are left.
    """
    numbers = [n for n, line in enumerate(page.lines) if _NUMBER.fullmatch(line.bare)]
    if all(n < min(_TOP, page.head) for n in numbers):
        yield from ((n, "counter") for n in numbers if n > 0)


def blurbs(page: Page, rules: Rules) -> Ruled:
    """A newsroom or author that is named and then introduced, above or below the story.

    “Name / Name is a journalist …”: the name alone is a byline and stays; “Name / Name / Name is
    …” is the box of an author, and all of it goes.
    """
    for number, line in enumerate(page.lines[1:], start=1):
        name = page.lines[number - 1].bare
        close = number < _TOP or number >= len(page.lines) - _BOTTOM
        if not (close and name and line.bare.startswith(name) and _IS.match(line.bare, len(name))):
            continue
        yield number, "author blurb"
        if number > 1 and page.lines[number - 2].bare == name:
            yield number - 1, "author blurb"
            yield number - 2, "author blurb"


def bullets(page: Page, rules: Rules) -> Ruled:
    """Bulleted headlines above the story: below a photo credit, or with a kicker before them.

    Other bullets are left, since papers also sum their story up in bullets.
    """
    for at, stop in _runs(page.lines[:_TOP], lambda line: _BULLET.match(line.text) is not None):
        run = page.lines[at:stop]
        hang = at > 0 and _CREDIT.search(page.lines[at - 1].text)
        kicked = any(_KICKER.match(line.text) for line in run)
        if (hang or kicked) and not any(line.ends_sentence for line in run):
            yield from ((number, "related links") for number in range(at, stop))


def listed(page: Page, rules: Rules) -> Ruled:
    """Headlines listed below “Related articles” and the like, behind the story."""
    below = False
    for number in range(page.tail, len(page.lines)):
        line = page.lines[number]
        if rules[number] is not None:
            below = rules[number] == _HEADING
        elif below and not line.ends_sentence:
            yield number, "related links"
        else:
            below = False


def site_names(page: Page, rules: Rules) -> Ruled:
    """The site's own name: as the last line behind boilerplate, or on top of an author's box."""
    last = len(page.lines) - 1
    behind = [rules[number] for number in range(page.tail, last)]
    if last >= page.tail and rules[last] is None and _is_site_name(page.lines[last]):
        block = _boilerplate_before(behind)
        newsroom = _NEWSROOM.fullmatch(page.lines[last].bare) is not None
        if block >= 3 or (block and newsroom):
            yield last, "site name"
    for number in range(1, min(_TOP, page.head)):
        boxed = rules[number] == "author blurb" and rules[number - 1] is None
        if boxed and number > 1 and page.lines[number - 1].bare.endswith((" news", " news online")):
            yield number - 1, "site name"


def _is_site_name(line: Line) -> bool:
    few = line.words <= 5 and not line.ends_sentence
    return few and line.text[0].isupper() and not any(char.isdigit() for char in line.text)


def _boilerplate_before(behind: Sequence[str | None]) -> int:
    count = 0
    for rule in reversed(behind):
        if rule is None:
            break
        count += 1
    return count


def _runs(items: Sequence[T], holds: Callable[[T], bool]) -> Iterator[tuple[int, int]]:
    start = None
    for number, item in enumerate(items):
        if holds(item):
            start = number if start is None else start
        elif start is not None:
            yield start, number
            start = None
    if start is not None:
        yield start, len(items)
