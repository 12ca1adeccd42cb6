"""What each part of the shipped pipeline is worth: scores and speed without it, part by part.

``python tests/benchmarks/ablations.py [--pipeline NAME_OR_PATH] [--world FILE.jsonl]
[--only WORD ...] [--draws N]`` scores a pipeline on the gold of ``tests/data/gold``, also in
capitals and in small letters, and on the development set if its file is given; then again without
each rule, list and source of evidence. A row says what the part gives: score with it less score
without it, exact F1 with its 95 % interval (bootstrap over texts) and overlap F1, and words a
second without it. The network is run once, so that only what stands around it is timed anew.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ablated
import numpy
from ablated import PARTS, lists
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span

from annotator.nlp.components import RULES
from annotator.nlp.suggest import suggest_texts
from annotator.nlp.suggesters import load
from annotator.nlp.training.score import RawSpan, score

GOLD = Path(__file__).parents[1] / "data" / "gold"
BLIND = "notes-and-wires"
NETWORK = ("tok2vec", "ner")
ROUNDS = 3
LONGEST_TITLE = 300
_LONG_WORD = re.compile(r"(?<![\w'’-])[a-z](?=\w{3})")
Rows = tuple[list[str], list[list[RawSpan]]]
Counts = NDArray[numpy.int64]
"""A row a text: gold spans, suggested ones, exact and overlapping matches."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Annotated texts that are scored together."""

    name: str
    texts: list[str]
    gold: list[list[RawSpan]]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--world", type=Path, help="the development set")
    parser.add_argument("--pipeline", default="default")
    parser.add_argument("--only", nargs="*", default=[""], help="parts with such a word")
    parser.add_argument("--draws", type=int, default=1000)
    options = parser.parse_args()
    sets = list(gold_sets(options.world))
    nlp: Language = load(options.pipeline)._nlp  # type: ignore[attr-defined]
    with network_once(nlp) as network_us:
        whole = [counts(nlp, texts) for texts in sets]
        print("| without | " + " | ".join(texts.name for texts in sets) + " | words/s |")
        print("|---|" + "---|" * (len(sets) + 1))
        scores = (f"{f1(rows, 2):.3f} / {f1(rows, 3):.3f}" for rows in whole)
        speed = 1e6 / (network_us(sets[0]) + rules_us(nlp, sets[0]))
        print(f"| (nothing) | {' | '.join(scores)} | {speed:,.0f} |", flush=True)
        for part in (*PARTS, *lists()):
            if any(word in part.name for word in options.only):
                with part.off(nlp):
                    cells = [
                        gain(rows, counts(nlp, texts), options.draws)
                        for texts, rows in zip(sets, whole, strict=True)
                    ]
                    us = network_us(sets[0]) + rules_us(nlp, sets[0]) if part.is_timed else 0
                speed = f"{1e6 / us:,.0f}" if us else ""
                print(f"| {part.name} | {' | '.join(cells)} | {speed} |", flush=True)


def gold_sets(world: Path | None) -> Iterator[Texts]:
    """The texts whose errors rules were mended on, those nobody mended on, and other cases."""
    rows = {path.stem: read(path) for path in sorted(GOLD.glob("*.jsonl"))}
    blind = rows.pop(BLIND)
    yield Texts("gold, mended on", *joined(rows.values()))
    yield Texts("notes and wires, blind", *blind)
    plain = joined([rows["newswire"], rows["third-newswire"], blind])
    yield Texts("in capitals", *changed(plain, str.upper))
    yield Texts("in small letters", *changed(plain, str.lower))
    yield Texts("in Title Case", *changed(joined([*rows.values(), blind]), headline))
    if world is not None:
        yield Texts("development set", *read(world))


