"""The words of a text as the network sees them: letters, shape, and what the world's names say.

Beside the usual hashed features each word has two small ones from a table of names that is stored
with the network: whether it is, or begins, or goes on with the name of a place of the world
(GeoNames), and whether it is known from names of persons or bodies. They are evidence the network
weighs by its training, not a verdict.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy
from numpy.typing import NDArray
from spacy.attrs import ORTH
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import (
    HashEmbed,
    Maxout,
    Model,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    with_array,
)

SINGLE, LARGE, BEGINS, MULTI, GIVEN, FAMILY, BODY = (1 << bit for bit in range(7))
"""Bits of a key of the table: the name of a place, of a large place or region; the first word of a
longer place name; a longer place name; words of persons' names, of bodies' and groups' names."""

NODE = "name_evidence"
_PARTS = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*\.?|-")
_LONGEST_NAME = 4
_MOST_WORDS = 150_000
_COLUMNS = 6
_LEXICAL = 4
_FORGOTTEN = 0.2
_TABLE_FORGOTTEN = 0.15

Array = NDArray[numpy.uint64]


def key_text(word: str) -> str:
    """The form in which a word stands in the table: small letters without marks."""
    if word.isascii():
        return word.lower()
    letters = unicodedata.normalize("NFKD", word.lower())
    return "".join(ch for ch in letters if not unicodedata.combining(ch)).replace("’", "'")


def key_words(name: str) -> list[str]:
    """The words of a name, cut as the tokenizer cuts them."""
    return _PARTS.findall(key_text(name))


def name_table(bits: Mapping[str, int]) -> tuple[Array, NDArray[numpy.uint8]]:
    """Sorted keys and their bits, from key texts and bits."""
    hashed = {get_string_id(text): value for text, value in bits.items()}
    keys = numpy.array(sorted(hashed), dtype=numpy.uint64)
    return keys, numpy.array([hashed[int(key)] for key in keys], dtype=numpy.uint8)


class Features:
    """Features by word, remembered; a word new to it costs a few microseconds."""

    def __init__(self, keys: Array, bits: NDArray[numpy.uint8]) -> None:
        self.keys, self.bits = keys, bits
        self._forget()

    def _forget(self) -> None:
        self.index: dict[int, int] = {}
        self.rows = numpy.zeros((1024, _COLUMNS), dtype=numpy.uint64)
        self.flags: list[int] = []
        self.texts: list[str] = []
        self.phrases: dict[str, bool] = {}

    def look_up(self, text: str) -> int:
        """The bits of a key text; 0 where the table does not have it."""
        key = numpy.uint64(get_string_id(text))
        at = int(numpy.searchsorted(self.keys, key))
        return int(self.bits[at]) if at < len(self.keys) and self.keys[at] == key else 0

    def of(self, doc: Doc) -> tuple[Array, Array]:
        """Features of a Doc's words, a row each, and the words' numbers here."""
        if len(self.index) > _MOST_WORDS:
            self._forget()
        index = self.index
        orths = doc.to_array(ORTH).tolist()
        numbers = [index[orth] if orth in index else self._new(orth, doc) for orth in orths]
        rows = self.rows[numbers]
        for at in [i for i, n in enumerate(numbers) if self.flags[n] & BEGINS]:
            length = self._phrase(numbers, at)
            if length:
                rows[at, _LEXICAL] = 8
                rows[at + 1 : at + length, _LEXICAL] = 9
        return rows, numpy.array(numbers, dtype=numpy.uint64)

    def _new(self, orth: int, doc: Doc) -> int:
        number = self.index[orth] = len(self.index)
        word = doc.vocab.strings[orth]
        lexeme = doc.vocab[orth]
        text = key_text(word)
        bits = self.look_up(text) if word[:1].isupper() else 0
        if number >= len(self.rows):
            self.rows = numpy.concatenate([self.rows, numpy.zeros_like(self.rows)])
        self.rows[number] = (
            lexeme.norm, get_string_id(word[:3]), get_string_id(word[-3:]), lexeme.shape,
            (bits & (SINGLE | LARGE)) + 1, ((bits >> 4) & 7) + 16,
        )  # fmt: skip
        self.flags.append(bits)
        self.texts.append(text)
        return number

    def _phrase(self, numbers: list[int], at: int) -> int:
        """The number of words of the longest place name that begins here; 0 if none does."""
        words = [self.texts[n] for n in numbers[at : at + _LONGEST_NAME + 1]]
        for length in range(len(words), 1, -1):
            text = " ".join(words[:length])
            is_name = self.phrases.get(text)
            if is_name is None:
                is_name = self.phrases[text] = bool(self.look_up(text) & MULTI)
            if is_name:
                return length
        return 0


def _evidence() -> Model[list[Doc], list[Array]]:
    empty = numpy.zeros(0, dtype=numpy.uint64), numpy.zeros(0, dtype=numpy.uint8)
    return Model(NODE, _forward, attrs={"keys": empty[0], "bits": empty[1], "seed": 0})


def set_names(model: Model[Any, Any], bits: Mapping[str, int]) -> None:
    """Store a table of names in every such layer of a model."""
    keys, values = name_table(bits)
    for node in model.walk():
        if node.name == NODE:
            node.attrs["keys"], node.attrs["bits"] = keys, values


_features: dict[int, Features] = {}


def _features_of(model: Model[Any, Any]) -> Features:
    keys = model.attrs["keys"]
    features = _features.get(id(keys))
    if features is None or features.keys is not keys:
        features = _features[id(keys)] = Features(keys, model.attrs["bits"])
    return features


def _forward(
    model: Model[list[Doc], list[Array]], docs: list[Doc], is_train: bool
) -> tuple[list[Array], Callable[[Any], list[Doc]]]:
    features = _features_of(model)
    out = []
    for doc in docs:
        rows, _ = features.of(doc)
        if is_train:
            _forget_some(rows, doc)
        out.append(rows)
    return out, lambda _: []


def _forget_some(rows: Array, doc: Doc) -> None:
    """Hide some names' letters, and sometimes the table, so that context is learnt too."""
    chance = numpy.random.random
    names = numpy.array([token.text[:1].isupper() for token in doc], dtype=bool)
    rows[names & (chance(len(doc)) < _FORGOTTEN), 0] = 0
    if chance() < _TABLE_FORGOTTEN:
        rows[:, _LEXICAL] = 1
        rows[:, _LEXICAL + 1] = 16


def name_evidence_embed(width: int, small_width: int, rows: list[int]) -> Model[list[Doc], Any]:
    """Hashed word, first and last letters, shape (``rows`` of each), and the two of the table."""
    widths = [width] * _LEXICAL + [small_width] * (_COLUMNS - _LEXICAL)
    sizes = [*rows, 50, 50]
    tables: Iterable[Model[Any, Any]] = [
        HashEmbed(w, n, column=i, seed=8 + i, dropout=0.0)
        for i, (w, n) in enumerate(zip(widths, sizes, strict=True))
    ]
    mixed: Model[Any, Any] = Maxout(width, sum(widths), nP=3, dropout=0.0, normalize=True)
    return chain(
        _evidence(),
        list2ragged(),
        with_array(concatenate(*tables)),
        with_array(mixed),
        ragged2list(),
    )


registry.architectures.register("annotator.NameEvidenceEmbed.v1", func=name_evidence_embed)
