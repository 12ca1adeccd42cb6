# ruff: noqa: E501 (samples of files are easier to compare in long lines)
"""Kinds of files that hold articles and were not read before: each gives what is in it, whole."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from downloads import CLASH, QUIET, UNI
from importing_verbs import import_files
from making import make_project
from reading_verbs import kind_of, losses, read_file
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from annotator.operations.importing.importer import ImportReport

RTF = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}}{\info{\title Scan 12}}\f0\fs24 Rebels took "
    r"{\b Quxtown} on Friday\'92s raid{\super 1}.{\v hidden 99 dead} 12 soldiers died.\par Caf\'e9.\par}"
)
RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Quxia Daily</title>
<item><title>Clash &amp; quiet</title><link>https://a.example/1</link>
<pubDate>Fri, 16 Feb 2024 08:00:00 +0000</pubDate><guid>g1</guid>
<description>&lt;p&gt;Rebels took Quxtown.&lt;/p&gt;&lt;p&gt;12 died.&lt;/p&gt;</description></item>
<item><title>Talks</title><pubDate>Sat, 17 Feb 2024 08:00:00 +0000</pubDate></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Radio Marvale</title><entry>
<title>Quiet</title><link href="https://a.example/2"/><published>2024-02-12T08:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Nothing in <b>Marvale</b>.</p>
</div></content></entry></feed>"""
MBOX = b"""From MAILER-DAEMON Sun Nov 29 18:17:11 2026
From: a@example.com
To: b@example.com
Subject: Clash
Date: Fri, 16 Feb 2024 08:00:00 +0000

Rebels took Quxtown.

>From Marvale came word of 12 dead.

From MAILER-DAEMON Sun Nov 29 18:17:11 2026
From: a@example.com
To: b@example.com
Subject: Quiet
Date: Sat, 17 Feb 2024 08:00:00 +0000

Nothing in Marvale.
"""


def write(file: Path, data: bytes | str) -> Path:
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return file


def odt() -> bytes:
    content = (
        '<o:document-content xmlns:o="urn:o" xmlns:t="urn:t" xmlns:tb="urn:tb"><o:body><o:text>'
        "<t:h>Clash in Quxtown</t:h><t:p>Rebels <t:span>took</t:span><t:s t:c='2'/>Quxtown.</t:p>"
        "<t:tracked-changes><t:p>deleted 99 dead</t:p></t:tracked-changes>"
        "<tb:table><tb:table-row><tb:table-cell><t:p>Place</t:p></tb:table-cell>"
        "<tb:table-cell><t:p>12</t:p></tb:table-cell></tb:table-row></tb:table>"
        "</o:text></o:body></o:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<x/>")
    return out.getvalue()


def epub() -> bytes:
    long = "The governor said that men had gone home on Friday and that nothing was new. " * 3
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml", '<container><rootfile full-path="O/a.opf"/></container>'
        )
        archive.writestr(
            "O/a.opf",
            "<package><metadata><dc:title>Quxia Weekly</dc:title><dc:date>2024-02-16</dc:date>"
            '</metadata><manifest><item id="b" href="2.xhtml"/><item id="a" href="1.xhtml"/>'
            '<item id="c" href="c.xhtml"/></manifest><spine><itemref idref="c"/>'
            '<itemref idref="a"/><itemref idref="b"/></spine></package>',
        )
        archive.writestr("O/c.xhtml", "<html><body><p>Cover</p></body></html>")
        for number in (1, 2):
            page = f"<html><body><h1>Story {number}</h1><p>{long}</p></body></html>"
            archive.writestr(f"O/{number}.xhtml", page)
    return out.getvalue()


def warc() -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for kind, body in (
        ("text/html", page("Clash")),
        ("image/png", b"x"),
        ("text/html", page("Talks")),
    ):
        head = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        url = f"https://a.example/{len(body)}"
        writer.write_record(
            writer.create_warc_record(url, "response", io.BytesIO(body), http_headers=head)
        )
    return out.getvalue()


def page(title: str) -> bytes:
    story = "".join(f"<p>{title}: {CLASH} {QUIET} Number {n}.</p>" for n in range(6))
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{story}</article></body></html>".encode()


