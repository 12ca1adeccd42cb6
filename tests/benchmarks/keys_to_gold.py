"""How many keys bring the suggestions of an article to its gold annotation.

    python tests/benchmarks/keys_to_gold.py [GOLD.jsonl …]

Counted by what the keys do, not by a person: a right suggestion is accepted by A; an invented one
rejected by X; a wrong label costs its digit, a wrong edge one bracket key a token, and each of
these a Tab to go on. A missed span is selected with the mouse and labelled by a digit. With
Shift+A what is right costs one key together.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from marked_text import read_marked

from annotator.domain.scoring import Mistake, compare
from annotator.domain.span_content import SpanContent
from annotator.domain.tokens import tokenise
from annotator.domain.values import SuggestedSpan
from annotator.nlp.suggesters import load

DATA = Path(__file__).parents[1] / "data"


@dataclass(slots=True)
class Keys:
    """What one article costs; ``mending`` are the keys spent on what is wrong."""

    spans: int = 0
    right: int = 0
    mending: int = 0
    selections: int = 0

    def __str__(self) -> str:
        together = min(1, self.right) + self.mending
        return (
            f"{self.spans:>5} {self.right:>6} {self.mending:>8} {self.selections:>10} "
            f"{self.right + self.mending:>11} {together:>13}"
        )


def count(text: str, gold: list[SuggestedSpan], found: list[SuggestedSpan]) -> Keys:
    """The keys for one article."""
    keys = Keys(spans=len(gold))
    errors = compare(gold, found).errors
    keys.right = len(found) - sum(error.predicted is not None for error in errors)
    for error in errors:
        keys.selections += error.kind is Mistake.MISSED
        keys.mending += 1
        if error.gold is not None and error.predicted is not None:
            relabelled = error.gold.label != error.predicted.label
            keys.mending += relabelled + _between(text, error.gold, error.predicted)
    return keys


def _between(text: str, gold: SuggestedSpan, found: SuggestedSpan) -> int:
    """The tokens between the edges of two spans."""
    left, right = sorted((gold.start, found.start)), sorted((gold.end, found.end))
    return len(tokenise(text, *left)) + len(tokenise(text, *right))


def _articles() -> Iterator[tuple[str, str, list[SuggestedSpan]]]:
    gold = (DATA / "gold" / "seeds.jsonl").read_text(encoding="utf-8")
    for number, record in enumerate(map(json.loads, gold.removesuffix("\n").split("\n")), 1):
        spans = [
            SuggestedSpan(SpanContent(s["start"], s["end"], s["label"])) for s in record["spans"]
        ]
        yield f"sample {number}", record["text"], spans
    text, marked = read_marked((DATA / "another_conflict.txt").read_text(encoding="utf-8"))
    ordered = sorted((start, start + len(words), label) for words, label, start in marked)
    yield "another conflict", text, [SuggestedSpan(SpanContent(*span)) for span in ordered]


def _together(files: Sequence[str]) -> None:
    """Print a line a gold file: the keys of all its texts."""
    suggester = load()
    for file in files:
        keys = Keys()
        at_once = 0
        for record in map(json.loads, Path(file).read_text(encoding="utf-8").splitlines()):
            gold = [
                SuggestedSpan(SpanContent(s["start"], s["end"], s["label"]))
                for s in record["spans"]
            ]
            (found,) = suggester.suggest([record["text"]])
            one = count(record["text"], gold, list(found))
            at_once += min(1, one.right)
            keys.spans, keys.right = keys.spans + one.spans, keys.right + one.right
            keys.mending += one.mending
            keys.selections += one.selections
        print(
            f"{Path(file).stem:18} {keys.spans:>5} {keys.right:>6} {keys.mending:>8} "
            f"{keys.selections:>10} {keys.right + keys.mending:>11} {at_once + keys.mending:>13}"
        )


def main() -> None:
    """Print a line an article, or a line each of the gold files that are given."""
    print(f"{'article':18} spans  right  mending selections  one by one  with Shift+A")
    if sys.argv[1:]:
        _together(sys.argv[1:])
        return
    suggester = load()
    for name, text, gold in _articles():
        (found,) = suggester.suggest([text])
        print(f"{name:18} {count(text, gold, list(found))}")


if __name__ == "__main__":
    main()
