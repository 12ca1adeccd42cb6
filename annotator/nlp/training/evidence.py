"""Learns the weights of the evidence for names: ``resources/gazetteer/evidence.json``.

``python -m annotator.nlp.training.evidence CORPORA_DIR PIPELINE OUT_JSON [--seed 0]``. The network
has read the corpora, so its labels there are better than on new text. It therefore judges them with
other names of the world put in, and sentences made of templates; of the gazetteer a part is hidden,
as the world has more places than any list.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

import orjson
from spacy.language import Language

from annotator.nlp.components.evidence import WeighedNames
from annotator.nlp.evidence.model import CLASSES
from annotator.nlp.evidence.world import Known, World, world
from annotator.nlp.language import load_pipeline
from annotator.nlp.lexicon import shipped
from annotator.nlp.mentions import Mention, Tokens, read_mentions
from annotator.nlp.training.augment import Names, Piece, Sentence, pieces_of
from annotator.nlp.training.corpora import CORPORA, RawSpan
from annotator.nlp.training.normalise import Normaliser
from annotator.nlp.training.world_templates import (
    WorldNames,
    from_event_templates,
    only_words,
)
from annotator.resources import resource

HIDDEN = 0.25
_FEWEST = 6
_STRENGTH = 0.08
_SMALLEST = 0.02
Sample = tuple[list[str], int]
Marked = tuple[str, list[RawSpan]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn by the arguments of the command line; returns the exit status 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("pipeline")
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    rng = Random(options.seed)
    texts = list(all_texts(options.corpora, rng))
    rng.shuffle(texts)
    samples = list(read_samples(load_pipeline(options.pipeline), texts))
    cut = len(samples) // 10
    weights = learn(samples[cut:])
    print(f"{len(texts)} paragraphs, {len(samples)} names, {len(weights)} pieces of evidence")
    print("kept apart:", right(weights, samples[:cut]), "right; as marked:", as_said(samples[:cut]))
    write(options.out, weights)
    return 0


def all_texts(corpora: Path, rng: Random) -> Iterator[Marked]:
    """Paragraphs with the spans they should have."""
    names = world_names(rng)
    yield from corpus_texts(corpora, names, rng)
    yield from from_event_templates(names, rng)
    yield from _posts(corpora)


def world_names(rng: Random) -> WorldNames:
    """The names to put in."""
    lexicon, folder = shipped(), resource("training")
    return WorldNames(folder, Names(folder, lexicon), lexicon, rng)


def corpus_texts(corpora: Path, names: WorldNames, rng: Random) -> Iterator[Marked]:
    """Paragraphs of the corpora, with other names in most of them."""
    lexicon = shipped()
    normaliser = Normaliser(only_words(), lexicon)
    passages = [p for read in CORPORA for p in read(corpora) if p.corpus != "gmb" or p.order % 2]
    sentences: Sentence = []
    for item in normaliser.run(passages):
        pieces = pieces_of(item)
        if rng.random() < 0.75:
            swap(pieces, names, rng)
        sentences += [*([Piece(" ")] if sentences else []), *pieces]
        if rng.random() < 0.4:
            yield joined(sentences)
            sentences = []


def swap(sentence: Sentence, names: WorldNames, rng: Random) -> None:
    """Put names of the world in the place of many of the passage's own."""
    for piece in sentence:
        if piece.text in names.keep or piece.label is None:
            continue
        words = len(piece.text.split())
        if piece.label == "LOCATION" and words < 3 and rng.random() < 0.65:
            piece.text = names.place()
        elif piece.person and rng.random() < 0.5:
            piece.text = names.surname() if words == 1 else names.person()
        elif _is_group(piece) and rng.random() < 0.4:
            piece.text = names.group() if rng.random() < 0.6 else names.acronym()


def _is_group(piece: Piece) -> bool:
    """Whether a piece is the name of a group, without a head."""
    parts = piece.text.split()
    return piece.label == "ACTOR" and not piece.person and len(parts) < 4 and parts[-1][0].isupper()


def joined(sentence: Sentence) -> Marked:
    """The text of the pieces and the spans in it."""
    text, spans = "", []
    for piece in sentence:
        if piece.label in CLASSES:
            spans.append((len(text), len(text) + len(piece.text), str(piece.label)))
        text += piece.text
    return text.replace("\n", " "), spans


_POSTS = {
    "PER": "ACTOR", "ORG": "ACTOR", "LOC": "LOCATION",
    "person": "ACTOR", "group": "ACTOR", "corporation": "ACTOR", "location": "LOCATION",
}  # fmt: skip


