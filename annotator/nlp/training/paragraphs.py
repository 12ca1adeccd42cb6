"""Joins marked sentences to paragraphs and cuts them into training and dev sets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from annotator.nlp.headlines import plain_case
from annotator.nlp.lexicon import Lexicon
from annotator.nlp.training.augment import Augmenter, Piece, Sentence, pieces_of
from annotator.nlp.training.corpora import DOUBT, is_gmb_dev
from annotator.nlp.training.normalise import Marked

LONGEST = 5
REPEATS = {
    "gmb": 1,
    "wikigold": 1,
    "re3d": 6,
    "templates": 1,
    "silver": 1,
    "posts": 1,
    "world": 1,
    "events": 1,
}
_BOILERPLATE = 0.06
FROM_CAPITALS = 0.06
FROM_SMALL = 0.03
SILVER_DEV = 25
WORLD_DEV = 40


def split(marked: Sequence[Marked]) -> tuple[list[Marked], list[Marked]]:
    """Training and dev passages: blocks of GMB, some silver paragraphs and filled templates."""
    dev = [
        m
        for m in marked
        if (m.passage.corpus == "gmb" and is_gmb_dev(m.passage.order))
        or (m.passage.corpus == "silver" and m.passage.story % SILVER_DEV == 0)
        or (m.passage.corpus == "world" and m.passage.story % WORLD_DEV == 0)
    ]
    kept = {id(m) for m in dev}
    return [m for m in marked if id(m) not in kept], dev


def training_docs(
    nlp: Language, marked: Sequence[Marked], augmenter: Augmenter, rng: Random
) -> list[Doc]:
    """Augmented paragraphs in random order, with lines of boilerplate between them."""
    docs = []
    for group in _groups(marked, rng):
        corpus = group[0].passage.corpus
        for _ in range(REPEATS[corpus]):
            sentences = [pieces_of(item) for item in group]
            for sentence in sentences:
                augmenter.sentence(sentence, rng)
            for line in _lines(_joined(sentences)):
                recase(line, augmenter.names.lexicon, rng)
                docs.append(make_doc(nlp, line))
        if rng.random() < _BOILERPLATE:
            docs.append(make_doc(nlp, [Piece(augmenter.boilerplate_line(rng))]))
    rng.shuffle(docs)
    return docs


def recase(line: Sentence, lexicon: Lexicon, rng: Random) -> None:
    """Sometimes the line as it looks when its case is restored from capitals or small letters."""
    chance = rng.random()
    if chance > FROM_CAPITALS + FROM_SMALL:
        return
    text = "".join(piece.text for piece in line)
    lost = text.upper() if chance < FROM_CAPITALS else text.lower()
    if len(lost) != len(text):
        return
    restored, at = plain_case(lost, lexicon), 0
    for piece in line:
        piece.text, at = restored[at : at + len(piece.text)], at + len(piece.text)


def plain_docs(nlp: Language, marked: Sequence[Marked], rng: Random) -> list[Doc]:
    """Paragraphs as they are."""
    return [
        make_doc(nlp, line)
        for group in _groups(marked, rng)
        for line in _lines(_joined([pieces_of(item) for item in group]))
    ]


def make_doc(nlp: Language, line: Sentence) -> Doc:
    """A Doc with its entities. Raises ValueError where a span fits no tokens."""
    doc = nlp.make_doc("".join(piece.text for piece in line))
    spans: list[Span] = []
    at = 0
    for piece in line:
        end = at + len(piece.text)
        if piece.label is not None:
            span = doc.char_span(at, end, label=piece.label, alignment_mode="expand")
            if span is not None and (not spans or span.start >= spans[-1].end):
                spans.append(span)
        at = end
    doubts = [span for span in spans if span.label_ == DOUBT]
    doc.set_ents([span for span in spans if span.label_ != DOUBT], missing=doubts)
    return doc


def doc_bin(docs: Sequence[Doc]) -> DocBin:
    """The Docs in spaCy's training format."""
    return DocBin(docs=docs, attrs=["ENT_IOB", "ENT_TYPE"])


def _groups(marked: Sequence[Marked], rng: Random) -> Iterator[list[Marked]]:
    group: list[Marked] = []
    length = 1
    for item in marked:
        follows = group and (
            item.passage.corpus == group[-1].passage.corpus != "templates"
            and item.passage.story == group[-1].passage.story
            and item.passage.order - group[-1].passage.order in (1, 2)
        )
        if group and (not follows or len(group) >= length):
            yield group
            group = []
        if not group:
            length = rng.randint(1, LONGEST)
        group.append(item)
    if group:
        yield group


def _joined(sentences: Sequence[Sentence]) -> Sentence:
    line: Sentence = []
    for sentence in sentences:
        if line:
            line.append(Piece(" "))
        line.extend(sentence)
    return line


def _lines(line: Sentence) -> Iterator[Sentence]:
    """The sentence cut at line breaks, as texts are cut when the pipeline runs."""
    current: Sentence = []
    for piece in line:
        if piece.label is not None or "\n" not in piece.text:
            current.append(piece)
            continue
        parts = piece.text.split("\n")
        for number, part in enumerate(parts):
            if number:
                if any(p.text.strip() for p in current):
                    yield current
                current = []
            if part:
                current.append(Piece(part))
    if any(p.text.strip() for p in current):
        yield current
