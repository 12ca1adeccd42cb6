"""Factiva: a head of lines in a set order, or of codes (HD, WC, PD …), and at the end of each
article “Document QUXD000020240211ed00001”.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from annotator.formats.suppliers.part import (
    COPYRIGHT,
    Part,
    Supplier,
    body_of,
    day_of,
    joined,
    length_of,
    without_blank,
)

_MARK = re.compile(
    r"(?m)^[ \t|]*(?:AN[ \t|]+)?(?:Document|Dokument|Documento|Документ|文件|文档|文書)[ :：]?[ ]?"
    r"[A-Za-z][A-Za-z0-9]{2,11}\d{8}[a-z0-9]{6,}[ \t|]*$"
)
_CODES = (
    *("SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP"),
    *("TD", "CT", "RF", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "ART", "CLM", "CX"),
    "DLN",
)
_CODE = re.compile(rf"[ \t|]*(?P<code>{'|'.join(_CODES)})(?:[ \t|]+(?P<value>.*?))?[ \t|]*")
# Behind the story, a line that begins like a code is one only if it goes on like one.
_STORY = frozenset({"LP", "TD", "CT"})
_LISTED = frozenset({"CO", "IN", "NS", "RE"})
_SOURCE_CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")
_COVER = re.compile(r"(?i)factiva|dow jones(?: factiva)?|search summary|page \d+ .*")
_BYLINE = re.compile(r"(?i)(?:by|von|par|por|di|door|exclusive by|from) \S.{0,120}")
_STORY_LINE = re.compile(r".{90,}|.{30,}[.!?…]")
_TIME = re.compile(r"\d{1,2}:\d{2}(?: ?[AP]M)?")
_LANGUAGE = re.compile(
    r"(?i)english|german|french|spanish|italian|dutch|portuguese|russian|chinese(?: .{4,12})?"
    r"|arabic|japanese|korean|polish|turkish|ukrainian|swedish|norwegian|danish|finnish|czech|hungarian"
    r"|greek|hebrew|persian|farsi|indonesian|malay|thai|romanian|bulgarian|serbian|croatian"
    r"|deutsch|englisch|französisch|spanisch|italienisch|français|anglais|allemand|español|inglés"
    r"|alemán|italiano|inglese|nederlands|português|русский|английский|[^\W\d_a-z]{1,4}[文语語]"
)
_MOST_HEAD = 16
_NEAR = 5  # lines from the length on, among which the date stands
_SECTION_WORDS = 3


def read(lines: Sequence[str], headings: Set[str]) -> Part:
    """One article, to its mark."""
    foot = max((n for n, line in enumerate(lines) if _MARK.fullmatch(line)), default=len(lines))
    coded = _coded(lines[:foot], lines[foot:])
    if coded is not None:
        return coded
    texts = [line.strip() for line in lines]
    rows = [n for n in range(foot) if texts[n]]
    length = next((n for n in rows if length_of(texts[n]) is not None), None)
    near = rows if length is None else rows[rows.index(length) : rows.index(length) + _NEAR]
    day = next((n for n in near if day_of(texts[n])), None)
    anchor = length if length is not None else day
    if anchor is None:
        return Part(text=body_of(lines=lines[:foot]), foot=lines[foot:])
    title, author, lead = _above([texts[n] for n in rows if n < anchor], headings)
    start, source = _below(texts, rows, anchor if day is None else day)
    return Part(
        text=body_of(title, *lead, lines=lines[start:foot]),
        title=title,
        source=source,
        published=day_of(texts[day]) if day is not None else None,
        author=author,
        words=length_of(texts[length]) if length is not None else None,
        head=lines[:start],
        foot=lines[foot:],
    )


def _above(above: list[str], headings: Set[str]) -> tuple[str | None, str | None, list[str]]:
    """Title, byline and what else stands above the line with the length."""
    above = [text for text in above if not _COVER.fullmatch(text)]
    heading = next((n for n, text in enumerate(above) if text in headings), None)
    if heading is None:
        heading = _heading(above)
    if heading is None:
        return None, None, []
    below = above[heading + 1 :]
    author = next((text for text in below if _BYLINE.fullmatch(text)), below[0] if below else None)
    return above[heading], author, [text for text in below if text != author]


def _heading(above: Sequence[str]) -> int | None:
    """Which line is the title: the first, unless that is the name of a section."""
    if not above:
        return None
    first = max(0, len(above) - 3)  # a section, the title, a byline
    if len(above) - first > 1 and not _BYLINE.fullmatch(above[first + 1]):
        is_section = len(above[first].split()) <= _SECTION_WORDS
        if is_section and len(above[first + 1]) > len(above[first]):
            return first + 1
    return first


def _below(texts: Sequence[str], rows: Sequence[int], anchor: int) -> tuple[int, str | None]:
    """Where the text begins, and the source, from the lines below the date."""
    below = [n for n in rows if n > anchor][:_MOST_HEAD]
    named = [n for n in below if not _TIME.fullmatch(texts[n])]
    source = texts[named[0]] if named and not _STORY_LINE.fullmatch(texts[named[0]]) else None
    if source is None:
        return anchor + 1, None
    rights = next((n for n in below if COPYRIGHT.match(texts[n])), None)
    tongue = next((n for n in below if _LANGUAGE.fullmatch(texts[n])), None)
    code = next((n for n in named[1:4] if _SOURCE_CODE.fullmatch(texts[n])), None)
    if rights is not None and (tongue is None or rights - tongue < 6):
        return rights + 1, source
    last = tongue if tongue is not None else code
    if last is not None:
        return last + 1, source
    return named[0] + 1, source


def _coded(lines: Sequence[str], foot: Sequence[str]) -> Part | None:
    """An article whose lines begin with codes; None where they do not."""
    places = [
        (n, match)
        for n, line in enumerate(lines)
        if (match := _CODE.fullmatch(line)) and _is_code(match)
    ]
    codes = [match["code"] for _, match in places]
    if "HD" not in codes or not {"WC", "PD", "SN"} & set(codes):
        return None
    known: dict[str, list[str]] = {}
    story: list[str] = []
    around: list[str] = list(lines[: places[0][0]])
    ends = [n for n, _ in places[1:]] + [len(lines)]
    for (start, match), end in zip(places, ends, strict=True):
        own = [match["value"] or "", *lines[start + 1 : end]]
        if match["code"] in _STORY:
            story += [*own, ""]
            around.append(match["code"])
        else:
            known.setdefault(match["code"], without_blank(own))
            around += lines[start:end]
    value = {code: joined(rows) or None for code, rows in known.items()}
    return Part(
        text=body_of(value.get("HD"), lines=story),
        title=value.get("HD"),
        source=value.get("SN"),
        published=day_of(value.get("PD") or ""),
        author=value.get("BY"),
        words=length_of(value.get("WC") or ""),
        head=around,
        foot=foot,
    )


def _is_code(match: re.Match[str]) -> bool:
    value = match["value"] or ""
    return not value or match["code"] not in _LISTED or " : " in value


SUPPLIER = Supplier(
    name="Factiva",
    mark=_MARK,
    read=read,
    ends=True,
    alone=re.compile(r"(?m)^[ \t|]*(?:WC[ \t|]+)?[\d.,' ]+ (?:words|Wörter|mots|palabras|parole)"),
)
