"""``python -m annotator.nlp.training CORPORA_DIR OUT_DIR [--seed 0]`` rebuilds the pipeline."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS")


def main(arguments: Sequence[str] | None = None) -> int:
    """Rebuild by the arguments of the command line; returns the exit status 0."""
    parser = argparse.ArgumentParser(prog="python -m annotator.nlp.training", description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder of the corpora, see docs/pipeline.md")
    parser.add_argument("out", type=Path, help="folder for the pipeline and what led to it")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--gold", type=Path, help="folder of gold .jsonl files to score against")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    for name in _THREADS:
        # Before numpy is loaded: more threads make training slower and its result uncertain.
        os.environ.setdefault(name, "1")
    from annotator.nlp.training.rebuild import rebuild

    for line in rebuild(options.corpora, options.out, seed=options.seed, gold=options.gold):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
