"""The parser of pages gives what the standard library's gives, and a page is gone through once."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from annotator.formats.web.html import page_of
from annotator.formats.web.line_reader import LineReader
from annotator.formats.web.page_parser import Known, PageParser
from annotator.formats.web.page_trimming import without_scripts

Events = list[tuple[object, ...]]


class _Telling:
    """Notes what a parser tells; words that come in several parts are one."""

    events: Events

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # No reader asks whether an attribute has no value or an empty one.
        self.events.append(("begin", tag, tuple((name, value or "") for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.events.append(("end", tag))

    def handle_data(self, data: str) -> None:
        if self.events and self.events[-1][0] == "words":
            data = f"{self.events.pop()[1]}{data}"
        self.events.append(("words", data))


class _Ours(_Telling, PageParser):
    pass


class _Library(_Telling, HTMLParser):
    pass


def told_by(parser: _Ours | _Library, pieces: list[str]) -> Events:
    parser.events = []
    for piece in pieces:
        parser.feed(piece)
    parser.close()
    return parser.events


ODD = (
    '<!DOCTYPE html><html lang=en><head><title>A &amp; B <i></title><meta charset="utf-8"/></head>',
    "<body class='x'><p id=one>Ten &lt; twelve, 3 < 4 &copy; 2024</p><br/><br>",
    "<script>if (a < b) { document.write('<p>no</p>') }</script ><p>after</p>",
    "<STYLE>p > a { color: red }</STYLE><!-- a <p>comment</p> --><P>small</P>",
    '<a href="x"class="y">no blank</a><a title="a > b"class=z>both</a><p>more</p>',
    "<p <b>bold</b></p><a href=>empty</a><input disabled><img src=a/b.png />",
    "<textarea><p>typed</p></textarea><?php echo 1 ?><![CDATA[ x ]]><p>end",
    "<svg:rect x='1'/><o:p>office</o:p></ p></p ><p>&#8217;&nbsp;&unknown; &amp</p>",
    "words at the end &am",
    "<p>a tag that never ends <a href='x",
    "<script>never closed <p>",
)


@pytest.mark.parametrize("markup", [*ODD, "".join(ODD[:-3])])
@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_the_parser_of_pages_tells_what_that_of_the_library_does(markup: str, size: int) -> None:
    pieces = [markup[at : at + size] for at in range(0, len(markup), size)]
    assert told_by(_Ours(), pieces) == told_by(_Library(), [markup])


def test_a_page_with_hidden_parts_is_gone_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    hidden = '<p class="sr-only">Nobody reads this on the page.</p>'
    story = "<p>Rebels took the town of Marvale on Friday, the army said in a statement.</p>" * 9
    html = f"<html><head><title>Clash</title></head><body>{story}{hidden}{story}</body></html>"
    fed: list[int] = []
    feed = PageParser.feed

    def counting(parser: PageParser, data: str) -> None:
        fed.append(len(data))
        feed(parser, data)

    monkeypatch.setattr(PageParser, "feed", counting)
    assert "Nobody reads" not in page_of(html).text
    assert sum(fed) <= len(html) + 1  # a blank stands for what is hidden


def test_tags_that_are_written_alike_are_looked_into_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    look = LineReader.at_start.__func__  # type: ignore[attr-defined]

    def counting(cls: type[LineReader], tag: str, written: str, *, is_closed: bool) -> Known:
        looked.append(tag)
        known: Known = look(cls, tag, written, is_closed=is_closed)
        return known

    monkeypatch.setattr(LineReader, "at_start", classmethod(counting))
    item = '<li class="only-in-this-test"><b>Rebels</b> took Marvale</li>'
    lines = [line.text for line in LineReader(frozenset()).lines_of([item * 300])]
    assert lines == ["Rebels took Marvale"] * 300
    assert looked.count("li") == 1


def test_a_page_loses_its_scripts_styles_and_comments_and_keeps_its_metadata() -> None:
    metadata = '<script type="application/ld+json">{"a": "</p>"}</script>'
    page = (
        f"<STYLE>p > a {{ }}</STYLE>{metadata}<p>Rebels<!-- a <p> --> took<!--> Marvale</p>"
        "<script>if (a < b) { write('<p>no</p>') }</script >. "
    )
    assert without_scripts(page) == f"{metadata}<p>Rebels took Marvale</p>. "


@pytest.mark.parametrize("open_one", ["<script>", "<style>", "<!-- "])
def test_what_is_never_closed_takes_nothing_of_a_page_away(open_one: str) -> None:
    page = f"<p>Rebels took Marvale.</p>{open_one * 3}<p>More</p>"
    assert without_scripts(page) == page
