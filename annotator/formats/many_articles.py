"""Whether a document is a download of several articles, and of how many. Parts none of them."""

from __future__ import annotations

import re
from collections import Counter

from annotator.domain.text import paragraphs

# What archives of news write at a set place of each article: as a line, in one of these groups.
_LINES = "|".join(
    (
        r"(?P<of>\d{1,5} (?:of|von|de|di|sur|/) \d{1,5} (?:DOCUMENTS?|DOKUMENTEN?|ARTICLES?))",
        r"(?P<document>(?:Document|Dokument|Article) \d{1,5} (?:of|von|de|sur) \d{1,5}\b.*)",
        r"(?P<factiva>Document [A-Z][A-Z0-9]{3,11}\d{8}[a-z0-9]{9,})",
        r"(?P<end>End of Document)",
        r"(?P<length>(?:LENGTH|Length|LÄNGE|LONGITUD|LONGUEUR): ?\d[\d.,]* ?\w{3,12})",
        r"(?P<words>\d[\d.,]* words)",
        r"(?P<load>(?:LOAD|Load)-(?:DATE|Date): ?\S.*)",
        r"(?P<proquest>ProQuest document ID: ?\d+)",
        r"(?P<accession>Accession (?:Number|No\.?): ?\S+)",
        r"(?P<mbox>From \S+@\S+ .*\d{4})",
    )
)
_MARK = re.compile(_LINES)
_LONGEST = 90  # code points of a line that may be a mark


def count_of(text: str) -> int:
    """How many articles a text holds, as far as their marks tell; 1 where they tell nothing.

    It takes two of the same mark to tell something, since an article may speak of one.
    """
    lines = (text[start:end].strip() for start, end in paragraphs(text) if end - start < _LONGEST)
    marks = Counter(match.lastgroup for match in map(_MARK.fullmatch, lines) if match)
    return max(marks.values(), default=1)
