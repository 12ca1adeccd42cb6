"""CoNLL leaves in three tagging schemes, and seqeval reads each as the spans that are there."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import new_article
from reading_verbs import quotes, read_file
from seqeval.metrics import f1_score
from seqeval.metrics.sequence_labeling import get_entities
from seqeval.scheme import BILOU, IOB1, IOB2, Entities

from annotator.domain.records import Record, RecordSpan
from annotator.formats.writer import ONE_FILE
from annotator.formats.writers import WRITERS

SCHEMES = {"conll": IOB2, "conll-iob1": IOB1, "conll-bilou": BILOU}
WORDS = "Syria Jordan fled Kunduz province today 30 men"
TEXT = f"{WORDS}\nnear Homs"
SPANS = [("Syria", "X"), ("Jordan", "X"), ("Kunduz province", "Y"), ("today 30 men\nnear", "Y")]


def written(name: str, text: str, spans: list[tuple[int, int, str]]) -> str:
    record = Record(new_article(text, uid="u"), spans=tuple(RecordSpan(*span) for span in spans))
    return WRITERS[name].write(record, 1, "all").parts[ONE_FILE].decode()


def sentences(conll: str) -> list[list[list[str]]]:
    """The cells of the tokens of each sentence."""
    parts = conll.removeprefix("-DOCSTART- -X- O O\n\n").strip("\n").split("\n\n")
    return [[line.split(" ") for line in part.split("\n")] for part in parts]


def placed() -> list[tuple[int, int, str]]:
    return [(TEXT.index(q), TEXT.index(q) + len(q), label) for q, label in SPANS]


@pytest.mark.parametrize(
    ("name", "tags"),
    [
        ("conll", "B-X B-X O B-Y I-Y B-Y I-Y I-Y I-Y O"),
        ("conll-iob1", "I-X B-X O I-Y I-Y B-Y I-Y I-Y I-Y O"),
        ("conll-bilou", "U-X U-X O B-Y L-Y B-Y I-Y I-Y L-Y O"),
    ],
)
def test_each_scheme_tags_spans_as_it_should(name: str, tags: str) -> None:
    cells = [cells for part in sentences(written(name, TEXT, placed())) for cells in part]
    assert [cell[3] for cell in cells] == tags.split()
    assert {(len(cell), cell[1], cell[2]) for cell in cells} == {(4, "-X-", "_")}


@pytest.mark.parametrize("name", SCHEMES)
@given(
    cuts=st.lists(st.integers(0, 8), max_size=8, unique=True).map(sorted),
    labels=st.lists(st.sampled_from(["X", "a-b"]), min_size=4, max_size=4),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_seqeval_and_the_program_read_the_spans_that_were_written(
    tmp_path: Path, name: str, cuts: list[int], labels: list[str]
) -> None:
    # Each second pair of words between cuts is a span, so that many stand side by side.
    words = WORDS.split()
    starts = [WORDS.index(word) for word in words]
    pairs = list(pairwise(cuts))[:4]
    spans = [
        (starts[first], starts[last - 1] + len(words[last - 1]), label)
        for (first, last), label in zip(pairs, labels, strict=False)
    ]
    conll = written(name, WORDS, spans)
    (cells,) = sentences(conll)
    tags = [cell[3] for cell in cells]
    expected = [(label, first, last) for (first, last), label in zip(pairs, labels, strict=False)]
    strict = Entities([tags], scheme=SCHEMES[name]).entities
    assert [(e.tag, e.start, e.end) for e in strict[0]] == expected
    if name != "conll-bilou":  # which this function does not know
        assert get_entities(tags) == [(label, a, b - 1) for label, a, b in expected]
    if spans:
        assert f1_score([tags], [tags], mode="strict", scheme=SCHEMES[name]) == 1
    path = tmp_path / "a.conll"
    path.write_text(conll)
    (record,), _ = read_file(path, kind="conll")
    assert quotes(record) == [(WORDS[a:b], label) for a, b, label in spans]
