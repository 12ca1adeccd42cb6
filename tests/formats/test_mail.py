"""Messages and saved pages give the article in them, and say what they leave."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_samples import FIRST, HEADLINE, PAGE, SECOND, eml, mhtml
from reading_verbs import kind_of, losses, read_file


def test_a_message_gives_its_plain_text(tmp_path: Path) -> None:
    file = tmp_path / "a.eml"
    file.write_bytes(eml())
    (record,), issues = read_file(file)
    article = record.article
    assert article.text.split() == f"{FIRST} {SECOND}".split()
    assert (article.title, article.published) == (f"{HEADLINE} – “update”", "2021-05-04")
    assert article.extra == {"file": "a.eml", "sender": "Desk <desk@kabulpost.example>"}
    assert [issue.reason for issue in issues] == ["what is attached to it was not read: a.pdf"]
    assert losses(issues) == []


def test_a_message_of_html_alone_gives_the_article_of_its_page(tmp_path: Path) -> None:
    file = tmp_path / "a.eml"
    header = "From: a@b.example\nTo: c@d.example\nSubject: S\nContent-Type: text/html\n\n"
    file.write_text(header + PAGE)
    (record,), _ = read_file(file)
    assert FIRST in record.article.text
    assert (record.article.title, record.article.source) == ("S", "Kabul Post")


def test_a_saved_page_gives_the_page_and_not_its_frames(tmp_path: Path) -> None:
    file = tmp_path / "a.mht"
    file.write_bytes(mhtml().replace(b'<link rel="canonical"', b'<link rel="x"'))
    (record,), _ = read_file(file)
    assert FIRST in record.article.text
    assert "advertisement" not in record.article.text
    assert record.article.url == "https://a.example/story"


@pytest.mark.parametrize(("data", "kind"), [(eml(), "eml"), (mhtml(), "mhtml")])
def test_they_are_known_by_their_header(tmp_path: Path, data: bytes, kind: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    assert kind_of(file) == kind


def test_a_memo_in_plain_text_is_no_message(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("From: the ministry\nSubject: attacks\n\nAt least 40 people were killed.")
    assert kind_of(file) == "text"


def test_a_message_without_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.eml"
    file.write_text("From: a@b\nTo: c@d\nSubject: S\nContent-Type: image/png\n\nx")
    assert losses(read_file(file)[1]) == ["it is a message without text"]
