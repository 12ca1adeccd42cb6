"""Brings a page into a form in which its article can be found: raised marks, signs of symbol fonts
and layout tables.
"""

from __future__ import annotations

import re
from html import escape, unescape

from annotator.formats.office.symbols import text_in
from annotator.formats.raised import set_apart

_RAISED = re.compile(r"(?is)<sup\b[^>]{0,500}>(.{0,300}?)</sup\s*>")
# What is raised by its style, or is a link to a note.
_LINKED = re.compile(r"(?is)<(a|span|small|font)\b([^<>]{0,500})>([^<>]{1,20})</\1\s*>")
_NOTE = re.compile(
    r"(?i)foot-?note|endnote|note-?ref|fn-?ref|superscript|vertical-align\s*:\s*super"
    r"|href\s*=\s*[\"']?[^\s\"'#>]{0,200}#(?:_?(?:ft|ed)nt?|fn|note|cite|ref)"
)
# What is in every page of which that is true, in small letters, and quickly found there.
_MAY_NOTE = re.compile(r"#(?:_?(?:ft|ed)n|fn|note|cite|ref)")
_MAY_RAISE = re.compile(r"vertical-align\s*:\s*super")
_NOTE_WORDS = ("footnote", "foot-note", "endnote", "noteref", "note-ref", "fnref", "fn-ref")
# Words right behind a tag that sets them in a font of signs, as Word writes its pages.
_SIGNS = re.compile(
    r"(?i)(<(?:font|span|p|td|i|b|em)\b[^<>]{0,1000}?(?:\bface\s*=\s*[\"']?"
    r"|(?:[\"'\s;]|mso-symbol-)font-family\s*:\s*(?:[\"']|&quot;)?)"
    r"(symbol|wingdings)\b[^<>]{0,1000}>)([^<>]{1,200})"
)
_TAGS = re.compile(r"<[^<>]{0,2000}>")
_BEFORE = 60  # characters of the page before a mark, in which the word before it stands
_TABLE = re.compile(r"(?is)<table\b[^>]{0,2000}>(?:(?!</?table\b).)*?</table\s*>")
_TABLE_PARTS = re.compile(r"(?i)<(/?)(?:table|thead|tbody|tfoot|tr|td|th)\b[^>]{0,2000}>")
_ROW = re.compile(r"(?i)<tr\b")
_CELL = re.compile(r"(?is)<t[dh]\b[^>]{0,2000}>(.*?)(?=<t[dhr]\b|</t[dhr]\b|</table|\Z)")
_LONG_CELL = 250  # characters from which on a cell holds paragraphs
_BREAKS = re.compile(r"(?i)(?:<br\b[^>]{0,100}>\s*){2,}|</p>|</div>|<p\b|<div\b|<h[1-6]\b")
_BREAK = re.compile(r"(?i)(?:<br\b[^>]{0,100}>\s*)+")
_MOST_NESTED = 8
# A headline that is broken into lines by hand.
_HEADLINE = re.compile(
    r"(?is)<(font|h[1-3])\b(?:(?<=<h\d)[^<>]{0,500}|[^<>]{0,200}?size\s*=\s*[\"']?"
    r"(?:\+[1-4]|[4-7])\b[^<>]{0,200})>(?=[^\0]{0,250}?</\1)((?!</\1)(?!<(?:p|div|table)\b).){1,250}</\1"
)


def mended(html: str) -> str:
    """The page with raised marks set apart, signs of symbol fonts as characters, headlines in one
    line each, and paragraphs where it lays them out by tables.
    """
    if "<sup" in html or "<SUP" in html:
        html = _RAISED.sub(_apart, html)
    if _has_notes(html):
        html = _LINKED.sub(_noted, html)
    if "ymbol" in html or "ingdings" in html or "SYMBOL" in html:
        html = _SIGNS.sub(_signs, html)
    if "<br" in html or "<BR" in html:
        html = _HEADLINE.sub(_in_one_line, html)
    if "<table" in html or "<TABLE" in html:
        for _ in range(_MOST_NESTED):
            html, count = _TABLE.subn(_unfolded, html)
            if not count:
                break
        html = html.replace("<\x00table", "<table").replace("</\x00table", "</table")
    return html


def _has_notes(html: str) -> bool:
    """Whether anything in a page is named as a note, a link to one, or as raised."""
    small = html.lower()
    return (
        any(word in small for word in (*_NOTE_WORDS, "superscript"))
        or _MAY_RAISE.search(small) is not None
        or (_MAY_NOTE.search(small) is not None and _NOTE.search(html) is not None)
    )


def _apart(match: re.Match[str]) -> str:
    return _set_apart(match, _TAGS.sub("", match[1]))


def _set_apart(match: re.Match[str], inner: str) -> str:
    before = _TAGS.sub("", match.string[max(0, match.start() - _BEFORE) : match.start()])
    done = set_apart(before, inner)
    return match[0] if done == inner else done


def _noted(match: re.Match[str]) -> str:
    return _set_apart(match, match[3]) if _NOTE.search(match[2]) else match[0]


def _signs(match: re.Match[str]) -> str:
    return match[1] + escape(text_in(match[2], unescape(match[3])), quote=False)


def _in_one_line(match: re.Match[str]) -> str:
    """A headline without breaks; two in a row part it from what else is in large letters."""
    return match[0] if _BREAKS.search(match[0], 3) else _BREAK.sub(" ", match[0])


def _unfolded(match: re.Match[str]) -> str:
    """A table as it stands if it holds data, as blocks if it holds a page."""
    table = match[0]
    cells = [_TAGS.sub("", cell).strip() for cell in _CELL.findall(table)]
    is_one = len(_ROW.findall(table)) <= 1 or len([cell for cell in cells if cell]) <= 1
    has_long = any(len(cell) > _LONG_CELL for cell in cells)
    has_inner = "<\x00table" in table
    if not (has_long or has_inner or (is_one and _BREAKS.search(table))):
        return table.replace("<table", "<\x00table").replace("</table", "</\x00table")
    broken = _BREAK.sub("</p><p>", table)
    return _TABLE_PARTS.sub(lambda part: f"<{part[1]}div>", broken)