def read(path: Path) -> Rows:
    """The texts of a gold file and their spans."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    gold = [[(s["start"], s["end"], s["label"]) for s in row["spans"]] for row in rows]
    return [row["text"] for row in rows], gold


def joined(files: Iterable[Rows]) -> Rows:
    """Several files as one."""
    texts: list[str] = []
    gold: list[list[RawSpan]] = []
    for more, spans in files:
        texts += more
        gold += spans
    return texts, gold


def changed(rows: Rows, case: Callable[[str], str]) -> Rows:
    """The texts in another case, without those whose length that changes."""
    pairs = [(case(text), spans) for text, spans in zip(*rows, strict=True)]
    kept = [pair for pair, text in zip(pairs, rows[0], strict=True) if len(pair[0]) == len(text)]
    return [text for text, _ in kept], [spans for _, spans in kept]


def headline(text: str) -> str:
    """A short text as papers write headlines, a longer one as nothing."""
    return _LONG_WORD.sub(lambda m: m[0].upper(), text) if len(text) <= LONGEST_TITLE else ""


@contextmanager
def network_once(nlp: Language) -> Iterator[Callable[[Texts], float]]:
    """Let the network keep what it said of a paragraph; gives its microseconds a word on texts."""
    layers = [(name, nlp.get_pipe(name)) for name in NETWORK if name in nlp.pipe_names]
    said: dict[str, list[tuple[int, int, str]]] = {}

    def recall(doc: Doc) -> Doc:
        if not ablated.IS_NETWORK_NEW and (ents := said.get(doc.text)) is not None:
            doc.ents = [Span(doc, start, end, label=label) for start, end, label in ents]
            return doc
        for _, layer in layers:
            doc = layer(doc)
        if not ablated.IS_NETWORK_NEW:
            said[doc.text] = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
        return doc

    def alone(texts: Texts) -> float:
        docs = [nlp.make_doc(line) for text in texts.texts for line in text.split("\n")]
        begun = time.process_time()
        stream: Any = iter(docs)
        for _, layer in layers:
            stream = layer.pipe(stream, batch_size=64)
        deque(stream, maxlen=0)
        return (time.process_time() - begun) * 1e6 / words(texts)

    Language.component("recall", func=recall)
    others = [name for name in nlp.pipe_names if name not in (*RULES, "label_map")]
    with nlp.select_pipes(disable=others):
        nlp.add_pipe("recall", first=True)
        yield alone
        nlp.remove_pipe("recall")


def words(texts: Texts) -> int:
    """How many words the texts have."""
    return sum(len(text.split()) for text in texts.texts)


def rules_us(nlp: Language, texts: Texts) -> float:
    """Microseconds of processor time a word for all that stands around the network."""
    best = float("inf")
    for _ in range(ROUNDS):
        begun = time.process_time()
        for _ in suggest_texts(nlp, texts.texts):
            pass
        best = min(best, time.process_time() - begun)
    return best * 1e6 / words(texts)


def counts(nlp: Language, texts: Texts) -> Counts:
    """What is right, text by text."""
    rows = []
    said = suggest_texts(nlp, texts.texts)
    for gold, spans in zip(texts.gold, said, strict=True):
        own = score([gold], [[span.span.place for span in spans]]).get("all")
        matched = (own.exact.matched, own.overlap.matched) if own else (0, 0)
        rows.append((len(gold), len(spans), *matched))
    return numpy.array(rows, dtype=numpy.int64)


def f1(rows: Counts, matched: int) -> float:
    """F1 of all texts together, by the column of what matched."""
    gold, suggested, *_ = rows.sum(axis=0)
    return float(2 * rows[:, matched].sum() / max(1, gold + suggested))


def gain(whole: Counts, less: Counts, draws: int) -> str:
    """What a part gives: exact with its interval, and overlap; a dot where nothing changes."""
    if (whole == less).all():
        return "·"
    rng = numpy.random.default_rng(0)
    texts = len(whole)
    times = rng.multinomial(texts, [1 / texts] * texts, size=draws)
    sums, sums_less = times @ whole, times @ less
    exact = _f1s(sums) - _f1s(sums_less)
    low, high = numpy.percentile(exact, [2.5, 97.5])
    overlap = f1(whole, 3) - f1(less, 3)
    return f"{f1(whole, 2) - f1(less, 2):+.4f} [{low:+.4f}, {high:+.4f}] / {overlap:+.4f}"


def _f1s(sums: Counts) -> NDArray[numpy.float64]:
    return 2 * sums[:, 2] / numpy.maximum(1, sums[:, 0] + sums[:, 1])


if __name__ == "__main__":
    main()
