"""Markdown comes in as a reader sees it, with the facts in front of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_samples import FIRST, HEADLINE, markdown
from reading_verbs import read_file

from annotator.formats.web.markdown import plain_lines


def test_markup_is_gone_and_facts_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(markdown())
    (record,), _ = read_file(file)
    article = record.article
    assert article.text.split("\n\n") == [
        *(HEADLINE, FIRST, "At least 100 fighters", "45%", "place\tkilled", "Kunduz\t3")
    ]
    assert (article.title, article.source, article.published) == (
        *(HEADLINE, "Kabul Post", "2021-05-04"),
    )
    assert article.extra == {"file": "a.md", "desk": "Asia"}
    assert article.raw == markdown()


def test_as_text_it_stays_as_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(markdown())
    (record,), _ = read_file(file, kind="text")
    assert record.article.text == markdown().decode()


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("A *b* __c__ ~d~", ["A b c ~d~"]),
        ("> quoted\n> more", ["quoted more"]),
        ("1. one\n2. two", ["one", "two"]),
        ("```\ncode <b>\n```", ["code <b>"]),
        ("<div>raw <b>html</b></div>", ["raw html"]),
        ("a  \nb", ["a", "b"]),
        ("5 &lt; 6 \\* 7", ["5 < 6 * 7"]),
        ("---\nno: facts here because this is prose", ["no: facts here because this is prose"]),
    ],
)
def test_each_kind_of_markup(source: str, lines: list[str]) -> None:
    assert list(plain_lines(lambda: iter([source]))) == lines
