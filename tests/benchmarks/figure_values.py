"""How well figures are found and read in texts with gold: spans, values, what is counted, outcome.

``python tests/benchmarks/figure_values.py GOLD.jsonl [--pipeline NAME] [--show]``. A value is
right, not parsed or wrong; wrong ones end the run with status 1. ``--show`` names what differs.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from annotator.domain.figures import Figure
from annotator.domain.scoring import same_value
from annotator.domain.values import SuggestedSpan
from annotator.nlp.suggesters import load

Gold = dict[str, Any]


def main() -> int:
    """Print the table; 1 if a value is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--pipeline", default="default")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    records = [json.loads(line) for line in options.gold.read_text("utf-8").splitlines()]
    counts: Counter[str] = Counter()
    texts = [record["text"] for record in records]
    for record, spans in zip(records, load(options.pipeline).suggest(texts), strict=True):
        found = [span for span in spans if span.label == "FIGURE"]
        gold = [span for span in record["spans"] if span["label"] == "FIGURE"]
        counts["invented"] += sum(not any(_meet(one, span) for one in gold) for span in found)
        for one in gold:
            said = _compare(one, found, counts)
            if options.show and said:
                print(f"{record['text'][one['start'] : one['end']]!r}: {said}")
    for name in ("gold", "exact", "overlapping", "invented", "right", "not parsed", "wrong"):
        print(f"{name:12}{counts[name]:6}")
    for name in ("counts", "outcome"):
        print(f"{name + ' right':12}{counts[name]:6}")
    return int(counts["wrong"] > 0)


def _compare(gold: Gold, found: list[SuggestedSpan], counts: Counter[str]) -> str:
    """Count one figure of the gold; what is to be said of it, if it is not right."""
    counts["gold"] += 1
    beside = [span for span in found if _meet(gold, span)]
    if not beside:
        return "missed"
    span = next((s for s in beside if (s.start, s.end) == (gold["start"], gold["end"])), beside[0])
    is_exact = (span.start, span.end) == (gold["start"], gold["end"])
    counts["exact" if is_exact else "overlapping"] += 1
    if gold.get("figure") is None or span.figure is None:
        return "" if is_exact else "another edge"
    value = Figure.from_json(gold["figure"])
    for name in ("counts", "outcome"):
        counts[name] += getattr(value, name) == getattr(span.figure, name)
    if same_value(value, span.figure):
        counts["right"] += 1
        return "" if is_exact else "another edge"
    kind = "wrong" if span.figure.parsed else "not parsed"
    counts[kind] += 1
    return f"{kind}: {span.figure.to_json()} for {value.to_json()}"


def _meet(gold: Gold, span: SuggestedSpan) -> bool:
    return bool(gold["start"] < span.end and span.start < gold["end"])


if __name__ == "__main__":
    sys.exit(main())
