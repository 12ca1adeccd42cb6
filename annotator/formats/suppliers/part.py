"""One article of a download: what its supplier has written above and below its text.

No line of it is lost: the head and the foot are kept with the article as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace

from annotator.domain.dates import iso_day

_LONGEST_DATE = 100  # code points of a line that is a date, with weekday, edition and time
_NUMBER = r"\d[\d.,'\u00a0\u202f ]*"
_WORDS = r"(?:words?|w[öo]rter|worte|mots?|palabras?|parole|woorden|palavras|слов\w*|字|字数|語)"
LENGTH = re.compile(rf"(?i)\W*({_NUMBER}) ?{_WORDS}\W*")
COPYRIGHT = re.compile(
    r"(?i)\s*(?:©|\(c\)|copyright\b|all rights reserved|alle rechte vorbehalten|tous droits)"
)
_BEGINS_WITH_DATE = re.compile(
    r"(?i)\s*(?:[^\W\d_]{2,12}\.?,? )?(?:\d{1,2}(?:\.|st|nd|rd|th|er)? (?:de )?[^\W\d_]{3,12}\.? |"
    r"[^\W\d_]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{4} ?[-/年] ?\d{1,2} ?[-/月] ?\d{1,2}|"
    r"\d{1,2}[./]\d{1,2}[./]\d{4})"
)

_ADDRESS = re.compile(
    r"(?im)^[ \t]*(?:url|link|web ?link|lien|enlace|permalink|web address|document url)[ \t]*:"
    r"[ \t]*(https?://\S+)\s*\Z"
)


@dataclass(frozen=True, slots=True)
class Part:
    """An article of a download. ``head`` and ``foot`` are its lines above and below ``text``, of
    which ``text`` may have the headline too. ``words`` is how long it says it is.
    """

    text: str
    title: str | None = None
    source: str | None = None
    published: str | None = None
    author: str | None = None
    url: str | None = None
    words: int | None = None
    head: Sequence[str] = ()
    foot: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Supplier:
    """How the downloads of one supplier are taken apart.

    ``mark`` is what each article has once: at its end where ``ends`` says so, else at its
    beginning. It may name the ``total`` of articles. ``needs`` is in every such download besides,
    in each of its articles where ``is_each`` says so, and ``alone`` where it holds a single
    article. ``read`` takes the lines of one article, the mark's among them, and the lines that a
    page has set as headings.
    """

    name: str
    mark: re.Pattern[str]
    read: Callable[[Sequence[str], Set[str]], Part]
    ends: bool = False
    alone: re.Pattern[str] | None = None
    needs: re.Pattern[str] | None = None
    is_each: bool = False


def day_of(line: str) -> str | None:
    """The day a line is about, if it is nothing else than a date with what stands beside one."""
    if len(line) > _LONGEST_DATE or not _BEGINS_WITH_DATE.match(line):
        return None
    return iso_day(line)


def length_of(line: str) -> int | None:
    """How many words a line says there are, if it says nothing else."""
    match = LENGTH.fullmatch(line)
    digits = re.sub(r"\D", "", match[1]) if match else ""
    return int(digits) if digits and len(digits) < 8 else None


def blocks_of(lines: Sequence[str]) -> list[tuple[int, int]]:
    """``[start, end)`` of each run of lines that are not blank."""
    blocks: list[tuple[int, int]] = []
    start: int | None = None
    for number, line in enumerate(lines):
        if line.strip():
            start = number if start is None else start
        elif start is not None:
            blocks.append((start, number))
            start = None
    if start is not None:
        blocks.append((start, len(lines)))
    return blocks


def joined(lines: Sequence[str]) -> str:
    """Some lines as one."""
    return " ".join(" ".join(lines).split())


def body_of(*parts: str | None, lines: Sequence[str]) -> str:
    """The text of an article: its headline and what else stands over it, then its lines."""
    body = "\n".join(line.rstrip() for line in lines).strip("\n")
    return "\n\n".join([part for part in (*parts, body) if part and part.strip()])


def without_address(part: Part) -> Part:
    """The article without a line at its end that gives nothing but its address, with what such a
    line there or below it says.
    """
    below = next((match[1] for line in part.foot if (match := _ADDRESS.match(line))), None)
    match = _ADDRESS.search(part.text)
    if match is None or not part.text[: match.start()].strip():
        return replace(part, url=part.url or below)
    text, line = part.text[: match.start()].rstrip(), match[0].strip()
    return replace(part, text=text, url=part.url or match[1], foot=[line, *part.foot])


def without_blank(lines: Sequence[str]) -> list[str]:
    """The lines that say something, without blanks at their edges."""
    return [line.strip() for line in lines if line.strip()]
