# ruff: noqa: E501 (pages are easier to compare in long lines)
"""A message that is a page alone and forwards another: the forwarded one is the article."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from reading_verbs import losses, read_file

STORY = "JNIM killed more than 132 civilians in Diallassagou on Saturday, two officials said."
MORE = "The attackers came on motorcycles and burned houses in three villages of the district."


def outlook(names: tuple[str, str, str, str], day: str) -> str:
    sender, sent, to, subject = names
    return (
        '<div class="WordSection1"><p class="MsoNormal">Please code.</p><div style="border-top:solid">'
        f"<p><b>{sender}:</b> Desk &lt;d@x.org&gt;<br><b>{sent}:</b> {day}<br><b>{to}:</b> Ann<br>"
        f"<b>{subject}:</b> Lage Mali</p></div><p>&nbsp;</p><p>{STORY}</p><p>{MORE}</p></div>"
    )


FORWARDS = {
    "Gmail": ("Fwd: x", '<div>Please code.<br><div class="gmail_quote"><div class="gmail_attr">'
        "---------- Forwarded message ---------<br>From: <strong>Desk</strong> <span>&lt;d@x.org&gt;</span><br>"
        f"Date: Mon, 3 Jun 2024 at 17:40<br>Subject: Lage Mali<br>To: Ann<br></div><br><div><p>{STORY}</p><p>{MORE}</p></div></div></div>"),
    "Apple Mail": ("Fwd: x", '<blockquote type="cite"><div>Begin forwarded message:</div><br><div><b>From: </b>Desk &lt;d@x.org&gt;</div>'
        "<div><b>Subject: </b>Lage Mali</div><div><b>Date: </b>3 June 2024 at 17:40:00 CEST</div><div><b>To: </b>Ann</div><br>"
        f"<div>{STORY}</div><div>{MORE}</div></blockquote>"),
    "Thunderbird": ("Fwd: x", "<p>Please code.</p><div>-------- Forwarded Message --------<table><tr><th>Subject: </th><td>Lage Mali</td></tr>"
        "<tr><th>Date: </th><td>Mon, 3 Jun 2024 17:40:00 +0200</td></tr><tr><th>From: </th><td>Desk &lt;d@x.org&gt;</td></tr></table>"
        f"<p>{STORY}</p><p>{MORE}</p></div>"),
    "Outlook": ("FW: x", outlook(("From", "Sent", "To", "Subject"), "Monday, June 3, 2024 5:40 PM")),
    "Outlook in German": ("WG: x", outlook(("Von", "Gesendet", "An", "Betreff"), "Montag, 3. Juni 2024 17:40")),
    "Outlook in French": ("TR : x", outlook(("De ", "Envoyé ", "À ", "Objet "), "lundi 3 juin 2024 17:40")),
    "Outlook in Chinese": ("转发: x", outlook(("发件人", "发送时间", "收件人", "主题"), "2024年6月3日 17:40")),
    "Outlook in Arabic": ("FW: x", outlook(("من", "التاريخ", "إلى", "الموضوع"), "٣ يونيو ٢٠٢٤")),
}  # fmt: skip


def written(path: Path, subject: str, page: str) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Ann <a@x.org>", "t@x.org", subject
    message["Date"] = "Tue, 4 Jun 2024 09:12:00 +0200"
    message.set_content(f"<html><body>{page}</body></html>", subtype="html")
    path.write_bytes(message.as_bytes())


@pytest.mark.parametrize("program", FORWARDS)
def test_the_forwarded_message_is_the_article_with_its_own_facts(
    tmp_path: Path, program: str
) -> None:
    written(tmp_path / "a.eml", *FORWARDS[program])
    (record,), issues = read_file(tmp_path / "a.eml")
    assert losses(issues) == []
    article = record.article
    assert article.text.split("\n\n") == [STORY, MORE]
    assert (article.title, article.published) == ("Lage Mali", "2024-06-03")
    assert article.extra["sender"] == "Desk <d@x.org>"
    assert "Lage Mali" in article.extra["cover"]


@pytest.mark.parametrize(
    "subject", ["Mali: 31 killed", "Haiti: gangs", "FBI: no trace", "Tr: Mali: 31"]
)
def test_a_subject_loses_only_the_mark_that_it_begins_with(tmp_path: Path, subject: str) -> None:
    mark, name = subject[: 4 * subject.startswith("Tr:")], subject.removeprefix("Tr: ")
    page = f"<div>---------- Forwarded message ---------<br>From: Desk &lt;d@x.org&gt;<br>Date: 3 June 2024<br>Subject: {mark}{name}<br>To: Ann</div><p>{STORY}</p><p>{MORE}</p>"
    written(tmp_path / "a.eml", "Fwd: news", page)
    (record,), _ = read_file(tmp_path / "a.eml")
    assert record.article.title == name


def test_a_reply_is_no_forward(tmp_path: Path) -> None:
    page = f"<p>{STORY}</p>" + outlook(("From", "Sent", "To", "Subject"), "Monday, June 3, 2024")
    written(tmp_path / "a.eml", "Re: Lage", page)
    (record,), _ = read_file(tmp_path / "a.eml")
    assert (record.article.title, record.article.published) == ("Re: Lage", "2024-06-04")
