"""The whole way from the corpora to the packed pipeline, and its scores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.nlp.language import rules_only
from annotator.nlp.training.gold import evaluate
from annotator.nlp.training.prepare import prepare
from annotator.nlp.training.train import pack, train


def rebuild(corpora: Path, out: Path, *, seed: int, gold: Path | None) -> Iterator[str]:
    """Write the pipeline to ``out/pipeline``; yields lines that report on it."""
    out.mkdir(parents=True, exist_ok=True)
    files = prepare(corpora, out, seed=seed)
    nlp = pack(train(*files, out, seed=seed), out / "pipeline")
    yield f"written to {out / 'pipeline'}"
    if gold is not None:
        for title, pipeline in (("rules alone", rules_only()), ("network and rules", nlp)):
            yield title
            yield from evaluate(pipeline, gold)