def test_rich_text_gives_its_words_without_hidden_ones_and_marks(tmp_path: Path) -> None:
    (record,), issues = read_file(write(tmp_path / "a.rtf", RTF))
    assert record.article.text == (
        "Rebels took Quxtown on Friday’s raid [1]. 12 soldiers died.\nCafé."
    )
    assert record.article.title.startswith("Rebels took Quxtown")
    assert [issue.reason for issue in issues] == ["text that is hidden in it was left out"]


def test_a_download_as_rich_text_is_taken_apart(tmp_path: Path) -> None:
    lines = "".join(f"{line}\\par\n" for line in UNI.text.split("\n"))
    records, _ = read_file(write(tmp_path / "a.rtf", "{\\rtf1\\ansi " + lines + "}"))
    assert [record.article.title for record in records] == ["Clash in Quxtown", "Quiet in Marvale"]


def test_an_open_document_gives_what_a_reader_sees(tmp_path: Path) -> None:
    (record,), issues = read_file(write(tmp_path / "a.odt", odt()))
    assert record.article.text == "Clash in Quxtown\n\nRebels took  Quxtown.\n\nPlace\t12"
    assert issues == []


def test_each_item_of_a_feed_is_an_article(tmp_path: Path) -> None:
    records, issues = read_file(write(tmp_path / "a.xml", RSS))
    assert [
        (a.title, a.text, a.source, a.published, a.url, a.uid)
        for a in (record.article for record in records)
    ] == [
        ("Clash & quiet", "Rebels took Quxtown.\n\n12 died.", "Quxia Daily", "2024-02-16",
         "https://a.example/1", "g1"),
        ("Talks", "Talks", "Quxia Daily", "2024-02-17", None, None),
    ]  # fmt: skip
    assert [issue.reason for issue in issues] == ["it has a headline alone"]


def test_what_is_no_post_in_an_export_of_wordpress_is_left_out_and_told(tmp_path: Path) -> None:
    spaces = (
        'xmlns:wp="http://wordpress.org/export/1.2/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    )
    post = '<p>17 died.</p>[caption id="a_1"]<img src="x.jpg" /> A lorry[/caption]<p>It burnt.</p>'
    feed = f"""<?xml version="1.0"?><rss {spaces}><channel><title>Watch</title>
        <item><title>Ambush</title><content:encoded><![CDATA[{post}]]></content:encoded>
        <wp:post_type>post</wp:post_type></item>
        <item><title>truck</title><wp:post_type>attachment</wp:post_type></item>
        </channel></rss>"""
    records, issues = read_file(write(tmp_path / "a.xml", feed))
    (record,) = records
    assert record.article.text.split() == ["17", "died.", "A", "lorry", "It", "burnt."]
    assert [issue.reason for issue in issues] == [
        "1 of its 2 items was left out: it is “attachment” and no part of the news"
    ]


def test_atom_is_read_as_well(tmp_path: Path) -> None:
    (record,), _ = read_file(write(tmp_path / "feed", ATOM))
    article = record.article
    assert (article.title, article.text, article.source) == (
        "Quiet",
        "Nothing in Marvale.",
        "Radio Marvale",
    )
    assert (article.url, article.published) == ("https://a.example/2", "2024-02-12")


def test_a_feed_expands_no_entity_and_reads_no_file(tmp_path: Path) -> None:
    write(tmp_path / "secret", "top secret")
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ten "><!ENTITY b "&a;&a;&a;">'
        f'<!ENTITY f SYSTEM "file://{tmp_path}/secret">]><rss><channel><item><title>T</title>'
        "<description>x &b; &f;</description></item></channel></rss>"
    )
    records, _ = read_file(write(tmp_path / "a.rss", bomb))
    text = "".join(record.article.text for record in records)
    assert ("ten" in text, "secret" in text) == (False, False)


def test_each_message_of_a_mailbox_is_an_article(tmp_path: Path) -> None:
    records, issues = read_file(write(tmp_path / "a.mbox", MBOX))
    assert [(r.article.title, r.article.published, r.article.text.strip()) for r in records] == [
        ("Clash", "2024-02-16", "Rebels took Quxtown.\n\nFrom Marvale came word of 12 dead."),
        ("Quiet", "2024-02-17", "Nothing in Marvale."),
    ]
    assert losses(issues) == []


