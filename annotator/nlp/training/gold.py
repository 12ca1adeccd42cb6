"""Scores a pipeline against gold files; used after training, never during it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import orjson
from spacy.language import Language

from annotator.nlp.suggest import suggest_texts
from annotator.nlp.training.score import score


def evaluate(nlp: Language, folder: Path) -> Iterator[str]:
    """One line a gold file and label: exact and overlap F1, and the number of gold spans."""
    for path in sorted(folder.glob("*.jsonl")):
        rows = [orjson.loads(line) for line in path.read_bytes().splitlines() if line]
        gold = [[(s["start"], s["end"], s["label"]) for s in row["spans"]] for row in rows]
        said = [
            [(s.start, s.end, s.label) for s in spans]
            for spans in suggest_texts(nlp, [row["text"] for row in rows])
        ]
        for label, scores in sorted(score(gold, said).items()):
            yield (
                f"{path.stem:10} {label:8} exact {scores.exact.f1:.3f} "
                f"overlap {scores.overlap.f1:.3f} ({scores.exact.gold} gold)"
            )
