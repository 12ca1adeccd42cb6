"""Large documents are read in pieces, and give the same as if they were read whole."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

import pytest
from document_samples import FIRST, HEADLINE, LD, PAGE, SECOND
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from reading_verbs import metadata_of, read_file

from annotator.domain.text import gathered, normalise
from annotator.formats.reader import HEAD_BYTES, ReadOptions
from annotator.formats.text_stream import stream, with_plain_line_ends
from annotator.formats.web import html, markdown_chunks
from annotator.formats.web.html_lines import PageLines, lines_of
from annotator.formats.web.markdown import plain_lines
from annotator.formats.web.page_trimming import trimmed
from annotator.operations.importing.reading import source_of

MUCH = 3 * HEAD_BYTES // len(SECOND)


def cut(text: str, size: int) -> Iterator[str]:
    return (text[at : at + size] for at in range(0, len(text), size))


def saved(tmp_path: Path, data: bytes, name: str = "a.txt") -> Path:
    file = tmp_path / name
    file.write_bytes(data)
    return file


# Text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "cp1251", "iso2022_jp"]
)
def test_a_large_text_is_the_same_in_pieces(tmp_path: Path, encoding: str, end: str) -> None:
    words = {"cp1251": "Талибан захватил Кундуз, ", "iso2022_jp": "タリバン "}
    text = (words.get(encoding, "“Kunduz” ") + FIRST + end) * 900
    data = text.encode(encoding)
    assert len(data) > HEAD_BYTES
    source = source_of(saved(tmp_path, data), ReadOptions())
    declared = encoding if encoding == "iso2022_jp" else None
    assert "".join(stream(source, declared=declared).pieces()) == text
    (record,), _ = read_file(source.path or tmp_path, encoding=encoding)
    assert record.article.text == text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("place", [0, HEAD_BYTES - 1, HEAD_BYTES + 70])
def test_a_zero_byte_is_replaced_wherever_it_is(tmp_path: Path, place: int) -> None:
    data = bytearray(b"a b\n" * HEAD_BYTES)
    data[place] = 0
    (record,), (issue,) = read_file(saved(tmp_path, bytes(data)), kind="text")
    assert record.article.text[place] == "\ufffd"
    assert "1 character that cannot be stored was replaced" in issue.reason


def test_a_byte_that_is_not_utf_8_far_behind_is_named(tmp_path: Path) -> None:
    data = b"a b\n" * HEAD_BYTES + b"caf\xe9"
    (record,), (issue,) = read_file(saved(tmp_path, data))
    assert record.article.text.endswith("café")
    assert f"byte {len(data) - 1} is not UTF-8" in issue.reason


def test_a_record_of_a_large_text_keeps_its_bytes_if_they_say_more(tmp_path: Path) -> None:
    same, other = SECOND + "\n", SECOND + "\r\n"
    (record,), _ = read_file(saved(tmp_path, (same * MUCH).encode()))
    assert record.article.raw is None
    (record,), _ = read_file(saved(tmp_path, (other * MUCH).encode()))
    assert record.article.raw == (other * MUCH).encode()
    (record,), _ = read_file(saved(tmp_path, codecs.BOM_UTF8 + (same * MUCH).encode()))
    assert (record.article.text, record.article.encoding) == (same * MUCH, "utf-8-sig")


signs = st.text("ab\r\n\ufeff\u0085\u2028\0\ufffe😀", max_size=30)


@given(signs, st.integers(1, 7))
def test_pieces_are_brought_to_the_same_form_as_the_whole(text: str, size: int) -> None:
    from annotator.formats.text import _Stored

    stored, whole = _Stored(), normalise(text)
    assert gathered(stored.pieces(cut(text, size))) == whole.text
    assert (stored.replaced, stored.has_changed) == (whole.replaced, whole.text != text)
    plain_ends = text.replace("\r\n", "\n").replace("\r", "\n")
    assert "".join(with_plain_line_ends(cut(text, size))) == plain_ends


# Markdown

BLOCKS = [
    "# A *b*\n\n",
    "A [link], and [one](http://a.example) &amp; \\* `c`\nmore  \nlast\n\n",
    "Setext\n===\n",
    "- one\n- two\n\n  more of two\n\n      code\n- three\n",
    "1. one\n\n   two\n7. three\n\n\n",
    "> quoted\nlazy\n>\n> - x\n\n",
    "```\na\n\n# no heading\n```\n",
    "~~~~ never closed in a list\n",
    "    code\n\n    more\n",
    "<div>\nraw\n\n</div>\n\n",
    "<!-- a\n\nb -->\n",
    "| a | b |\n|---|---|\n| 1 | *2* |\n\n",
    "* * *\n",
    "[link]: http://a.example\n\n",
    "[other]:\n  http://b.example 'title'\n\n",
    "* a\n\n  - b\n\n    c\n\n  d\n",
    "  text\n",
]


def seen_at_once(text: str) -> list[str]:
    """The lines as the library gives them when it has the text whole."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    found: list[str] = []
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            found.append("\t".join(row))
            row = None
        elif token.type == "inline":
            words = {"softbreak": " ", "hardbreak": "\n"}
            parts = [
                words.get(c.type, c.content)
                for c in token.children or []
                if c.type in ("text", "code_inline", *words)
            ]
            line = "".join(parts).strip()
            if row is None:
                found += line.split("\n")
            else:
                row.append(" ".join(line.split()))
        elif token.type in ("fence", "code_block"):
            found += token.content.split("\n")
        elif token.type == "html_block":
            found += lines_of(token.content)
    return [line for line in found if line.strip()]


