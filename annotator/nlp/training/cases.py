"""``python -m annotator.nlp.training.cases CORPORA_DIR OUT_FILE`` counts how words are written.

Reads running text only (no line in capitals, no word that opens a sentence). Writes a line for
each word: its usual form, then ``before:`` and ``after:`` neighbours beside which it has another.
``annotator.nlp.truecase`` reads the file.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from annotator.nlp.training.corpora import read_gmb, read_re3d, read_wikigold

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_OPENS = re.compile(r"(?:^|[.!?:;•]|[\"“”‘(\[])\s*$")
_SEEN = 2
_BESIDE = 3
_CLEAR = 0.8


def count(
    texts: Iterable[str],
) -> tuple[dict[str, Counter[str]], dict[tuple[str, str, str], Counter[str]]]:
    """Forms of each word, and of each word beside a neighbour (``before`` or ``after``)."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    beside: defaultdict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for text in texts:
        words = list(_WORD.finditer(text))
        if sum(w.group().isupper() for w in words) > len(words) / 2:
            continue
        for at, match in enumerate(words):
            if _OPENS.search(text[max(0, match.start() - 4) : match.start()]):
                continue
            form, small = match.group(), match.group().lower()
            forms[small][form] += 1
            if at:
                beside[small, "before", words[at - 1].group().lower()][form] += 1
            if at + 1 < len(words):
                beside[small, "after", words[at + 1].group().lower()][form] += 1
    return forms, beside


def lines(texts: Iterable[str]) -> Iterator[str]:
    """The lines of the file, in order of the words."""
    forms, beside = count(texts)
    exceptions: defaultdict[str, list[str]] = defaultdict(list)
    for (small, side, neighbour), counts in sorted(beside.items()):
        usual = forms[small].most_common(1)[0][0]
        form, times = counts.most_common(1)[0]
        if form != usual and times >= _BESIDE and times >= _CLEAR * counts.total():
            exceptions[small].append(f"{side}:{neighbour}={form}")
    for small, counts in sorted(forms.items()):
        if counts.total() >= _SEEN:
            yield "\t".join([counts.most_common(1)[0][0], *exceptions[small]])


def write(corpora: Path, out: Path) -> None:
    """Count the corpora's running text and write the file."""
    texts = [p.text for read in (read_gmb, read_re3d, read_wikigold) for p in read(corpora)]
    head = "# How words are written in running text (Groningen Meaning Bank, ODbL; re3d; wikigold)."
    out.write_text("\n".join([head, *lines(texts)]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
