"""Reading a text format takes at most four times the size of its file in memory."""

from __future__ import annotations

import base64
import quopri
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import orjson
import pytest

from annotator.formats.reader import ReadOptions
from annotator.operations.importing import reading

# One sign beyond the basic plane makes Python keep four bytes for each sign of a text.
TEXT = "😀 Taliban fighters took “Kunduz” and fled to Kabul. " * 80


def rows(kind: str) -> Iterator[bytes]:
    span = {"start": 2, "end": 9, "label": "ORG"}
    value = {"start": 2, "end": 9, "labels": ["ORG"]}
    task = {"data": {"text": TEXT}, "annotations": [{"result": [{"value": value}]}]}
    row = {
        "jsonl": orjson.dumps({"text": TEXT, "spans": [span]}) + b"\n",
        "json": orjson.dumps({"text": TEXT, "spans": [span]}) + b",\n",
        "label-studio": orjson.dumps(task) + b",\n",
        "doccano": orjson.dumps({"text": TEXT, "label": [[3, 10, "ORG"]]}) + b"\n",
        "csv": f'1,A,"{TEXT}"\n'.encode(),
        "conll": "".join(f"{token} B-X\n" for token in TEXT.split()).encode() + b"-DOCSTART- O\n",
    }
    start = {"json": b"[", "label-studio": b"[", "csv": b"id,title,text\n"}
    yield start.get(kind, b"")
    for _ in range(100 if kind == "conll" else 500):
        yield row[kind]
    if kind in ("json", "label-studio"):
        yield row[kind].rstrip(b",\n") + b"]"


def webanno() -> Iterator[bytes]:
    yield b"#FORMAT=WebAnno TSV 3.3\n#T_SP=x.Custom|value\n\n\n"
    at = 0
    for sentence in range(1, 8000):
        yield "#Text=Taliban took 😀 today\n".encode()
        for token in ("Taliban", "took", "😀", "today"):
            size = len(token.encode("utf-16-le")) // 2
            value = "ACTOR" if token == "Taliban" else "_"
            yield f"{sentence}-1\t{at}-{at + size}\t{token}\t{value}\t\n".encode()
            at += size + 1
        yield b"\n"


