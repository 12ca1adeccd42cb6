"""WebAnno TSV as its documentation describes it: spans of all layers, at UTF-16 offsets."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_verbs import kind_of, losses, quotes, read_file

from annotator.formats.peers.webanno_cells import Stacked, stacked, unescaped

NE = "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ada.tsv"


def write(file: Path, layers: str, body: str) -> Path:
    file.write_text(f"#FORMAT=WebAnno TSV 3.3\n{layers}\n\n{body}", encoding="utf-8")
    return file


def test_entities_over_tokens_and_stacked_ones_are_read(file: Path) -> None:
    body = (
        "#Text=Ms. Haag plays\n"
        "1-1\t0-3\tMs.\t*[1]|*[2]\tPER[1]|PERpart[2]\t\n"
        "1-2\t4-8\tHaag\thttp://e/Q1[1]\tPER[1]\t\n"
        "1-3\t9-14\tplays\t_\t_\t\n"
    )
    (record,), issues = read_file(write(file, NE, body))
    assert kind_of(file) == "webanno-tsv"
    assert quotes(record) == [("Ms. Haag", "PER"), ("Ms.", "PERpart")]
    assert [span.entity for span in record.spans] == ["http://e/Q1", None]
    assert (record.article.raw, issues) == (file.read_bytes(), [])


def test_offsets_count_utf16_units(file: Path) -> None:
    body = (
        "#Text=I like 😊 e\u0301tat\n1-1\t0-1\tI\t_\t_\t\n1-2\t2-6\tlike\t_\t_\t\n"
        "1-3\t7-9\t😊\t*\tX\t\n1-4\t10-15\te\u0301tat\t*\tLOC\t\n"
    )
    (record,), issues = read_file(write(file, NE, body))
    assert quotes(record) == [("😊", "X"), ("e\u0301tat", "LOC")]
    assert losses(issues) == []


def test_subtokens_and_sentences_of_several_lines_are_read(file: Path) -> None:
    layers = "#T_SP=webanno.custom.Span|value\n"
    body = (
        "#Text=This is\n#Text=a test\n"
        "1-1\t0-4\tThis\t_\t\n1-1.1\t1-4\this\t*[1]\t\n1-2\t5-7\tis\t_\t\n1-2.1\t5-6\ti\t*[1]\t\n"
        "1-3\t8-9\ta\tB-NOTBIO\t\n1-4\t10-14\ttest\t_\t\n"
    )
    (record,), _ = read_file(write(file, layers, body))
    assert record.article.text == "This is\na test"
    assert sorted(quotes(record)) == [("a", "B-NOTBIO"), ("his i", "Span")]


def test_spans_cross_sentences_and_gaps_between_them_are_filled(file: Path) -> None:
    layers = "#T_SP=webanno.custom.Span|value\n"
    body = (
        "#Text=He fell .\n1-1\t0-2\tHe\t_\t\n1-2\t3-7\tfell\tX[1]\t\n1-3\t8-9\t.\tX[1]\t\n\n"
        "#Text=She too\n2-1\t11-14\tShe\tX[1]\t\n2-2\t15-18\ttoo\t_\t\n"
    )
    (record,), issues = read_file(write(file, layers, body))
    assert record.article.text == "He fell .\n\nShe too"
    assert quotes(record) == [("fell .\n\nShe", "X")]
    assert [issue.loss for issue in issues] == [False]


def test_slot_features_are_kept_and_other_layers_named(file: Path) -> None:
    layers = (
        "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue\n"
        "#T_SP=webanno.custom.Frame|FE|ROLE_webanno.custom.Frame:Roles_webanno.custom.FrameRolesLink"
        "|webanno.custom.Lu\n#T_SP=webanno.custom.Lu|luvalue\n"
        "#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink|referenceType"
        "|referenceRelation\n"
    )
    body = (
        "#Text=Bob sold clocks\n"
        "1-1\t0-3\tBob\tNNP\t_\t_\t_\tbob\tpr[1]\tcoref->1-1\t\n"
        "1-2\t4-8\tsold\tVBD\ttransaction\tseller;goods\t1-1;1-3\t_\t_\t_\t\n"
        "1-3\t9-15\tclocks\tNNS\t_\t_\t_\tclock\t_\t_\t\n"
    )
    (record,), issues = read_file(write(file, layers, body))
    assert quotes(record) == [("Bob", "bob"), ("sold", "transaction"), ("clocks", "clock")]
    (kept,) = record.article.extra["webanno"]
    assert (kept["start"], sorted(kept["features"].values())) == (4, ["1-1;1-3", "seller;goods"])
    assert ["POS" in issue.reason or "Coref" in issue.reason for issue in issues] == [True] * 2


def test_the_number_of_what_fills_a_slot_is_not_that_of_its_host(file: Path) -> None:
    layers = (
        "#T_SP=webanno.custom.Frame|FE|ROLE_webanno.custom.Frame:Roles_webanno.custom.Link"
        "|webanno.custom.Frame\n"
    )
    body = (
        "#Text=Bob sold clocks\n1-1\t0-3\tBob\tmen[1]|sellers[2]\t_[1]|_[2]\t*|*\t\n"
        "1-2\t4-8\tsold\tdeal\tseller\t1-1[2]\t\n1-3\t9-15\tclocks\t_\t_\t_\t\n"
    )
    (record,), issues = read_file(write(file, layers, body))
    assert sorted(quotes(record)) == [("Bob", "men"), ("Bob", "sellers"), ("sold", "deal")]
    assert losses(issues) == []


def test_zero_width_spans_and_wrong_tokens_are_named(file: Path) -> None:
    layers = "#T_SP=webanno.custom.Span|value\n"
    body = (
        "#Text=This is it\n1-1\t0-4\tThis\tA\t\n1-1.1\t0-0\t\t*\t\n1-2\t5-7\tXX\tB\t\n"
        "1-3\t8-10\tit\tC\t\nwhat\n1-4\t90-95\tthere\tD\t\n"
    )
    (record,), issues = read_file(write(file, layers, body))
    assert quotes(record) == [("This", "A"), ("it", "C")]
    assert [issue.line for issue in issues if issue.loss] == [8, 10, 11, 7]


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        (r"a\|b", [("a|b", None)]),
        (r"a\[1\][2]", [("a[1]", 2)]),
        (r"\_|\*[3]", [("_", None), ("*", 3)]),
        (r"*[1]|x\\|y", [(None, 1), ("x\\", None), ("y", None)]),
        (r"1\->2\;3\tx", [("1->2;3\tx", None)]),
    ],
)
def test_escapes_are_undone(cell: str, values: list[Stacked]) -> None:
    assert [tuple(value) for value in stacked(cell)] == values


def test_a_text_may_hold_every_sign(file: Path) -> None:
    assert unescaped(r"a\tb\\t\[1\]\r\_") == "a\tb\\t[1]\r_"


def test_sentences_that_lie_in_each_other_are_refused(file: Path) -> None:
    body = "#Text=One two\n1-1\t0-3\tOne\t_\t_\t\n\n#Text=Three\n2-1\t2-7\tThree\t_\t_\t\n"
    records, issues = read_file(write(file, NE, body))
    assert (records, len(losses(issues))) == ([], 1)
