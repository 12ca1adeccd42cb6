"""Messages that hold others: attached, forwarded, in digests. Each article is there once."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_verbs import read_file

from annotator.domain.records import Record

HEAD = (
    "From: A <a@example.org>\nTo: b@example.org\nSubject: {}\n"
    "Date: Fri, 16 Feb 2024 08:00:00 +0000\n"
)
PLAIN = "Content-Type: text/plain; charset=utf-8\n\n"
BODY = (
    "Rebels took the town of Quxtown on Thursday, the army said in a statement it\n"
    "gave to the local press in Marvale, and 12 soldiers died."
)
INNER = (
    "From: Quxia Daily <news@daily.example>\nSubject: Clash in Quxtown\n"
    f"Date: Thu, 15 Feb 2024 06:00:00 +0000\nContent-Type: text/plain\n\n{BODY}\n"
)
OTHER = (
    "From: Radio Marvale <r@marvale.example>\nSubject: Quiet in Marvale\n"
    "Date: Wed, 14 Feb 2024 06:00:00 +0000\n\nNothing was reported in Marvale.\n"
)


def read(tmp_path: Path, text: str) -> tuple[list[Record], list[str]]:
    file = tmp_path / "a.eml"
    file.write_bytes(text.replace("\n", "\r\n").encode())
    records, issues = read_file(file)
    return records, [issue.reason for issue in issues]


def holding(cover: str, *messages: str, kind: str = "mixed") -> str:
    mark = "--xx\n" if kind == "digest" else "--xx\nContent-Type: message/rfc822\n"
    text = f"--xx\nContent-Type: text/plain\n\n{cover}\n" if cover else ""
    parts = "".join(f"{mark}\n{message}" for message in messages)
    head = HEAD.format("Fwd: Clash")
    boundary = f'MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary="xx"\n\n'
    return f"{head}{boundary}{text}{parts}--xx--\n"


def test_an_attached_message_is_the_article_and_its_cover_is_named(tmp_path: Path) -> None:
    (record,), reasons = read(tmp_path, holding("See below.", INNER))
    assert record.article.text.split() == BODY.split()
    assert (record.article.title, record.article.published) == ("Clash in Quxtown", "2024-02-15")
    assert record.article.extra["sender"] == "Quxia Daily <news@daily.example>"
    assert reasons == ["the text above its attached messages was left out: See below."]


def test_a_message_with_words_of_its_own_is_an_article_beside_the_attached_one(
    tmp_path: Path,
) -> None:
    records, reasons = read(
        tmp_path, holding("A report of the governor on the camps. " * 20, INNER)
    )
    assert [record.article.title for record in records] == ["Fwd: Clash", "Clash in Quxtown"]
    assert reasons == []


def test_all_messages_of_a_digest_come_in(tmp_path: Path) -> None:
    records, _ = read(tmp_path, holding("", INNER, OTHER, kind="digest"))
    assert [(r.article.title, r.article.published) for r in records] == [
        ("Clash in Quxtown", "2024-02-15"),
        ("Quiet in Marvale", "2024-02-14"),
    ]


def test_an_attached_message_without_text_is_named_and_the_next_goes_on(tmp_path: Path) -> None:
    empty = "From: a@example.org\nSubject: S\nContent-Type: image/png\n\nx\n"
    records, reasons = read(tmp_path, holding("", empty, OTHER))
    assert [record.article.title for record in records] == ["Quiet in Marvale"]
    assert "it is a message without text" in reasons


@pytest.mark.parametrize(
    ("subject", "above", "quoted"),
    [
        (
            "Fwd: Clash",
            "FYI\n\n---------- Forwarded message ---------\nFrom: Quxia Daily <n@daily.example>\n"
            "Date: Thu, 15 Feb 2024 at 06:00\nSubject: Clash in Quxtown\nTo: A <a@example.org>\n\n",
            False,
        ),
        (
            "Fwd: Clash",
            "Begin forwarded message:\n\n> From: Quxia Daily <n@daily.example>\n"
            "> Subject: Clash in Quxtown\n> Date: 15 February 2024 at 06:00:00 GMT\n"
            "> To: a@example.org\n> \n",
            True,
        ),
        (
            "FW: Clash",
            "For you.\n\n-----Original Message-----\nFrom: Quxia Daily <n@daily.example>\n"
            "Sent: Thursday, February 15, 2024 6:00 AM\nTo: a@example.org\n"
            "Subject: Clash in Quxtown\n\n",
            False,
        ),
        (
            "WG: Clash",
            "-----Ursprüngliche Nachricht-----\nVon: Quxia Daily <n@daily.example>\n"
            "Gesendet: Donnerstag, 15. Februar 2024 06:00\nAn: a@example.org\n"
            "Betreff: Clash in Quxtown\n\n",
            False,
        ),
        (
            "Clash",
            "-------- Forwarded Message --------\nSubject: \tClash in Quxtown\n"
            "Date: \tThu, 15 Feb 2024 06:00:00 +0100\nFrom: \tQuxia Daily <n@daily.example>\n\n\n",
            False,
        ),
    ],
)
def test_a_forwarded_message_is_the_article_with_its_own_facts(
    tmp_path: Path, subject: str, above: str, quoted: bool
) -> None:
    body = BODY.replace("\n", "\n> ") if quoted else BODY
    text = HEAD.format(subject) + PLAIN + above + ("> " if quoted else "") + body + "\n"
    (record,), reasons = read(tmp_path, text)
    assert record.article.text.strip() == BODY
    assert (record.article.title, record.article.published) == ("Clash in Quxtown", "2024-02-15")
    assert record.article.extra["sender"] == "Quxia Daily <n@daily.example>"
    assert str(record.article.extra["cover"]).split()[0] == above.split()[0]
    assert reasons == [
        "it forwards a message, which was imported; the text above it is kept with the article"
    ]


@pytest.mark.parametrize(
    ("subject", "names", "day"),
    [
        ("FW: Clash", "From: |Sent: |To: |Subject: ", "Thursday, February 15, 2024 6:00 AM"),
        ("WG: Clash", "Von: |Gesendet: |An: |Betreff: ", "Donnerstag, 15. Februar 2024 06:00"),
        ("TR : Clash", "De : |Envoyé : |À : |Objet : ", "jeudi 15 février 2024 06:00"),
        (
            "TR\u00a0: Clash",
            "De\u00a0: |Envoyé\u00a0: |À\u00a0: |Objet\u00a0: ",
            "jeudi 15 février 2024 06:00",
        ),
        ("RV: Clash", "De: |Enviado el: |Para: |Asunto: ", "jueves, 15 de febrero de 2024 6:00"),
        ("I: Clash", "Da: |Inviato: |A: |Oggetto: ", "giovedì 15 febbraio 2024 06:00"),
        ("FW: Clash", "От: |Отправлено: |Кому: |Тема: ", "15 февраля 2024 г. 6:00"),
    ],
)
def test_a_message_forwarded_without_a_line_above_its_head_is_the_article(
    tmp_path: Path, subject: str, names: str, day: str
) -> None:
    values = ("Quxia Daily <n@daily.example>", day, "a@example.org", "Clash in Quxtown")
    head = "\n".join(f"{n}{value}" for n, value in zip(names.split("|"), values, strict=True))
    text = HEAD.format("=?utf-8?q?" + _q(subject) + "?=") + (
        "MIME-Version: 1.0\nContent-Transfer-Encoding: 8bit\n" + PLAIN
    )
    (record,), _ = read(tmp_path, f"{text}For you.\n\n{head}\n\n{BODY}\n")
    article = record.article
    assert (article.text.strip(), article.title, article.published, article.extra["sender"]) == (
        *(BODY, "Clash in Quxtown", "2024-02-15"),
        "Quxia Daily <n@daily.example>",
    )


def test_a_forwarded_message_with_a_day_not_understood_has_not_that_of_the_forwarding(
    tmp_path: Path,
) -> None:
    head = "From: Q <n@d.example>\nSent: at dawn\nTo: a@example.org\nSubject: Clash\n\n"
    (record,), _ = read(tmp_path, HEAD.format("FW: Clash") + PLAIN + head + BODY + "\n")
    assert record.article.published is None


def _q(text: str) -> str:
    return "".join(f"={byte:02X}" for byte in text.encode())


def test_a_reply_that_quotes_a_head_without_a_line_above_it_stays_whole(tmp_path: Path) -> None:
    above = (
        "No, it was Marvale.\n\nVon: Q <n@d.example>\nGesendet: 15. Februar 2024\nBetreff: C\n\n"
    )
    (record,), _ = read(tmp_path, HEAD.format("AW: Clash") + PLAIN + above + BODY + "\n")
    assert record.article.text.split() == (above + BODY).split()


@pytest.mark.parametrize(
    "above",
    [
        "No, it was Marvale.\n\n-----Original Message-----\nFrom: Quxia Daily <n@daily.example>\n"
        "Sent: Thursday, February 15, 2024 6:00 AM\nSubject: Clash\n\n",
        "A report of the governor. " * 20 + "\n\n---------- Forwarded message ---------\n"
        "From: Quxia Daily <n@daily.example>\nSubject: Clash\n\n",
        "---------- Forwarded message ---------\nThis line is no head of a message.\n\n",
    ],
)
def test_a_reply_or_a_report_above_what_it_quotes_stays_whole(tmp_path: Path, above: str) -> None:
    text = HEAD.format("Re: Clash") + PLAIN + above + BODY + "\n"
    (record,), _ = read(tmp_path, text)
    assert record.article.text.split() == (above + BODY).split()
    assert record.article.title == "Re: Clash"


def test_a_digest_of_a_mailing_list_comes_in_message_by_message(tmp_path: Path) -> None:
    line = "-" * 30
    text = (
        HEAD.format("Qux Digest, Vol 12, Issue 3") + PLAIN + "Today's Topics:\n\n   1. Clash\n\n\n"
        f"{'-' * 70}\n\nMessage: 1\nDate: Thu, 15 Feb 2024 06:00:00 +0000\n"
        "From: A. Writer <a@example.org>\nTo: qux@example.org,\n\tb@example.org\n"
        f"Subject: [Qux] Clash in Quxtown\n\n{BODY}\n\n{line}\n\nMessage: 2\n"
        "Date: Wed, 14 Feb 2024 07:00:00 +0000\nFrom: B. Writer <b@example.org>\n"
        f"Subject: [Qux] Quiet in Marvale\n\nNothing was reported in Marvale.\n\n{line}\n\n"
        "End of Qux Digest, Vol 12, Issue 3\n**********************************\n"
    )
    records, _ = read(tmp_path, text)
    assert [(r.article.title, r.article.published, r.article.text) for r in records] == [
        ("Clash in Quxtown", "2024-02-15", BODY),
        ("Quiet in Marvale", "2024-02-14", "Nothing was reported in Marvale."),
    ]
    assert records[0].article.extra["author"] == "A. Writer <a@example.org>"
