"""From the corpora to spaCy training files: normalise, split, augment, write."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from random import Random

import orjson
import spacy

from annotator.nlp.lexicon import Lexicon, shipped
from annotator.nlp.tokenizer import mend_tokenizer
from annotator.nlp.training.augment import Augmenter, Names, read_lines
from annotator.nlp.training.corpora import CORPORA, MORE_CORPORA, Passage
from annotator.nlp.training.evidence_names import small_words_of, table_of_names
from annotator.nlp.training.normalise import Normaliser
from annotator.nlp.training.note_templates import from_notes
from annotator.nlp.training.paragraphs import doc_bin, plain_docs, split, training_docs
from annotator.nlp.training.templates import from_templates
from annotator.nlp.training.world_names import WorldNames
from annotator.nlp.training.world_templates import WorldNames as EventNames
from annotator.nlp.training.world_templates import from_event_templates
from annotator.resources import resource

_EVENTS = 0.5

log = logging.getLogger(__name__)


def prepare(corpora: Path, out: Path, *, seed: int) -> tuple[Path, Path]:
    """Write ``train.spacy`` and ``dev.spacy`` to ``out`` and return their paths."""
    nlp = spacy.blank("en")
    mend_tokenizer(nlp)
    lexicon = shipped()
    folder = resource("training")
    world = WorldNames(corpora)
    names = Names(folder, lexicon, world)
    passages = [passage for read in (*CORPORA, *MORE_CORPORA) for passage in read(corpora)]
    small_words = small_words_of(passage.text for passage in passages)
    table = table_of_names(corpora, world, small_words)
    (out / "names.json").write_bytes(orjson.dumps(table))
    passages += from_templates(folder, names, lexicon, Random(seed + 1))
    passages += from_notes(folder, names, world, lexicon, Random(seed + 2))
    passages += _events(folder, names, lexicon, Random(seed + 3))
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


def _events(folder: Path, names: Names, lexicon: Lexicon, rng: Random) -> Iterator[Passage]:
    """Half of the sentences that teach the evidence its weights, as passages."""
    drawn = EventNames(folder, names, lexicon, rng)
    for number, (text, spans) in enumerate(from_event_templates(drawn, rng)):
        if rng.random() < _EVENTS:
            yield Passage(text, tuple(spans), "events", number, 0)
