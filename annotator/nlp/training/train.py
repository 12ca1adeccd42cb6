"""Trains the network on prepared files and packs it with the rules behind it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import orjson
import spacy
from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as run_training
from spacy.util import load_config

from annotator.nlp.components import RULES
from annotator.nlp.embedding import set_names
from annotator.nlp.language import VERSION
from annotator.nlp.tokenizer import mend_tokenizer
from annotator.resources import resource

NAME = "conflict"


def train(train_path: Path, dev_path: Path, out: Path, *, seed: int) -> Path:
    """Train by ``resources/training/config.cfg``; the path of the best network."""
    config = load_config(
        resource("training", "config.cfg"),
        overrides={
            "paths.train": str(train_path),
            "paths.dev": str(dev_path),
            "system.seed": seed,
        },
        interpolate=False,
    )
    nlp = init_nlp(config)
    mend_tokenizer(nlp)
    table = orjson.loads((train_path.parent / "names.json").read_bytes())
    model: Any = nlp.get_pipe("tok2vec")
    set_names(model.model, table)
    run_training(nlp, out, use_gpu=-1, stdout=sys.stderr, stderr=sys.stderr)
    return out / "model-best"


def pack(network: Path, out: Path) -> Language:
    """The network with the rules behind it, written to ``out`` with its name and sources."""
    nlp = spacy.load(network)
    for name in RULES:
        nlp.add_pipe(name)
    performance = nlp.meta.get("performance", {})
    nlp.meta.update(
        name=NAME,
        version=VERSION,
        description="ACTOR, LOCATION and FIGURE spans in English conflict news",
        author="The annotator project",
        license="CC BY-SA 4.0, see LICENSES.md",
        performance={"dev_ents_f": performance.get("ents_f")},
    )
    nlp.config["paths"] = {"train": None, "dev": None}
    nlp.to_disk(out)
    _forget_words(out / "vocab" / "strings.json", nlp)
    return nlp


def _forget_words(path: Path, nlp: Language) -> None:
    """Leave out the words of the corpora: the network knows words by their hashes alone.

    They would take 40 MB of memory and be lists of other people's texts.
    """
    blank = spacy.blank("en")
    mend_tokenizer(blank)
    needed = {*blank.vocab.strings, "FIGURE"}
    needed |= {label for labels in nlp.pipe_labels.values() for label in labels}
    kept = sorted(needed & set(orjson.loads(path.read_bytes())))
    path.write_bytes(orjson.dumps(kept, option=orjson.OPT_INDENT_2))
