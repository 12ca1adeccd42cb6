# ruff: noqa: E501 (parts of messages are easier to compare in long lines)
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
    assert [issue.reason for issue in issues] == ["its attachments were not imported: a.pdf"]
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


FLOWED = """From: a@b.example
To: c@d.example
Subject: S
Content-Type: text/plain; charset=utf-8; format=flowed; delsp={}

Rebels took the town of{blank}
Quxtown on Friday, and 1{end}
2 soldiers died.

> On Thursday, B wrote:
> What of the Red{blank}
> Front?
--{end}
A
"""


@pytest.mark.parametrize(
    ("delsp", "blank", "first"),
    [
        ("yes", "  ", "Rebels took the town of Quxtown on Friday, and 12 soldiers died."),
        ("no", " ", "Rebels took the town of Quxtown on Friday, and 1 2 soldiers died."),
    ],
)
def test_flowed_lines_are_paragraphs_again(
    tmp_path: Path, delsp: str, blank: str, first: str
) -> None:
    (tmp_path / "a.eml").write_text(FLOWED.format(delsp, blank=blank, end=" "))
    (record,), _ = read_file(tmp_path / "a.eml")
    assert record.article.text.split("\n") == [
        *(first, "", "> On Thursday, B wrote:", "> What of the Red Front?"),
        *("-- ", "A", ""),
    ]


def test_a_blank_that_is_not_doubled_parts_words_and_no_numbers(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text(FLOWED.format("yes", blank=" ", end=" "))
    (record,), _ = read_file(tmp_path / "a.eml")
    first = record.article.text.split("\n")[0]
    assert first == "Rebels took the town of Quxtown on Friday, and 12 soldiers died."


HEAD = """From: Quxia Daily <news@a.example>
To: b@c.example
Subject: Morning brief
Date: Fri, 16 Feb 2024 08:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/{}; boundary="x"

"""
STORY = "<html><body><h1>Morning brief</h1><p>Rebels took Quxtown on Friday, the army said.</p></body></html>"


def test_a_message_with_its_pictures_is_no_saved_page(tmp_path: Path) -> None:
    parts = f"--x\nContent-Type: text/html\n\n{STORY}\n--x\nContent-Type: image/png\n\nx\n--x--\n"
    (tmp_path / "a.eml").write_text(HEAD.format("related") + parts)
    (record,), _ = read_file(tmp_path / "a.eml")
    article = record.article
    assert (article.title, article.published) == ("Morning brief", "2024-02-16")
    assert article.extra["sender"] == "Quxia Daily <news@a.example>"


PAGE_READ = "its plain text lacks most of what its HTML part says, so the HTML part was imported"


def test_a_plain_part_that_only_speaks_of_the_page_is_passed_over(tmp_path: Path) -> None:
    stub = "To view this message, use an HTML-capable mail reader: https://a.example/v/1"
    parts = (
        f"--x\nContent-Type: text/plain\n\n{stub}\n--x\nContent-Type: text/html\n\n{STORY}\n--x--\n"
    )
    (tmp_path / "a.eml").write_text(HEAD.format("alternative") + parts)
    (record,), issues = read_file(tmp_path / "a.eml")
    assert "Rebels took Quxtown" in record.article.text
    assert [issue.reason for issue in issues] == [PAGE_READ]


@pytest.mark.parametrize(
    "plain",
    ["See HTML", "Ver este correo en el navegador", "Si vous ne voyez pas ce message, cliquez ici"],
)
def test_a_page_that_says_much_more_than_the_plain_part_is_read(tmp_path: Path, plain: str) -> None:
    page = f"<p>{'Rebels took Quxtown and the army left its posts there. ' * 5}</p>"
    parts = (
        f"--x\nContent-Type: text/plain\n\n{plain}\n--x\nContent-Type: text/html\n\n{page}\n--x--\n"
    )
    (tmp_path / "a.eml").write_text(HEAD.format("alternative") + parts)
    (record,), issues = read_file(tmp_path / "a.eml")
    assert record.article.text.startswith("Rebels took Quxtown")
    assert PAGE_READ in [issue.reason for issue in issues]


@pytest.mark.parametrize(
    "plain",
    [
        "Falls diese E-Mail nicht richtig angezeigt wird, klicken Sie bitte hier: {}",
        "Если письмо отображается некорректно, откройте его в браузере: {}",
        "Having trouble reading this email? Click here: {}",
        "الرسالة لا تظهر كما يجب؟ افتحها في المتصفح: {}",
    ],
)
def test_a_plain_part_that_says_other_things_than_the_page_is_no_article(
    tmp_path: Path, plain: str
) -> None:
    story = "Seventeen people were killed in Goma on Monday, a hospital said. " * 4
    words = plain.format("https://news.example/letter?id=1234567890123456789012345678901234567890")
    parts = (
        f"--x\nContent-Type: text/plain; charset=utf-8\n\n{words}\n"
        f"--x\nContent-Type: text/html\n\n<p>{story}</p>\n--x--\n"
    )
    (tmp_path / "a.eml").write_text(HEAD.format("alternative") + parts, "utf-8")
    (record,), issues = read_file(tmp_path / "a.eml")
    assert record.article.text.startswith("Seventeen people were killed")
    assert PAGE_READ in [issue.reason for issue in issues]


def test_a_short_report_with_the_same_words_in_its_page_is_read_as_it_was_written(
    tmp_path: Path,
) -> None:
    story = "Seventeen people were killed in Goma on Monday, a hospital in the town said today."
    foot = "You get this letter since you asked for it. Unsubscribe. News House, 12 Hill Street"
    parts = (
        f"--x\nContent-Type: text/plain\n\n{story}\nhttps://news.example/letter?id=12345\n"
        f"--x\nContent-Type: text/html\n\n<p>{story}</p><p>{foot}</p>\n--x--\n"
    )
    (tmp_path / "a.eml").write_text(HEAD.format("alternative") + parts, "utf-8")
    (record,), issues = read_file(tmp_path / "a.eml")
    assert foot not in record.article.text
    assert PAGE_READ not in [issue.reason for issue in issues]