def _posts(corpora: Path) -> Iterator[Marked]:
    for path in ("btc/btc.jsonl", "wnut17/wnut17-train.jsonl"):
        file = corpora / path
        for line in file.read_bytes().splitlines() if file.is_file() else ():
            row = orjson.loads(line)
            spans = [
                (s["start"], s["end"], _POSTS[s["label"]])
                for s in row["spans"]
                if s["label"] in _POSTS
            ]
            if spans and "\n" not in row["text"]:
                yield row["text"], spans


class _Hidden(World):
    """The world with a part of its names unknown."""

    def get(self, name: str) -> Known | None:  # type: ignore[override]
        if zlib.crc32(name.encode()) % 100 < HIDDEN * 100:
            return None
        return world().get(name)


def read_samples(nlp: Language, texts: Sequence[Marked]) -> Iterator[Sample]:
    """The evidence for every name the pipeline is unsure of, and which class is right."""
    judge = WeighedNames(shipped(), None)
    judge.evidence.world = _Hidden(b"")
    later = [name for name in ("evidence", "collective_heads", "figures") if name in nlp.pipe_names]
    with nlp.select_pipes(disable=later):
        docs = nlp.pipe((text for text, _ in texts), batch_size=64)
        for doc, (_, spans) in zip(docs, texts, strict=True):
            tokens = Tokens.of(doc)
            mentions = judge.parted(tokens, read_mentions(doc, tokens))
            view = judge.evidence.paragraph(tokens, mentions)
            for mention, is_marked in judge.candidates(tokens, mentions):
                truth = _truth(tokens, mention, spans)
                if truth is not None:
                    said = mention.label if is_marked else ""
                    yield (
                        judge.evidence.of(view, mention.start, mention.end, said, mention.source),
                        CLASSES.index(truth),
                    )


def _truth(tokens: Tokens, mention: Mention, spans: Iterable[RawSpan]) -> str | None:
    """The label the words have; None where they belong to two names."""
    start, end = tokens.starts[mention.start], tokens.ends[mention.end - 1]
    labels = [
        label for first, last, label in spans if first < end and start < last and label in CLASSES
    ]
    if not labels:
        return "NONE"
    return labels[0] if len(set(labels)) == 1 else None


def learn(samples: Sequence[Sample]) -> dict[str, list[float]]:
    """The weights of all pieces of evidence seen often enough."""
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    counts = Counter(piece for pieces, _ in samples for piece in set(pieces))
    column = {piece: n for n, piece in enumerate(p for p, c in counts.items() if c >= _FEWEST)}
    rows, columns = [], []
    for number, (pieces, _) in enumerate(samples):
        for piece in set(pieces):
            if piece in column:
                rows.append(number)
                columns.append(column[piece])
    matrix = csr_matrix(([1.0] * len(rows), (rows, columns)), (len(samples), len(column)))
    model = LogisticRegression(C=_STRENGTH, max_iter=300, fit_intercept=False)
    model.fit(matrix, [truth for _, truth in samples])
    table = {}
    for piece, at in column.items():
        row = [round(float(model.coef_[number, at]), 3) for number in range(len(CLASSES))]
        if max(map(abs, row)) >= _SMALLEST:
            table[piece] = row
    return table


def right(weights: dict[str, list[float]], samples: Sequence[Sample]) -> str:
    """The share of samples whose likeliest class is the right one."""

    def likeliest(pieces: list[str]) -> int:
        sums = [sum(weights[p][n] for p in set(pieces) if p in weights) for n in range(3)]
        return sums.index(max(sums))

    return _share(samples, likeliest)


def as_said(samples: Sequence[Sample]) -> str:
    """The share of samples that were right before."""

    def said(pieces: list[str]) -> int:
        for number, label in enumerate(CLASSES):
            if f"said={label}" in pieces:
                return number
        return CLASSES.index("NONE")

    return _share(samples, said)


def _share(samples: Sequence[Sample], guess: Callable[[list[str]], int]) -> str:
    hits = sum(guess(pieces) == truth for pieces, truth in samples)
    return f"{hits / max(1, len(samples)):.3f}"


def write(path: Path, weights: dict[str, list[float]]) -> None:
    """Write the weights, one piece of evidence a line, so that a person can read them."""
    lines = [f"{orjson.dumps(p).decode()}:{orjson.dumps(w).decode()}" for p, w in weights.items()]
    path.write_text('{"weights":{\n' + ",\n".join(sorted(lines)) + "\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
