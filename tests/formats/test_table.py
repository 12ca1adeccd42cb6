"""Tables give an article a row; a broken row costs itself and no other."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_verbs import kind_of, losses, quotes, read_file

from annotator.formats.reader import ReadOptions
from annotator.formats.tables import table
from annotator.formats.tables.table_rows import Row, rows
from annotator.operations.importing.reading import source_of


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.csv"


def texts(file: Path, **options: object) -> list[str]:
    return [record.article.text for record in read_file(file, **options)[0]]


def test_columns_are_found_by_name_and_the_others_kept(file: Path) -> None:
    file.write_text(
        "ID,Headline,Publisher,Link,Date,Body,Tags\n"
        '7,Falls,AP,http://x,2021-08-08,"Kunduz, they said, fell.\nIt did.",war\n'
    )
    (record,), issues = read_file(file)
    found = record.article
    assert (found.text, found.title) == ("Kunduz, they said, fell.\nIt did.", "Falls")
    assert (found.source, found.url, found.published) == ("AP", "http://x", "2021-08-08")
    assert (found.uid, found.extra, record.line, issues) == ("7", {"Tags": "war"}, 2, [])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiters_line_ends_and_encodings_are_found_out(
    file: Path, delimiter: str, line_end: str, encoding: str
) -> None:
    lines = [("title", "text"), ("A", '"One, two; three|“four”\t5"'), ("B", "Šest")]
    file.write_bytes(line_end.join(map(delimiter.join, lines)).encode(encoding))
    assert texts(file) == ["One, two; three|“four”\t5", "Šest"]


@pytest.mark.parametrize(
    "broken", ['1,"an open quote', '2,"closed "early" here', "3,too,many,cells"]
)
def test_a_broken_row_is_named_and_the_others_come_in(file: Path, broken: str) -> None:
    file.write_text(f'id,text\n1,First.\n{broken}\n2,"Second."\n3,Third.\n')
    records, issues = read_file(file)
    assert [record.article.text for record in records] == ["First.", "Second.", "Third."]
    assert [(issue.line, issue.loss) for issue in issues] == [(3, True)]


def test_a_quote_that_is_never_closed_costs_one_line(file: Path) -> None:
    file.write_text('id,text\n1,"First.\n' + "".join(f"{n},Row {n}.\n" for n in range(2, 500)))
    records, issues = read_file(file)
    assert len(records) == 498
    assert [(issue.line, issue.reason) for issue in issues] == [(2, "a quote is not closed")]


def test_a_row_with_too_few_cells_comes_in_with_a_note(file: Path) -> None:
    file.write_text("text,source\nFirst.,AP\nSecond.\n")
    records, issues = read_file(file)
    assert [record.article.text for record in records] == ["First.", "Second."]
    assert [(issue.line, issue.loss) for issue in issues] == [(3, False)]


def test_nul_becomes_a_sign_that_can_be_stored(file: Path) -> None:
    file.write_bytes(b"text,more\nOne\x00two and some more words,a\x00b\n")
    (record,), issues = read_file(file)
    assert record.article.text.startswith("One\ufffdtwo")
    assert record.article.extra == {"more": "a\ufffdb"}
    assert [issue.loss for issue in issues] == [False]


def test_cells_may_be_longer_than_pythons_limit(file: Path) -> None:
    file.write_text('id,text\n1,"' + "long " * 100_000 + '"\n')
    assert [len(text) for text in texts(file)] == [500_000]


def test_tabs_without_quoting_are_read_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "a.tsv"
    file.write_text('id\ttext\n1\t"We left, he said.\n2\tPlain.\n')
    records, issues = read_file(file)
    assert [record.article.text for record in records] == ['"We left, he said.', "Plain."]
    assert losses(issues) == []


def test_columns_can_be_told(file: Path) -> None:
    file.write_text("a,b,text\nOne.,AP,no\nTwo.,BBC,no\n")
    records, _ = read_file(file, columns={"text": "a", "source": "b"})
    assert [(record.article.text, record.article.source) for record in records] == [
        ("One.", "AP"),
        ("Two.", "BBC"),
    ]


def test_a_column_that_a_table_lacks_gives_way_to_the_one_it_has(file: Path) -> None:
    file.write_text("a,b,text\nOne.,AP,no\n")
    (record,), issues = read_file(file, columns={"text": "cuerpo", "source": "medio"})
    assert (record.article.text, record.article.source, losses(issues)) == ("no", None, [])
    said = [issue.reason for issue in issues]
    assert "it has no column “cuerpo” for the text: it is from “text”" in said
    assert "it has no column “medio” for the source: none is taken" in said


def test_a_column_that_a_table_lacks_is_refused_where_no_other_is_named_as_a_text(
    file: Path,
) -> None:
    file.write_text("a,b\nOne.,AP\n")
    records, issues = read_file(file, columns={"text": "nothing"})
    assert (records, losses(issues)) == ([], ["it has no column “nothing” for the text"])


@pytest.mark.parametrize(
    "names", ["النص,العنوان,المصدر", "متن,عنوان,منبع", "Cuerpo,Titular,Medio", "正文,标题,来源"]
)
def test_columns_are_known_by_their_names_in_other_languages(file: Path, names: str) -> None:
    file.write_text(f"{names}\nOne fell.,A headline,The Echo\n", encoding="utf-8")
    (record,), _ = read_file(file)
    article = record.article
    assert (article.text, article.title, article.source) == ("One fell.", "A headline", "The Echo")


def test_a_table_without_names_is_refused_until_it_is_said_which_column_holds_the_text(
    file: Path,
) -> None:
    row = "Taliban fighters took Kunduz on Sunday, they said."
    file.write_text(f'1,"{row}"\n2,"{row} Again."\n')
    assert losses(read_file(file)[1]) == [
        "none of its columns is named as the text of an article; "
        "say which one it is: “column 1”, “column 2”"
    ]
    records, _ = read_file(file, columns={"text": "column 2"})
    assert [record.article.text for record in records] == [row, f"{row} Again."]
    assert records[0].article.extra == {"column 1": 1}


def test_what_a_table_looks_like_can_be_shown_before(file: Path) -> None:
    file.write_text("nr;body\n1;One.\n2;Two.\n")
    found = table.look(source_of(file, ReadOptions()), ReadOptions())
    assert (found.delimiter, found.has_header) == (";", True)
    assert [(column.name, column.values) for column in found.columns] == [
        ("nr", ("1", "2")),
        ("body", ("One.", "Two.")),
    ]
    assert found.guess == {"text": "body"}


def test_a_named_delimiter_line_is_obeyed(file: Path) -> None:
    file.write_text("sep=|\nid|text\n1|One, two.\n")
    assert texts(file) == ["One, two."]


def test_spans_in_label_studios_table_come_in(file: Path) -> None:
    with file.open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["text", "id", "label", "annotator", "annotation_id"])
        spans = '[{"start": 0, "end": 7, "text": "Taliban", "labels": ["ORG"]}]'
        writer.writerow(["Taliban took Kunduz", "1", spans, "ada", "4"])
    (record,), _ = read_file(file)
    assert (quotes(record), record.annotator) == ([("Taliban", "ORG")], "ada")


def test_it_is_known_by_its_content(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("title,content\nA,One.\nB,Two.\n")
    assert kind_of(file) == "csv"
    file.write_text("Content, they said,\nis king, and\ntext, too.\n")
    assert kind_of(file) == "text"


cells = st.text(st.sampled_from('a",;\t\n\r “é😀'), max_size=8)


@given(st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1, max_size=5))
def test_what_pythons_writer_writes_is_read_again(written: list[list[str]]) -> None:
    import io

    out = io.StringIO()
    csv.writer(out).writerows(written)
    lines = io.StringIO(out.getvalue(), newline="")
    found = [row.cells for row in rows(lines, ",") if isinstance(row, Row)]
    assert found == [row for row in written if any(cell.strip() for cell in row)]


def test_titles_and_sources_are_without_markup_as_texts_are(file: Path) -> None:
    file.write_text(
        "title,text,source\n"
        '"Army&#8217;s <b>raid</b> &amp; its toll","Five died, the army&#8217;s man said."'
        ',"A &amp; B"\n'
        '"A &amp;amp; B","&lt;p&gt;Five died.&lt;/p&gt;'
        '&lt;p&gt;&amp;ldquo;Over.&amp;rdquo;&lt;/p&gt;",C\n'
    )
    (first, second), _ = read_file(file)
    assert (first.article.title, first.article.source) == ("Army’s raid & its toll", "A & B")
    assert first.article.text == "Five died, the army’s man said."
    assert (second.article.title, second.article.text) == ("A & B", "Five died.\n\n“Over.”")
