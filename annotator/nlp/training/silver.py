"""``python -m annotator.nlp.training.silver CORPORA_DIR PIPELINE OTHER`` marks text by agreement.

Two pipelines read the unlabelled paragraphs of ``wikipedia-war``; a name both mark alike, or that
the rest of its pages decides, becomes a span; what stays in doubt is passed over in training.
Writes ``CORPORA_DIR/silver/wikipedia-war.jsonl``. OTHER may be ``en_core_web_sm`` of any make,
with our rules behind it; nothing but this step needs it.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import orjson

from annotator.nlp.embedding import FAMILY, GIVEN, LARGE, MULTI, SINGLE, key_words
from annotator.nlp.language import load_pipeline
from annotator.nlp.lexicon import shipped
from annotator.nlp.suggest import suggest_texts
from annotator.nlp.training.corpora import PERSON
from annotator.nlp.training.evidence_names import small_words_of, table_of_names
from annotator.nlp.training.world_names import WorldNames

Span = tuple[int, int, str]
_NAMES = ("ACTOR", "LOCATION")
_SURE = 0.75
_OFTEN = 3


def mark(corpora: Path, pipelines: Sequence[str]) -> Path:
    """Write the silver file and return its path."""
    source = corpora / "wikipedia-war" / "wikipedia-war.jsonl"
    rows = [orjson.loads(line) for line in source.read_bytes().splitlines()]
    texts = [row["text"] for row in rows]
    names = table_of_names(corpora, WorldNames(corpora), small_words_of(texts))
    readings = [_read(name, texts) for name in pipelines]
    verdicts = _verdicts(texts, readings, names)
    out = corpora / "silver" / "wikipedia-war.jsonl"
    out.parent.mkdir(exist_ok=True)
    lines, sure, doubtful = [], 0, 0
    for row, first, second in zip(rows, *readings, strict=True):
        spans, doubts = _settled(row["text"], first, second, verdicts)
        sure, doubtful = sure + len(spans), doubtful + len(doubts)
        lines.append(
            orjson.dumps(
                {
                    "text": row["text"],
                    "page": row["meta"]["page"],
                    "spans": [_row(row["text"], span, names) for span in spans],
                    "doubts": doubts,
                }
            )
        )
    out.write_bytes(b"\n".join(lines) + b"\n")
    print(f"{len(lines)} paragraphs, {sure} spans, {doubtful} in doubt")
    return out


def _row(text: str, span: Span, names: dict[str, int]) -> dict[str, int | str]:
    """A span of the file; an ACTOR made of names of persons is a PERSON."""
    start, end, label = span
    words = text[start:end].split()
    known = [names.get(word, 0) & (GIVEN | FAMILY) for word in key_words(text[start:end])]
    is_person = 2 <= len(words) <= 3 and all(known[:1] + known[-1:]) and text[start].isupper()
    return {
        "start": start,
        "end": end,
        "label": PERSON if is_person and label == "ACTOR" else label,
    }


def _read(pipeline: str, texts: Sequence[str]) -> list[list[Span]]:
    nlp = load_pipeline(pipeline)
    return [
        [(s.start, s.end, s.label) for s in spans if s.label in _NAMES]
        for spans in suggest_texts(nlp, texts)
    ]


def _verdicts(
    texts: Sequence[str], readings: Sequence[list[list[Span]]], names: dict[str, int]
) -> dict[str, str]:
    """The label of a name where votes, the lexicon or the table of places decide it."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for reading in readings:
        for text, spans in zip(texts, reading, strict=True):
            for start, end, label in spans:
                votes[text[start:end]][label] += 1
    lexicon, verdicts = shipped(), {}
    for surface, labels in votes.items():
        entry = lexicon.get(surface)
        label, count = labels.most_common(1)[0]
        if entry is not None:
            verdicts[surface] = entry.label
        elif labels.total() >= _OFTEN and count >= _SURE * labels.total():
            verdicts[surface] = label
        elif _is_place(surface, names) and labels["LOCATION"] >= 0.3 * labels.total():
            verdicts[surface] = "LOCATION"
    return verdicts


def _is_place(surface: str, names: dict[str, int]) -> bool:
    words = key_words(surface)
    return bool(names.get(" ".join(words), 0) & (MULTI if len(words) > 1 else SINGLE | LARGE))


def _settled(
    text: str, first: Sequence[Span], second: Sequence[Span], verdicts: dict[str, str]
) -> tuple[list[Span], list[tuple[int, int]]]:
    both = set(first) & set(second)
    spans: list[Span] = []
    doubts: list[tuple[int, int]] = []
    for span in sorted({*first, *second}, key=lambda s: (s[0], -s[1])):
        start, end, label = span
        if spans and start < spans[-1][1]:
            continue
        verdict = verdicts.get(text[start:end])
        same_edges = [s for s in (*first, *second) if s[:2] == (start, end)]
        if span in both or (verdict == label and len(same_edges) == 2):
            spans.append(span)
        elif verdict is not None and len(same_edges) == 2:
            spans.append((start, end, verdict))
        elif doubts and start < doubts[-1][1]:
            doubts[-1] = (doubts[-1][0], max(end, doubts[-1][1]))
        else:
            doubts.append((start, end))
    kept = [s for s in spans if all(s[1] <= a or s[0] >= b for a, b in doubts)]
    return kept, doubts


if __name__ == "__main__":
    mark(Path(sys.argv[1]), sys.argv[2:4])
