"""CoNLL files of all tagging schemes become readable articles with their spans."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_verbs import kind_of, losses, quotes, read_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "eng.train"


CONLL_2003 = """-DOCSTART- -X- O O

EU NNP B-NP I-ORG
rejects VBZ B-VP O
German JJ B-NP I-MISC
call NN I-NP O
. . O O

Peter NNP B-NP I-PER
Blackburn NNP I-NP I-PER

-DOCSTART- -X- O O

BRUSSELS NNP B-NP I-LOC
1996-08-22 CD I-NP O
"""


def test_conll_2003_is_read(file: Path) -> None:
    file.write_text(CONLL_2003)
    records, issues = read_file(file)
    assert kind_of(file) == "conll"
    assert [record.article.text for record in records] == [
        "EU rejects German call.\nPeter Blackburn",
        "BRUSSELS 1996-08-22",
    ]
    assert [quotes(record) for record in records] == [
        [("EU", "ORG"), ("German", "MISC"), ("Peter Blackburn", "PER")],
        [("BRUSSELS", "LOC")],
    ]
    assert losses(issues) == []
    assert sum("put together" in issue.reason for issue in issues) == 1


@pytest.mark.parametrize(
    "tags",
    [
        "B-PER I-PER O B-LOC B-LOC I-LOC",
        "I-PER I-PER O I-LOC B-LOC I-LOC",
        "B-PER E-PER O S-LOC B-LOC E-LOC",
        "B-PER L-PER O U-LOC B-LOC L-LOC",
    ],
    ids=["IOB2", "IOB1", "IOBES", "BILOU"],
)
@pytest.mark.parametrize("gap", [" ", "\t"])
def test_schemes_give_the_same_spans(file: Path, tags: str, gap: str) -> None:
    words = ["Ada", "Lovelace", "visited", "London", "New", "York"]
    rows = [f"{word}{gap}{tag}" for word, tag in zip(words, tags.split(), strict=True)]
    file.write_text("\n".join(rows))
    (record,), issues = read_file(file)
    assert quotes(record) == [("Ada Lovelace", "PER"), ("London", "LOC"), ("New York", "LOC")]
    assert losses(issues) == []


def test_spaces_are_set_as_people_set_them(file: Path) -> None:
    tokens = [
        "He",
        "said",
        ":",
        '"',
        "It",
        "'s",
        "(",
        "not",
        ")",
        "over",
        ",",
        '"',
        "and",
        "did",
        "n't",
        "pay",
        "$",
        "3",
        ".",
    ]
    file.write_text("\n".join(f"{token} O" for token in tokens) + "\nKunduz B-LOC\n")
    (record,), _ = read_file(file)
    assert record.article.text == ("He said: \"It's (not) over,\" and didn't pay $3. Kunduz")


def test_a_row_without_a_tag_is_named_and_its_token_kept(file: Path) -> None:
    file.write_text("Kunduz B-LOC\nfell\ntoday X-Y\n. O\n")
    (record,), issues = read_file(file, kind="conll")
    assert (record.article.text, quotes(record)) == ("Kunduz fell today.", [("Kunduz", "LOC")])
    assert [issue.line for issue in issues if issue.loss] == [2, 3]


def test_labels_may_have_hyphens_and_tokens_any_signs(file: Path) -> None:
    file.write_text("😀 O\ne\u0301tat B-armed-group\n# O\n", encoding="utf-8")
    (record,), _ = read_file(file)
    assert quotes(record) == [("e\u0301tat", "armed-group")]
    assert record.article.text.endswith("#")


@pytest.mark.parametrize("text", ["He gave it an O\nAnd so B-1\n", "Grade B-2 was O\nfine O\n"])
def test_prose_stays_a_text(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(text + "Kunduz fell on Sunday, they said.\nNobody knows more.\n")
    assert kind_of(file) == "text"


def test_spacys_own_converter_finds_the_same_spans(file: Path) -> None:
    from spacy.training.converters import conll_ner_to_docs

    file.write_text(CONLL_2003)
    docs = conll_ner_to_docs(CONLL_2003, n_sents=0)
    theirs = [(entity.text, entity.label_) for doc in docs for entity in doc.ents]
    assert [quote for record in read_file(file)[0] for quote in quotes(record)] == theirs


def test_a_label_that_is_nothing_but_a_mark_is_none(file: Path) -> None:
    file.write_text(CONLL_2003.replace("I-MISC", "I-\ufeff"), encoding="utf-8")
    records, issues = read_file(file)
    assert quotes(records[0]) == [("EU", "ORG"), ("Peter Blackburn", "PER")]
    (reason,) = losses(issues)
    assert "it has no label" in reason