@pytest.mark.parametrize(
    "kind", ["jsonl", "json", "label-studio", "doccano", "csv", "conll", "webanno-tsv"]
)
def test_memory_is_bounded_by_the_size_of_the_file(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "a.dat"
    with file.open("wb") as out:
        out.writelines(webanno() if kind == "webanno-tsv" else rows(kind))
    assert peak(file, kind) < 4 * file.stat().st_size


def peak(file: Path, kind: str) -> int:
    """Bytes of Python's memory that reading a file takes at most."""
    options = ReadOptions()
    next(reading.read(file, kind=kind, options=options))  # imports are no part of it
    tracemalloc.start()
    found = sum(1 for _ in reading.read(file, kind=kind, options=options))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found > 0
    return most


# Documents, which are one article of 2 MB each

SIZE = 2_000_000
SENTENCE = "Taliban fighters took “Kunduz” on Monday, and many people fled to Kabul, he said{}. "
EARLY, LATE = 5, 97  # where its one emoji stands, in hundredths of the text


def paragraphs(emoji: int | None) -> Iterator[str]:
    count = SIZE // len(SENTENCE) // 5
    place = None if emoji is None else count * emoji // 100
    for number in range(count):
        yield SENTENCE.format("") * 4 + SENTENCE.format(" 😀" if number == place else "").strip()


def prose(emoji: int | None, end: str = "\n\n") -> str:
    return end.join(paragraphs(emoji)) + end


def page(emoji: int | None) -> str:
    return (
        "<!DOCTYPE html><html><head><title>Kunduz</title></head><body><article>"
        + "".join(f"<p class='a'>{paragraph}</p>\n" for paragraph in paragraphs(emoji))
        + "</article></body></html>"
    )


def page_of_scripts(emoji: int | None) -> str:
    words = 300_000
    whole = page(emoji)
    body = whole[:words] + whole[-words // 10 :]
    noise = "<script>var a = '<p>no</p>';</script><!-- no -->" * 50
    data = f"<img src='data:image/png;base64,{'A' * 20_000}'>"
    return body.replace("</article>", "</article>" + (noise + data) * 120)


def message(kind: str, body: str, way: str) -> bytes:
    data = body.encode()
    encoded = {
        "8bit": lambda: data,
        "base64": lambda: base64.encodebytes(data),
        "quoted-printable": lambda: quopri.encodestring(data),
    }[way]()
    header = (
        "From: a@b.example\nTo: c@d.example\nSubject: S\nMIME-Version: 1.0\n"
        f"Content-Type: {kind}; charset=utf-8\nContent-Transfer-Encoding: {way}\n\n"
    )
    return header.encode() + encoded


def saved_page(emoji: int | None) -> bytes:
    header = (
        "From: <Saved>\nSnapshot-Content-Location: https://a.example/\nMIME-Version: 1.0\n"
        "Subject: S\nContent-Type: multipart/related; boundary=b\n\n--b\n"
        "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    )
    picture = b"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n"
    picture += base64.encodebytes(b"x" * 300_000)
    body = quopri.encodestring(page(emoji).encode())
    return header.encode() + body + b"\n--b\n" + picture + b"\n--b--\n"


DOCUMENTS: dict[str, Callable[[int | None], bytes]] = {
    "text": lambda emoji: prose(emoji).encode(),
    "text crlf": lambda emoji: prose(emoji, "\r\n").encode(),
    "text utf-8-sig": lambda emoji: prose(emoji).encode("utf-8-sig"),
    "text cp1252": lambda emoji: prose(emoji).encode("cp1252", "ignore"),
    "brat": lambda emoji: prose(emoji).encode(),
    "markdown": lambda emoji: prose(emoji).replace("Kabul", "[Kabul](http://a.example)").encode(),
    "markdown list": lambda emoji: ("- " + prose(emoji, "\n- ")).encode(),
    "html": lambda emoji: page(emoji).encode(),
    "html scripts": lambda emoji: page_of_scripts(emoji).encode(),
    "eml": lambda emoji: message("text/plain", prose(emoji), "8bit"),
    "eml crlf": lambda emoji: message("text/plain", prose(emoji, "\r\n"), "8bit"),
    "eml quoted-printable": lambda emoji: message("text/plain", prose(emoji), "quoted-printable"),
    "eml base64": lambda emoji: message("text/plain", prose(emoji), "base64"),
    "eml html": lambda emoji: message("text/html", page(emoji), "quoted-printable"),
    "mhtml": saved_page,
}


def document(tmp_path: Path, name: str, emoji: int | None) -> tuple[Path, str]:
    file = tmp_path / "a.txt"
    file.write_bytes(DOCUMENTS[name](emoji))
    if name == "brat":
        file.with_suffix(".ann").write_text("T1\tORG 0 7\tTaliban\n")
    return file, name.split()[0]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_one_article_takes_at_most_four_times_its_file(tmp_path: Path, name: str) -> None:
    file, kind = document(tmp_path, name, None)
    assert peak(file, kind) < 4 * file.stat().st_size


# A text with one emoji takes four bytes for each of its signs, so what comes in is as large by
# itself as the bound above; the bytes of the file are kept beside it where they say more than it.
@pytest.mark.parametrize("name", DOCUMENTS)
def test_one_article_with_an_emoji_takes_at_most_five_times(tmp_path: Path, name: str) -> None:
    file, kind = document(tmp_path, name, EARLY)
    assert peak(file, kind) < 5 * file.stat().st_size


# Where the first emoji stands near the end, the text before it takes two bytes a sign until then,
# and both are there while Python widens it: 2 + 4, and the little that is read at a time.
@pytest.mark.parametrize("name", ["text", "brat", "markdown", "html", "eml", "mhtml"])
def test_an_emoji_near_the_end_takes_six_times(tmp_path: Path, name: str) -> None:
    file, kind = document(tmp_path, name, LATE)
    assert peak(file, kind) < 6.5 * file.stat().st_size