@given(st.lists(st.sampled_from(BLOCKS), max_size=12), st.integers(1, 60))
@settings(max_examples=300, deadline=None)
def test_markdown_in_chunks_gives_the_same_lines(blocks: list[str], size: int) -> None:
    text = "".join(blocks)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown_chunks, "CHUNK", size)
        at_once = list(plain_lines(lambda: iter([text])))
        assert list(plain_lines(lambda: cut(text, 7))) == seen_at_once(text) == at_once


def test_a_large_markdown_file_has_its_links_and_facts(tmp_path: Path) -> None:
    body = f"## About\n\nSee [the post] on {SECOND}\n\n" * MUCH
    text = f"---\ntitle: {HEADLINE}\n---\n{body}[the post]: http://a.example\n"
    (record,), _ = read_file(saved(tmp_path, text.encode(), "a.md"))
    lines = record.article.text.split("\n\n")
    assert lines == ["About", f"See the post on {SECOND}"] * MUCH
    assert (record.article.title, record.article.raw) == (HEADLINE, text.encode())


# Pages

NOISE = (
    "<script>if (a < b) { document.write('<p>no</p>') }</script>"
    "<STYLE type='text/css'>p { background: url(data:image/png;base64,AAAA) }</STYLE>"
    "<!-- <p>no</p> --><svg viewBox='0 0 1 1'><title>no</title><path d='M0'/></svg>"
    '<img alt="x" src="data:image/png;base64,AAAA/BBB+" srcset=\'data:image/gif;base64,C\'>'
    f"<div data-state='{'x' * 3000}' data-id='7'></div>"
    "<p style=\"background: url('data:image/png;base64,AAAA')\">Kept words.</p>"
)


@pytest.mark.parametrize("size", [1, 7, 100, 10_000_000])
def test_what_nobody_reads_goes_and_the_rest_stays(size: int) -> None:
    page = PAGE.replace("<article>", f"<article>{NOISE}").replace("</main>", f"</main>{NOISE}")
    left = "".join(trimmed(cut(page, size)))
    for gone in ("<script>", "STYLE", "<p>no</p>", "<svg", "AAAA", "xxx", "changed by"):
        assert gone not in left
    for kept in (LD, "Kept words", 'alt="x"', "data-id='7'", SECOND, "&eacute;"):
        assert kept in left
    assert metadata_of(left) == metadata_of(page)
    assert lines_of(left) == lines_of(page)


@pytest.mark.parametrize("page", [PAGE, "a < b <scripted> url(x) <!- <", "<p>x</p><style>y"])
def test_an_ordinary_page_is_left_as_it_is(page: str) -> None:
    body = page.replace('<script>document.title = "changed by a script"</script>', "")
    assert "".join(trimmed(cut(body, 5))) == body.removesuffix("<style>y")


@pytest.mark.parametrize("wrong", ["<script>x", "<!-- x", "<p data-x='", "<style", "<svg>"])
def test_what_is_never_closed_ends_with_the_page(wrong: str) -> None:
    assert SECOND in "".join(trimmed(cut(f"<p>{SECOND}</p>{wrong}", 50)))


def test_a_page_large_by_its_scripts_gives_the_same_article(tmp_path: Path) -> None:
    (small,), notes = read_file(saved(tmp_path, PAGE.encode(), "a.html"))
    large = PAGE.replace("</body>", NOISE * (html.ORDINARY // len(NOISE) + 1) + "</body>")
    (record,), more = read_file(saved(tmp_path, large.encode(), "a.html"))
    assert record.article.text.replace("\n\nKept words.", "") == small.article.text
    assert record.article.raw == large.encode()
    assert [note.reason for note in more] == [note.reason for note in notes]


def test_a_page_large_by_its_words_is_taken_by_lines_and_says_so(tmp_path: Path) -> None:
    count = html.LARGEST // len(SECOND) + 1
    more = "".join(f"<p>{number} {SECOND}</p>" for number in range(count))
    page = PAGE.replace("</article>", f"{more}</article>")
    (record,), notes = read_file(saved(tmp_path, page.encode(), "a.html"))
    lines = record.article.text.split("\n\n")
    assert lines[:2] == [HEADLINE, FIRST]
    assert lines[-count:] == [f"{number} {SECOND}" for number in range(count)]
    assert record.article.source == "Kabul Post"
    assert ["too large" in note.reason and not note.loss for note in notes] == [True]
    for word in ("Home", "Related", "Copyright", "changed by"):
        assert word not in lines


@pytest.mark.parametrize("size", [1, 50, 10_000])
def test_the_lines_of_a_page_in_pieces_are_those_of_the_whole(size: int) -> None:
    for page in (PAGE, PAGE.replace("article>", "div>"), "<p>a<b>b</b>c<p>d &amp; e<br>f"):
        lines = PageLines(lambda page=page: cut(page, size))  # type: ignore[misc]
        assert list(lines) == lines_of(page)
