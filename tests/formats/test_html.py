"""Of a saved page the article comes in, with what the page says about itself."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from document_samples import FIRST, HEADLINE, PAGE, SECOND
from reading_verbs import kind_of, losses, metadata_of, read_file

from annotator.domain.records import Record
from annotator.formats.web import html
from annotator.formats.web.html_lines import lines_of


@pytest.fixture(params=[True, False], ids=["trafilatura", "standard library"])
def with_library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    if not request.param:
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    return bool(request.param)


def page(tmp_path: Path, content: str | bytes, name: str = "a.html") -> Record:
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    (record,), issues = read_file(file)
    assert losses(issues) == []
    return record


def test_the_article_comes_in_by_paragraphs_without_its_surroundings(
    tmp_path: Path, with_library: bool
) -> None:
    lines = page(tmp_path, PAGE).article.text.split("\n\n")
    assert lines[0] == HEADLINE
    assert FIRST in lines
    assert SECOND in lines
    assert any(line.startswith("Café & “posts” 😀 were closed") for line in lines)
    for word in ("Home", "Related", "Other story", "Copyright", "document.title", "steal"):
        assert word not in "\n".join(lines)


def test_it_says_when_it_had_to_do_without_the_library(tmp_path: Path, with_library: bool) -> None:
    file = tmp_path / "a.html"
    file.write_text(PAGE)
    notes = [issue.reason for issue in read_file(file)[1]]
    assert any("trafilatura is not installed" in note for note in notes) is not with_library


def test_facts_come_from_what_the_page_says(tmp_path: Path) -> None:
    article = page(tmp_path, PAGE).article
    assert (article.title, article.source) == (HEADLINE, "Kabul Post")
    assert article.url == "https://www.kabulpost.example/2021/05/helmand"
    assert article.published == "2021-05-04"
    assert article.extra == {"file": "a.html", "author": "Ann Writer"}
    assert article.raw == PAGE.encode()


@pytest.mark.parametrize(
    "begin",
    ["<!DOCTYPE html>", "\ufeff<html>", "<!-- saved -->\n<HTML>", "<?xml version='1.0'?><html>"],
)
def test_a_page_is_known_by_its_beginning_whatever_its_name(tmp_path: Path, begin: str) -> None:
    file = tmp_path / "page.txt"
    file.write_text(f"{begin}<body><p>{FIRST}</p></body></html>")
    assert kind_of(file) == "html"


def test_a_page_that_begins_with_many_comments_is_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    comments = "<!-- made by a template -->\n\n" * 60
    file.write_text(f"{comments}{PAGE}{comments}")
    assert kind_of(file) == "html"
    file.write_text(f"{comments}Words and no page.")
    assert kind_of(file) == "html", "by its name alone"


@pytest.mark.parametrize("text", ["Use <b>bold</b>.", "The tag <html> begins a page.", "< html >"])
def test_text_that_speaks_of_pages_is_none(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(text)
    assert kind_of(file) == "text"


def test_the_declared_encoding_holds(tmp_path: Path) -> None:
    text = PAGE.replace("utf-8", "windows-1251").replace("A base.", "Кабул. База под Кабулом.")
    article = page(tmp_path, text.encode("cp1251", "xmlcharrefreplace")).article
    assert "Кабул" in article.text or article.encoding == "cp1251"


def test_utf_16_is_read(tmp_path: Path) -> None:
    assert FIRST in page(tmp_path, PAGE.encode("utf-16")).article.text


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuses(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuses)
    monkeypatch.setattr(socket, "getaddrinfo", refuses)
    page(tmp_path, PAGE.replace("<head>", '<head><base href="http://a.example/">'))


def test_a_page_without_text_is_refused_in_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text("<html><body><script>go()</script><img src=x></body></html>")
    records, issues = read_file(file)
    assert records == []
    assert losses(issues) == ["it is a web page without text"]


def test_a_head_that_is_never_closed_hides_no_body() -> None:
    assert html.page_of("<html><head><title>T</title></head><body><p>A b.</p></body>").text


@pytest.mark.parametrize("wrong", ["<![DOCTYPE x>", "<![if !IE]>", "<![>", "<![x", "<![CDATA[y"])
def test_marked_sections_of_any_kind_are_borne(wrong: str) -> None:
    page = f"<html><head><title>T</title></head><body><p>A b.</p>{wrong}"
    assert metadata_of(page).title == "T"
    assert lines_of(page)[0] == "A b."


def paragraph(number: int) -> str:
    return f"The governor of province {number} said that {number} men had gone home on Friday."


def paragraphs(*numbers: int) -> str:
    return "".join(f"<p>{paragraph(number)}</p>" for number in numbers)


def notes_of(tmp_path: Path, content: str) -> tuple[str, list[str]]:
    """The text of a page, and what is said about it."""
    file = tmp_path / "a.html"
    file.write_text(content)
    (record,), issues = read_file(file)
    assert losses(issues) == []
    return record.article.text, [issue.reason for issue in issues]


FACTIVA = "<html><head><title>Factiva</title></head><body><form>" + "".join(
    f'<div id="article-X{n}"><div class="article enArticle"><div id="hd"><span class="enHeadline">'
    f"Clash {n}</span></div><div>51 words</div><div>{n} February 2024</div>"
    f"{paragraphs(*range(10 * n, 10 * n + 5))}"
    f"<p>Document QUXD00002024021{n}ed0000{n}</p></div></div><br>"
    for n in (1, 2, 3)
)


def test_of_a_page_of_several_articles_each_comes_in_whole(
    tmp_path: Path, with_library: bool
) -> None:
    (tmp_path / "a.html").write_text(FACTIVA)
    records, _ = read_file(tmp_path / "a.html")
    numbers = range(10, 35)
    assert [[n for n in numbers if paragraph(n) in record.article.text] for record in records] == [
        [10, 11, 12, 13, 14],
        [20, 21, 22, 23, 24],
        [30, 31, 32, 33, 34],
    ]


def test_all_articles_come_in_even_where_little_is_missing(tmp_path: Path) -> None:
    first = (
        f'<div class="article-body"><h2>One</h2>{paragraphs(*range(8))}<p>End of Document</p></div>'
    )
    second = f'<div class="article"><h2>Two</h2>{paragraphs(90)}<p>End of Document</p></div>'
    text, _ = notes_of(tmp_path, f"<html><body>{first}{second}</body></html>")
    assert paragraph(90) in text


STANDFIRST = "Twelve dead as rebels seize a border town after nine hours, the army says."
CAPTION = "Soldiers near Quxtown on Friday. Photograph: A. Writer/Example Agency"


def test_standfirst_and_caption_come_in_where_the_page_has_them(tmp_path: Path) -> None:
    head = f'<div class="standfirst"><p>{STANDFIRST}</p></div><figure><img src="a.jpg">'
    head += f"<figcaption>{CAPTION}</figcaption></figure>"
    body = f'<div class="article-body">{paragraphs(*range(8))}</div>'
    text, notes = notes_of(tmp_path, f"<html><body><h1>Clash</h1>{head}{body}</body></html>")
    assert text.split("\n\n")[:4] == ["Clash", STANDFIRST, CAPTION, paragraph(0)]
    assert notes == []


def test_what_was_left_out_of_a_page_is_told(tmp_path: Path) -> None:
    body = f'<div class="article-body">{paragraphs(*range(8))}</div>'
    box = f"<ul><li>a</li><li>b</li><li>c</li></ul><div>{paragraphs(60, 61)}</div>"
    page = f"<html><body><h1>Clash</h1>{body}<h2>In other news</h2>{box}</body></html>"
    text, notes = notes_of(tmp_path, page)
    assert paragraph(60) not in text
    left_out = "22% of the text of its 10 paragraphs was left out because it does not seem"
    assert [note.startswith(left_out) for note in notes] == [True]


LOGO = '<header><h1 class="logo"><a href="/">Quxia Daily</a></h1></header>'


def test_the_logo_of_a_site_is_no_headline(tmp_path: Path) -> None:
    head = '<title>Clash in Quxtown - Quxia Daily</title><meta property="og:title" content="Clash '
    head += 'in Quxtown"><meta property="og:site_name" content="Quxia Daily">'
    story = f"<article><h2>Clash in Quxtown</h2>{paragraphs(*range(6))}</article>"
    article = page(tmp_path, f"<html><head>{head}</head><body>{LOGO}{story}</body></html>").article
    assert article.title == "Clash in Quxtown"
    assert not article.text.startswith("Quxia Daily")


@pytest.mark.parametrize(
    ("times", "day"),
    [
        (
            '<time datetime="2024-02-16T08:00:00Z" itemprop="datePublished">16 Feb</time>',
            "2024-02-16",
        ),
        ('<time datetime="2024-02-16">16 Feb</time>', "2024-02-16"),
        ('<time datetime="2024-02-16">a</time><time datetime="2024-02-19">b</time>', None),
        ('<time datetime="PT5M">5 minutes</time>', None),
    ],
)
def test_the_date_is_in_a_time_element(tmp_path: Path, times: str, day: str | None) -> None:
    story = f"<article><h1>Clash</h1>{times}{paragraphs(*range(6))}</article>"
    content = f"<html><head><title>Clash</title></head><body>{story}</body></html>"
    assert page(tmp_path, content).article.published == day


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("and 12<sup>2</sup> soldiers", "and 12 [2] soldiers"),
        ('in Quxtown<sup><a href="#n1">[1]</a></sup>.', "in Quxtown [1]."),
        ("over 5 km<sup>2</sup> of land", "over 5 km² of land"),
        ("the 2<sup>nd</sup> time", "the 2nd time"),
        ("and 12<sup>1,2</sup> men", "and 12 [1,2] men"),
        ("and 12<sup>1, 2</sup> men", "and 12 [1, 2] men"),
        ("and 12<sup>1-3</sup> men", "and 12 [1-3] men"),
        ("and 12<sup>[1][2]</sup> men", "and 12 [1][2] men"),
        ("and 12<sup> 3 </sup>men", "and 12 [3] men"),
        ("and 12<sup>ii</sup> men", "and 12 [ii] men"),
        ("and 1,234<sup>a</sup> men", "and 1,234 [a] men"),
        ("at 5<sup>e</sup> brigade", "at 5e brigade"),
        ("at n<sup>o</sup> 7", "at nº 7"),
        ("at 12<sup>a</sup> unidad", "at 12ª unidad"),
        ("with M<sup>e</sup> Diop", "with Me Diop"),
        ("at 40<sup>o</sup> C", "at 40º C"),
        ("by 10<sup>6</sup> people", "by 10⁶ people"),
        ("by 2×10<sup>3</sup> men", "by 2×10³ men"),
        ("by 10<sup>2</sup> men", "by 10 [2] men"),
        ("на 40 км<sup>2</sup> земли", "на 40 км² земли"),
    ],
)
def test_raised_marks_are_no_part_of_a_number(tmp_path: Path, written: str, read: str) -> None:
    story = f"<article><h1>Clash</h1><p>The fight took {written} again.</p>{paragraphs(1, 2, 3)}"
    text, _ = notes_of(tmp_path, f"<html><body>{story}</article></body></html>")
    assert f"The fight took {read} again." in text


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("<font face=Symbol>&sup3;</font>20 men", "≥20 men"),
        ('<FONT FACE="Symbol">\xb1</FONT>3 km', "±3 km"),
        ("<span style='font-family:Symbol'>\xb3</span>20 men", "≥20 men"),
        ("<span style='color:red; font-family: \"Symbol\"'>&#xF0B3;</span>20 men", "≥20 men"),
        ("<span style='font-family:Symbol;mso-char-type:symbol'><span style='mso-char-type:symbol;"
         "mso-symbol-font-family:Symbol'>\xb3</span></span>20 men", "≥20 men"),
        ("<span style='font-family:Arial;mso-bidi-font-family:Symbol'>a\xb3</span>20", "a³20"),
        ("<font face='Symbola'>a\xb3</font>20", "a³20"),
    ],
)  # fmt: skip
def test_signs_of_symbol_fonts_are_what_they_show(tmp_path: Path, written: str, seen: str) -> None:
    story = f"<article><h1>Clash</h1><p>The fight took {written} again.</p>{paragraphs(1, 2, 3)}"
    text, _ = notes_of(tmp_path, f"<html><body>{story}</article></body></html>")
    assert f"The fight took {seen} again." in text


def test_a_table_that_lays_out_a_page_gives_paragraphs(tmp_path: Path) -> None:
    story = "<br><br>".join(paragraph(number) for number in range(6))
    table = f"<table width=600><tr><td><font size=+2>Clash</font><br><br>{story}</td></tr></table>"
    text, _ = notes_of(
        tmp_path, f"<html><head><title>Clash</title></head><body>{table}</body></html>"
    )
    assert text.split("\n\n") == ["Clash", *(paragraph(number) for number in range(6))]


def test_a_table_of_data_gives_a_line_a_row(tmp_path: Path) -> None:
    table = "<table><tr><th>Place</th><th>Killed</th></tr><tr><td>Homs</td><td>12</td></tr></table>"
    story = f"<article><h1>C</h1>{paragraphs(1, 2, 3)}{table}{paragraphs(4, 5)}</article>"
    text, _ = notes_of(tmp_path, f"<html><body>{story}</body></html>")
    lines = text.split("\n\n")
    assert lines[lines.index("Place\tKilled") + 1] == "Homs\t12"


def test_nothing_is_told_where_hardly_anything_was_left_out(tmp_path: Path) -> None:
    links = "<ul><li><a href='/a'>A link whose words are as many as those of a line</a></li></ul>"
    body = f'<div class="article-body">{paragraphs(*range(12))}</div>'
    page = f"<html><body><h1>Clash</h1>{body}<p>{CAPTION}</p>{links * 9}</body></html>"
    assert notes_of(tmp_path, page)[1] == []


def test_what_readers_wrote_below_a_story_stays_out_and_is_told(tmp_path: Path) -> None:
    story = f'<div class="article-body">{paragraphs(*range(6))}</div>'
    replies = f'<div id="comments">{paragraphs(*range(60, 72))}</div>'
    text, notes = notes_of(tmp_path, f"<html><body><h1>C</h1>{story}{replies}</body></html>")
    assert paragraph(61) not in text
    assert ["was left out" in note for note in notes] == [True]


def test_a_story_beside_what_a_page_calls_its_articles_comes_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    other = f"<article><h2>Other</h2>{paragraphs(50)}</article>"
    text, notes = notes_of(
        tmp_path, f"<html><body>{paragraphs(*range(6))}{other * 2}</body></html>"
    )
    assert paragraph(3) in text
    assert [note for note in notes if "left out" in note] == []


@pytest.mark.parametrize("tag", ["nav", "footer", "button", "svg", "noscript"])
def test_what_is_never_closed_hides_no_story(tag: str) -> None:
    assert paragraph(1) in lines_of(f"<body><{tag}>A{paragraphs(1)}</body>")


def test_a_head_that_is_never_closed_ends_where_the_body_begins() -> None:
    assert lines_of("<html><head><title>T</title><body><p>A b.</p></body>") == ["A b."]


def test_what_is_left_out_of_a_very_large_page_is_told(tmp_path: Path) -> None:
    story = "".join(f"<p>{paragraph(number)}</p>" for number in range(7_000))
    page = f"<html><body><article>{story}</article>{paragraphs(*range(1_500))}</body></html>"
    _, (_, note) = notes_of(tmp_path, page)
    assert note.startswith("17% of the text of its paragraphs was left out")


@pytest.mark.parametrize(
    "beside",
    [
        '<p class="byline">By Amal Saeed</p>',
        '<div class="post-meta">12 Feb 2024</div>',
        '<p class="share">Share Tweet</p>',
    ],
)
def test_a_short_page_comes_in_by_paragraphs_whatever_stands_beside_them(
    tmp_path: Path, beside: str
) -> None:
    paragraphs = (
        "The army retook the town of Bara on Monday, residents said.",
        "Two days of fighting left 31 people dead, among them 9 soldiers.",
        "The RSF did not comment on the loss of the town.",
    )
    story = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    shown = f"<article><h1>Army retakes Bara</h1>{beside}{story}</article>"
    article = page(tmp_path, f"<html><head><title>Bara</title></head><body>{shown}</body></html>")
    lines = article.article.text.split("\n\n")
    assert lines[-3:] == list(paragraphs)
    assert lines.count("Army retakes Bara") == 1


BULLETIN = "<h1>Daily security bulletin</h1>" + "".join(
    f"<h2>{place}</h2><p>{count} people were killed in {place} on Monday, the army said.</p>"
    for place, count in (("Gao", 3), ("Kidal", 12), ("Menaka", 5))
)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (BULLETIN, "Heading 2"),
        (BULLETIN.replace("<h2>", "<p>INCIDENT in ").replace("</h2>", "</p>"), "INCIDENT"),
    ],
)
def test_a_page_is_split_where_a_person_says(tmp_path: Path, page: str, words: str) -> None:
    file = tmp_path / "a.html"
    file.write_text(f"<html><body><nav>Home</nav>{page}</body></html>")
    records, _ = read_file(file, split_at=words)
    assert [record.article.text.split("\n")[-1][:2].strip() for record in records] == [
        "3",
        "12",
        "5",
    ]
    (whole,), _ = read_file(file)
    assert "Gao" in whole.article.text
    assert "Menaka" in whole.article.text
