"""From the corpora to spaCy training files: normalise, split, augment, write."""

from __future__ import annotations

import logging
from pathlib import Path
from random import Random

import spacy

from annotator.nlp.lexicon import shipped
from annotator.nlp.tokenizer import mend_tokenizer
from annotator.nlp.training.augment import Augmenter, Names, read_lines
from annotator.nlp.training.corpora import CORPORA
from annotator.nlp.training.normalise import Normaliser
from annotator.nlp.training.paragraphs import doc_bin, plain_docs, split, training_docs
from annotator.nlp.training.templates import from_templates
from annotator.resources import resource

log = logging.getLogger(__name__)


def prepare(corpora: Path, out: Path, *, seed: int) -> tuple[Path, Path]:
    """Write ``train.spacy`` and ``dev.spacy`` to ``out`` and return their paths."""
    nlp = spacy.blank("en")
    mend_tokenizer(nlp)
    lexicon = shipped()
    folder = resource("training")
    names = Names(folder, lexicon)
    passages = [passage for read in CORPORA for passage in read(corpora)]
    passages += from_templates(folder, names, lexicon, Random(seed + 1))
    normaliser = Normaliser(nlp, lexicon)
    marked = normaliser.run(passages)
    train, dev = split(marked)
    log.info(
        "%d passages, %d kept, %d of them for dev; %d spans fit no tokens",
        len(passages),
        len(marked),
        len(dev),
        normaliser.misaligned,
    )
    rng = Random(seed)
    augmenter = Augmenter(names, read_lines(folder / "boilerplate.txt"))
    train_path, dev_path = out / "train.spacy", out / "dev.spacy"
    docs = training_docs(nlp, train, augmenter, rng)
    log.info("%d training paragraphs, %d tokens", len(docs), sum(map(len, docs)))
    doc_bin(docs).to_disk(train_path)
    doc_bin(plain_docs(nlp, dev, rng)).to_disk(dev_path)
    return train_path, dev_path
