"""Whether scores mean what they say: a reliability table and the expected calibration error.

``python tests/benchmarks/calibration.py [--pipeline NAME_OR_PATH] FILE.jsonl...``: gold records
with ``text`` and ``spans``; all files together are one table. A suggestion is right if start, end
and label are those of a gold span. The error is the mean distance of score and share of right ones
over ten bins of equal width, weighted by their suggestions. It prints figures and asserts nothing.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

from annotator.nlp.suggesters import load

BINS = 10


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pipeline", default="default")
    parser.add_argument("files", type=Path, nargs="+")
    options = parser.parse_args()
    rows = [
        json.loads(line) for file in options.files for line in file.read_text("utf-8").splitlines()
    ]
    pairs: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    unscored = 0
    said = load(options.pipeline).suggest([row["text"] for row in rows])
    for row, spans in zip(rows, said, strict=True):
        gold = {(s["start"], s["end"], s["label"]) for s in row["spans"]}
        for span in spans:
            if span.score is None:
                unscored += 1
                continue
            pair = (span.score, span.span.place in gold)
            pairs["all"].append(pair)
            pairs[span.label].append(pair)
    show(pairs["all"])
    for label, own in sorted(pairs.items()):
        print(f"{label}: {len(own)} suggestions, expected calibration error {error(own):.3f}")
    print(f"{unscored} suggestions without a score")


def binned(pairs: list[tuple[float, bool]]) -> dict[int, list[tuple[float, bool]]]:
    """The pairs of score and truth by bin."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for score, is_right in pairs:
        bins[min(BINS - 1, int(score * BINS))].append((score, is_right))
    return bins


def error(pairs: list[tuple[float, bool]]) -> float:
    """The expected calibration error, 0 to 1."""
    total = 0.0
    for own in binned(pairs).values():
        total += abs(sum(score for score, _ in own) - sum(is_right for _, is_right in own))
    return total / max(1, len(pairs))


def show(pairs: list[tuple[float, bool]]) -> None:
    """Print one line a bin."""
    print("score       suggestions  mean score  right")
    for number, own in sorted(binned(pairs).items()):
        mean = sum(score for score, _ in own) / len(own)
        right = sum(is_right for _, is_right in own) / len(own)
        low = number / BINS
        print(f"{low:.1f} to {low + 1 / BINS:.1f}  {len(own):11}  {mean:10.3f}  {right:5.3f}")


if __name__ == "__main__":
    main()
