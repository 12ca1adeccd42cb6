"""A chat that Telegram Desktop has written into pages comes in message by message."""

from __future__ import annotations

from pathlib import Path

from reading_verbs import Found, read_file

HEAD = """<!DOCTYPE html>
<html>
 <head><meta charset="utf-8"/><title>Exported Data</title>
  <script src="js/script.js" type="text/javascript"></script></head>
 <body onload="CheckLocation();">
  <div class="page_wrap">
   <div class="page_header"><div class="content"><div class="text bold">
Qux Watch
   </div></div></div>
   <div class="page_body chat_page">
    <div class="history">
     <div class="message service" id="message-1"><div class="body details">3 June 2024</div></div>
"""
END = "    </div>\n   </div>\n  </div>\n </body>\n</html>\n"
DATE = '<div class="pull_right date details" title="{0}.06.2024 09:15:00 UTC+02:00">09:15</div>'


def message(number: int, body: str, *, kind: str = "default clearfix", author: str = "") -> str:
    name = f'<div class="from_name">\n{author} \n</div>' if author else ""
    return (
        f'<div class="message {kind}" id="message{number}">\n<div class="pull_left userpic_wrap">'
        f'<div class="userpic userpic1"><div class="initials">S</div></div></div>\n'
        f'<div class="body">\n{DATE.format(f"{number:02}")}\n{name}\n{body}\n</div>\n</div>\n'
    )


def text(said: str) -> str:
    return f'<div class="text">\n{said}\n       </div>'


def read(tmp_path: Path, *messages: str) -> Found:
    (tmp_path / "messages.html").write_text(HEAD + "".join(messages) + END, encoding="utf-8")
    return read_file(tmp_path / "messages.html")


CLASH = message(
    3,
    text("Rebels took <strong>Quxtown</strong> &amp; killed 107 soldiers.<br><br>It was burnt."),
    author="Qux Watch",
)
PHOTO = '<div class="media_wrap clearfix"><a class="photo_wrap"><img class="photo"/></a></div>'
JOINED = message(4, PHOTO + text("Seven more are held."), kind="default clearfix joined")


def test_each_message_is_an_article_with_the_name_of_the_chat_and_its_date(tmp_path: Path) -> None:
    records, _ = read(tmp_path, CLASH, JOINED)
    assert [(a.text, a.source, a.published) for a in (record.article for record in records)] == [
        (
            "Rebels took Quxtown & killed 107 soldiers.\n\nIt was burnt.",
            *("Qux Watch", "2024-06-03T09:15:00"),
        ),
        ("Seven more are held.", "Qux Watch", "2024-06-04T09:15:00"),
    ]


def test_a_joined_message_has_the_author_of_the_one_above_it(tmp_path: Path) -> None:
    records, _ = read(tmp_path, CLASH, JOINED)
    assert [record.article.extra["author"] for record in records] == ["Qux Watch", "Qux Watch"]


def test_a_forwarded_message_keeps_its_own_date_and_says_whose_it_is(tmp_path: Path) -> None:
    inner = (
        '<div class="forwarded body"><div class="from_name">Radio Marvale '
        '<span class="date details" title="01.01.2020 00:00:00"> 01.01.2020</span></div>'
        + text("Nothing new.")
        + "</div>"
    )
    (record,), _ = read(tmp_path, message(5, inner, author="Ada"))
    article = record.article
    assert (article.text, article.published, article.extra["author"]) == (
        *("Nothing new.", "2024-06-05T09:15:00"),
        "Ada",
    )
    assert article.extra["forwarded_from"] == "Radio Marvale"


def test_messages_without_text_are_counted(tmp_path: Path) -> None:
    joined = (
        '<div class="message service" id="message6"><div class="body details">A joined</div></div>'
    )
    _, issues = read(tmp_path, CLASH, JOINED, message(5, PHOTO), joined)
    assert [issue.reason for issue in issues] == [
        "it is a Telegram chat; its 2 messages were imported one by one",
        "2 of its messages have no text (pictures, people joining) and were skipped",
    ]


def test_a_long_chat_comes_in_whole(tmp_path: Path) -> None:
    many = (message(10 + n % 20, text(f"Message {n} of Quxtown.")) for n in range(2000))
    records, _ = read(tmp_path, *many)
    assert [record.article.text for record in records] == [
        f"Message {n} of Quxtown." for n in range(2000)
    ]
