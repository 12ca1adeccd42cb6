"""The first layer of the network: what it sees of a word, and the table of the world's names."""

from __future__ import annotations

from pathlib import Path

import numpy
import spacy
from spacy.language import Language

from annotator.nlp.embedding import (
    BEGINS,
    FAMILY,
    GIVEN,
    LARGE,
    MULTI,
    SINGLE,
    Features,
    key_words,
    name_evidence_embed,
    name_table,
    set_names,
)

NAMES = {
    "goma": LARGE,
    "sake": SINGLE,
    "umm": BEGINS,
    "umm el araneb": MULTI,
    "amina": GIVEN,
    "al - shifa": MULTI,
    "al": BEGINS,
    "okello": GIVEN | FAMILY,
}
PLACE, PERSON = 4, 5


def seen(text: str) -> numpy.ndarray:
    """The features of the words of a text, a row each."""
    nlp: Language = spacy.blank("en")
    return Features(*name_table(NAMES)).of(nlp.make_doc(text))[0]


def test_places_and_persons_are_told_from_other_words() -> None:
    rows = seen("Amina fled Goma for Sake")
    assert len(set(rows[:, PLACE])) == 3  # large, small, and no place
    assert rows[0, PERSON] != rows[1, PERSON]
    assert rows[1, PLACE] == rows[3, PLACE] == rows[0, PLACE]


def test_a_place_of_several_words_is_seen_as_one() -> None:
    rows = seen("near Umm el Araneb and Al-Shifa today")
    first, inner = rows[1, PLACE], rows[2, PLACE]
    assert rows[3, PLACE] == inner != first
    assert [rows[5, PLACE], rows[6, PLACE], rows[7, PLACE]] == [first, inner, inner]
    assert rows[4, PLACE] == rows[8, PLACE] == rows[0, PLACE]


def test_a_word_in_small_letters_is_no_name() -> None:
    rows = seen("a sip of sake in Goma")
    assert rows[3, PLACE] == rows[0, PLACE] != rows[5, PLACE]


def test_marks_on_letters_make_no_other_name() -> None:
    assert key_words("Umm al-Arānib") == ["umm", "al", "-", "aranib"]
    rows = seen("Göma Goma")
    assert rows[0, PLACE] == rows[1, PLACE]


def test_the_table_is_stored_with_the_network(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    doc = nlp.make_doc("Okello left Goma")
    model = name_evidence_embed(width=8, small_width=4, rows=[50, 50, 50, 50])
    set_names(model, NAMES)
    model.initialize()
    before = model.predict([doc])[0]
    other = name_evidence_embed(width=8, small_width=4, rows=[50, 50, 50, 50])
    other.initialize()
    other.from_bytes(model.to_bytes())
    assert numpy.allclose(before, other.predict([doc])[0])
    set_names(other, {})
    assert not numpy.allclose(before, other.predict([doc])[0])


def test_what_was_seen_before_changes_nothing() -> None:
    nlp = spacy.blank("en")
    features = Features(*name_table(NAMES))
    alone = features.of(nlp.make_doc("Amina left Goma"))[0]
    features.of(nlp.make_doc(" ".join(f"word{n}" for n in range(3_000))))
    assert (features.of(nlp.make_doc("Amina left Goma"))[0] == alone).all()
