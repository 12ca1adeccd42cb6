"""Fits the scores of suggestions: ``resources/gazetteer/scores.json``.

``python -m annotator.nlp.training.scores CORPORA_DIR PIPELINE OUT_JSON [--seed 1]``. Run it after
``evidence``. A score says how probable it is that a span is right to the character with its label.
It is fitted on the corpora with names of the world put in and on filled templates, never on gold.
Of what differs from the corpora about two thirds are slips of the corpora themselves (0.93 against
0.98 on the project's gold of the same news), so what differs there counts a third.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

import orjson

from annotator.nlp.language import load_pipeline
from annotator.nlp.scores import Calibrator, Signs
from annotator.nlp.suggest import suggest_texts
from annotator.nlp.training.evidence import Marked, corpus_texts, world_names
from annotator.nlp.training.world_templates import from_event_templates

SLIPS = 0.35
_CORPUS_SHARE = 0.4
_STRENGTH = 0.3
_FEWEST = 12


class _Recorder(Calibrator):
    """Keeps the signs it is shown."""

    def __init__(self) -> None:
        super().__init__({})
        self.shown: list[Signs] = []

    def score(self, signs: Signs) -> float:
        self.shown.append(signs)
        return 0.5


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit by the arguments of the command line; returns the exit status 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("pipeline")
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    rng = Random(options.seed)
    names = world_names(rng)
    corpus = [text for text in corpus_texts(options.corpora, names, rng)]
    corpus = [text for text in corpus if rng.random() < _CORPUS_SHARE]
    templates = [text for text in from_event_templates(names, rng) if rng.random() < _CORPUS_SHARE]
    rows: list[tuple[Signs, bool, float]] = []
    for texts, slips, figures in ((corpus, SLIPS, False), (templates, 1.0, True)):
        rows += samples(options.pipeline, texts, slips, figures)
    table = fit(rows)
    options.out.write_bytes(orjson.dumps({"weights": table}, option=orjson.OPT_INDENT_2))
    print(f"{len(rows)} suggestions, {len(table)} signs")
    return 0


def samples(
    pipeline: str, texts: Sequence[Marked], slips: float, figures: bool
) -> list[tuple[Signs, bool, float]]:
    """The signs of every suggestion, whether it is right, and what it counts."""
    recorder, rows = _Recorder(), []
    nlp = load_pipeline(pipeline)
    said = suggest_texts(nlp, (text for text, _ in texts), calibrator=recorder)
    for (_, spans), suggestions in zip(texts, said, strict=True):
        gold = set(spans)
        signs, recorder.shown = recorder.shown, []
        for span, own in zip(suggestions, signs, strict=True):
            if span.label == "FIGURE" and not figures:
                continue
            is_right = span.span.place in gold
            rows.append((own, is_right, 1.0 if is_right else slips))
    return rows


def fit(rows: Sequence[tuple[Signs, bool, float]]) -> dict[str, float]:
    """What each sign adds to the log odds."""
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    counts = Counter(sign for signs, _, _ in rows for sign in set(signs))
    column = {
        sign: n for n, sign in enumerate(sorted(s for s, c in counts.items() if c >= _FEWEST))
    }
    where = [
        (number, column[sign])
        for number, (signs, _, _) in enumerate(rows)
        for sign in set(signs)
        if sign in column
    ]
    at, columns = zip(*where, strict=True)
    matrix = csr_matrix(([1.0] * len(where), (at, columns)), (len(rows), len(column)))
    model = LogisticRegression(C=_STRENGTH, max_iter=500, fit_intercept=False)
    model.fit(matrix, [right for _, right, _ in rows], sample_weight=[w for _, _, w in rows])
    weights = {sign: round(float(model.coef_[0, n]), 3) for sign, n in column.items()}
    return {sign: weight for sign, weight in weights.items() if weight}


if __name__ == "__main__":
    sys.exit(main())
