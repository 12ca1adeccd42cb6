"""Whether a document is a download of several articles, and of how many. Parts none of them."""

from __future__ import annotations

import re
from collections import Counter

from annotator.domain.text import paragraphs

# What archives of news write at a set place of each article: as a line, in one of these groups.
_LINES = "|".join(
    (
        r"(?P<of>\d{1,5} (?:of|von|de|di|sur|/) \d{1,5} (?:DOCUMENTS?|DOKUMENTEN?|ARTICLES?))",
        r"(?P<document>(?:Do[ck]umento?|Article) \d{1,5} (?:of|von|de|sur) \d{1,5}\b.*)",
        r"(?P<factiva>Document [A-Z][A-Z0-9]{3,11}\d{8}[a-z0-9]{9,})",
        r"(?P<end>End of Document)",
        r"(?P<length>(?i:length|länge|longitud|longueur|lengte|lunghezza|comprimento|tamanho)"
        r"\s?: ?\d[\d.,]* ?\w{3,12})",
        r"(?P<words>\d[\d.,]* (?:words|mots|palabras|palavras|parole|woorden|wörter|слов))",
        r"(?P<load>(?:LOAD|Load)-(?:DATE|Date): ?\S.*)",
        r"(?P<proquest>[^:]{0,40}ProQuest[^:]{0,30}: ?\d+)",
        r"(?P<accession>Accession (?:Number|No\.?): ?\S+)",
        r"(?P<mbox>From \S+@\S+ .*\d{4})",
    )
)
_MARK = re.compile(_LINES)
_LONGEST = 90  # code points of a line that may be a mark
_HEADING = re.compile(
    r"(?i)(?P<words>(?:[^\W\d_][\w'’-]*\s+){0,3}(?:report|incident|article|story|item|bulletin|alert"
    r"|update|event|news|document|record|message|summary))\s*(?:no\.?|number|#)?\s*(?P<number>\d{1,4})"
    r"\b[^.!?]{0,60}"
)
_FEWEST = 3


def count_of(text: str) -> int:
    """How many articles a text holds, as far as their marks tell; 1 where they tell nothing.

    It takes two of the same mark to tell something, since an article may speak of one.
    """
    lines = (text[start:end].strip() for start, end in paragraphs(text) if end - start < _LONGEST)
    marks = Counter(match.lastgroup for match in map(_MARK.fullmatch, lines) if match)
    return max(marks.values(), default=1)


def numbered_headings(text: str) -> tuple[int, str, str] | None:
    """How many headings count up, the first (“INCIDENT REPORT 1”) and its words without the number;
    None for fewer than three.
    """
    series: dict[str, tuple[int, int, re.Match[str]]] = {}  # by words: how many, the last number
    for start, end in paragraphs(text):
        match = _HEADING.fullmatch(text[start:end].strip()) if end - start < _LONGEST else None
        if match is None:
            continue
        words, number = match["words"].casefold(), int(match["number"])
        count, last, first = series.get(words, (0, number - 1, match))
        if number == last + 1:
            series[words] = count + 1, number, first
    longest = max(series.values(), key=lambda one: one[0], default=None)
    if longest is None or longest[0] < _FEWEST:
        return None
    return longest[0], longest[2][0], longest[2]["words"].strip()