def test_the_pages_of_a_crawl_are_articles_and_its_pictures_are_told(tmp_path: Path) -> None:
    records, issues = read_file(write(tmp_path / "a.warc.gz", warc()))
    assert [record.article.title for record in records] == ["Clash", "Talks"]
    assert all(str(record.article.url).startswith("https://a.example/") for record in records)
    assert "records that are not pages were skipped: 1 image/png" in [i.reason for i in issues]


def test_a_crawl_whose_heads_are_damaged_is_named_and_writes_nothing_to_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    sound = gzip.decompress(warc())
    before, _, behind = sound.rpartition(b"WARC-Target-URI")
    path = write(tmp_path / "a.warc", before + b"WARC-Targ-URI" + behind)
    records, issues = read_file(path)
    longer = write(tmp_path / "b.warc", sound.replace(b"</html>", b"</html>and more"))
    read_file(longer)
    assert [record.article.title for record in records] == ["Clash"]
    assert losses(issues) == ["it is damaged after record 2"]
    assert capsys.readouterr().err == ""
    assert caplog.records == []


def test_a_record_of_a_crawl_that_does_not_say_what_it_is_is_named(tmp_path: Path) -> None:
    before, _, behind = gzip.decompress(warc()).rpartition(b"WARC-Type: response\r\n")
    records, issues = read_file(write(tmp_path / "a.warc", before + behind))
    assert [record.article.title for record in records] == ["Clash"]
    (reason,) = losses(issues)
    assert reason.startswith("record 3 has no WARC-Type")


def test_records_of_a_crawl_that_hold_nothing_fetched_are_counted(tmp_path: Path) -> None:
    data = gzip.decompress(warc()).replace(b"WARC-Type: response", b"WARC-Type: revisit", 1)
    records, issues = read_file(write(tmp_path / "a.warc", data))
    assert [record.article.title for record in records] == ["Talks"]
    assert any("1 of type “revisit”" in issue.reason for issue in issues)


def test_the_words_of_pages_that_a_crawl_was_converted_to_are_articles(tmp_path: Path) -> None:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    story = f"Clash\n{CLASH}\n{QUIET}".encode()
    record = writer.create_warc_record(
        "https://a.example/1", "conversion", io.BytesIO(story), warc_content_type="text/plain"
    )
    writer.write_record(record)
    (article,), _ = read_file(write(tmp_path / "a.warc", out.getvalue()))
    assert CLASH in article.article.text


def test_the_chapters_of_a_book_come_in_the_order_of_reading(tmp_path: Path) -> None:
    records, issues = read_file(write(tmp_path / "a.epub", epub()))
    assert [(r.article.title, r.article.source) for r in records] == [
        ("Story 1", "Quxia Weekly"),
        ("Story 2", "Quxia Weekly"),
    ]
    assert "1 of its pages with hardly any text" in issues[-1].reason


def test_all_sheets_with_texts_are_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, rows in {
        "News": [["title", "text"], ["A", CLASH]],
        "More": [["headline", "body"], ["B", QUIET]],
        "Codes": [["code", "name"], ["1", "x"]],
    }.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    records, issues = read_file(tmp_path / "a.xlsx")
    assert [record.article.text for record in records] == [CLASH, QUIET]
    (issue,) = issues
    assert issue.reason.startswith("its sheet “Codes” was skipped: none of its columns")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (RTF.encode(), "rtf"),
        (odt(), "odt"),
        (epub(), "epub"),
        (RSS.encode(), "feed"),
        (ATOM.encode(), "feed"),
        (MBOX, "mbox"),
        (warc(), "warc"),
        (gzip.decompress(warc()), "warc"),
    ],
)
def test_they_are_known_by_what_they_hold(tmp_path: Path, data: bytes, kind: str) -> None:
    assert kind_of(write(tmp_path / "a.txt", data)) == kind


@pytest.mark.parametrize("name", ["a.rtf", "a.odt", "a.xlsx", "a.epub", "a.msg", "a.rss", "a.warc"])
@pytest.mark.parametrize("size", [0, 5, 60, 200, 400])
def test_a_damaged_one_is_refused_in_one_sentence(tmp_path: Path, name: str, size: int) -> None:
    whole = {"a.rtf": RTF.encode(), "a.odt": odt(), "a.epub": epub(), "a.warc": warc()}
    data = whole.get(name, b"\xd0\xcf\x11\xe0" * 90)
    _, issues = read_file(write(tmp_path / name, data[:size]))
    assert [issue for issue in issues if "could not cope" in issue.reason] == []


def imported(folder: Path, name: str, data: bytes) -> ImportReport:
    project = make_project(folder / "p.annot", [])
    report = import_files(project, [write(folder / name, data)], annotator="ada")
    project.close()
    return report


def test_a_file_of_an_unknown_kind_is_told_what_works(tmp_path: Path) -> None:
    report = imported(tmp_path, "a.xyz", b"Rebels took Quxtown.\n")
    assert [issue.reason for issue in report.issues] == [
        "files ending in .xyz are not read; if it is plain text, choose “text” as its kind"
    ]


@pytest.mark.parametrize(
    ("name", "instead"),
    [("a.doc", "save it as .docx"), ("a.xls", "save it as .xlsx"), ("a.RAR", "unpack it")],
)
def test_a_file_of_a_known_other_kind_is_told_what_to_make_of_it(
    tmp_path: Path, name: str, instead: str
) -> None:
    report = imported(tmp_path, name, b"\xd0\xcf\x11\xe0" + bytes(600))
    assert [instead in issue.reason for issue in report.issues] == [True]


def test_a_file_that_is_no_text_is_not_sent_there(tmp_path: Path) -> None:
    report = imported(tmp_path, "a.xyz", bytes(range(256)) * 20)
    assert [issue.reason for issue in report.issues] == [
        "files ending in .xyz are not read: it is not a text file"
    ]


@pytest.mark.parametrize(
    ("end", "said"),
    [
        ("… [+2219 chars]", "its text was cut short by its supplier: 2,219 characters are missing"),
        (" Read more", "its text may be cut short by its supplier: it ends in “Read more”"),
        (" […]", "its text may be cut short by its supplier: it ends in “[…]”"),
        (
            " [...]\n\nThe post Clash appeared first on Post.",
            "its text may be cut short by its supplier: it ends in “[...]”",
        ),
        ("… [1,234 more words]", "its text was cut short by its supplier: 1,234 words are missing"),
        (
            "\n\nIl vous reste 78.5% de cet article à lire. La suite est réservée aux abonnés.",
            "its text was cut short by its supplier: 78.5% of it is missing",
        ),
        (
            "\n\nWeiterlesen mit Warte+\n\nJetzt Abo abschließen.",
            "its text may be cut short by its supplier: it ends in “Weiterlesen mit Warte+”",
        ),
        ("... (more)", "its text may be cut short by its supplier: it ends in “(more)”"),
        (
            "\n\nThis content is for subscribers only.",
            "its text may be cut short by its supplier: it ends in “This content is for subscribers only.”",
        ),
        (" Читать далее", "its text may be cut short by its supplier: it ends in “Читать далее”"),
        (" اقرأ المزيد", "its text may be cut short by its supplier: it ends in “اقرأ المزيد”"),
    ],
)
def test_a_text_that_was_cut_short_is_named(tmp_path: Path, end: str, said: str) -> None:
    report = imported(tmp_path, "a.txt", f"{CLASH}{end}\n".encode())
    assert [issue.reason for issue in report.notes] == [said]


@pytest.mark.parametrize(
    "end",
    [
        " And then …",
        " They want no more",
        " To read the names of the dead took an hour.",
        " You have 20% of the arms, he said, and they have the rest.",
        " The post in Kidal was the first on fire.",
    ],
)
def test_a_text_that_ends_as_texts_do_is_not(tmp_path: Path, end: str) -> None:
    assert imported(tmp_path, "a.txt", f"{CLASH}{end}\n".encode()).notes == ()


def test_a_text_as_long_as_a_cell_of_excel_can_be_is_named(tmp_path: Path) -> None:
    text = " ".join(f"{n} men of unit {n} fled." for n in range(2000))[:32_767]
    (issue,) = (i for i in imported(tmp_path, "a.txt", text.encode()).notes if "Excel" in i.reason)
    assert "32,767" in issue.reason
