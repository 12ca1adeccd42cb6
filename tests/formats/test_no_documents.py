"""Files that are no documents are called what they are, with advice that works."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from reading_verbs import losses, read_file

from annotator.operations.importing import finding

LOCK = b"\x05Ada O" + b"\0" * 148
POSTS = [
    {"tweet": {"id_str": "1", "created_at": "Wed Oct 11 10:00:00 +0000 2023", "full_text": text}}
    for text in ("Shelling in Sake, 5 dead", "قصف على السوق، 12 قتيلا")
]
TEXTS = [post["tweet"]["full_text"] for post in POSTS]


def said(path: Path) -> list[tuple[bool, str]]:
    records, issues = read_file(path)
    assert records == []
    return [(issue.loss, issue.reason) for issue in issues]


def packed(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, b"xx")
    return out.getvalue()


@pytest.mark.parametrize("name", ["~$report.docx", "~$book.xlsx", ".~lock.report.odt#"])
def test_a_lock_is_one_sentence_and_no_document_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(LOCK)
    assert said(tmp_path / name) == [
        (False, "it is the lock file of an open document and holds no text")
    ]


def test_a_document_may_be_called_as_a_lock_is(tmp_path: Path) -> None:
    (tmp_path / "~$a.txt").write_text("Five people died in Bla on Monday. " * 60)
    assert len(read_file(tmp_path / "~$a.txt")[0]) == 1


@pytest.mark.parametrize("name", ["Thumbs.db", "desktop.ini"])
def test_what_a_system_leaves_behind_is_no_document(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"[.ShellClassInfo]\n")
    ((loss, _),) = said(tmp_path / name)
    assert not loss


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("a.pages", "in Pages choose File, Export To, Word, and import that"),
        ("a.numbers", "in Numbers choose File, Export To, Excel, and import that"),
        ("a.key", "in Keynote choose File, Export To, PDF, and import that"),
    ],
)
@pytest.mark.parametrize("is_folder", [False, True])
def test_documents_of_apple_are_refused_with_what_their_program_can_do(
    tmp_path: Path, name: str, advice: str, is_folder: bool
) -> None:
    path = tmp_path / name
    if is_folder:
        path.mkdir()
        (path / "Index.zip").write_bytes(packed("Document.iwa"))
        (issue,) = finding.find([tmp_path])
        reason = getattr(issue, "reason", "")
    else:
        path.write_bytes(packed("Index/Document.iwa", "preview.jpg"))
        ((_, reason),) = said(path)
    assert reason == f"files ending in {path.suffix} are not read; {advice}"


@pytest.mark.parametrize("name", ["a.url", "a.webloc", "a.gdoc", "a.gsheet", "a.lnk"])
def test_a_link_is_no_text(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('{"url": "https://a.example"}')
    ((loss, reason),) = said(tmp_path / name)
    assert loss
    assert "holds no text; open it" in reason


@pytest.mark.parametrize("name", ["a.pptx", "a.dta", "a.pst", "a.mobi", "a.mp3", "a.accdb"])
def test_other_kinds_are_refused_with_what_to_make_of_them(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x00\x01\x02\xff" * 50)
    ((_, reason),) = said(tmp_path / name)
    assert reason.startswith(f"files ending in {Path(name).suffix} are not read; ")


SCRIPTS = {
    "tweets.js": f"window.YTD.tweets.part0 = {json.dumps(POSTS, ensure_ascii=False, indent=2)}\n",
    "tweet.js": f"window.YTD.tweet.part0 = {json.dumps(POSTS)};\n",
    "tweets-part1.js": f"window.YTD.tweets.part1 = {json.dumps(POSTS)}",
    "posts.js": f"var posts = {json.dumps(POSTS)};",
    "posts.mjs.js": f"export default {json.dumps(POSTS)};\n\n",
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_posts_in_a_script_come_in(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(SCRIPTS[name])
    records, issues = read_file(tmp_path / name)
    assert losses(issues) == []
    assert [r.article.text for r in records] == TEXTS
    assert {r.article.published for r in records} == {"2023-10-11"}


def test_an_archive_of_x_gives_its_posts_and_says_what_else_is_in_it(tmp_path: Path) -> None:
    long: list[Any] = [{"noteTweet": {"noteTweetId": "7", "createdAt": "2023-06-15T15:48:50.000Z",
                                      "core": {"text": "A long post."}}}]  # fmt: skip
    with zipfile.ZipFile(tmp_path / "twitter.zip", "w") as archive:
        archive.writestr("data/account.js", 'window.YTD.account.part0 = [{"account": {}}]')
        archive.writestr("data/tweets.js", SCRIPTS["tweets.js"])
        archive.writestr("data/note-tweet.js", f"window.YTD.note_tweet.part0 = {json.dumps(long)}")
    records, issues = read_file(tmp_path / "twitter.zip")
    assert losses(issues) == []
    facts = {(r.article.text, (r.article.published or "")[:10]) for r in records}
    assert facts == {*((text, "2023-10-11") for text in TEXTS), ("A long post.", "2023-06-15")}
    assert any("“account” of an archive of X" in issue.reason for issue in issues)


def test_a_script_that_is_none_of_data_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("window.x = function() { return 1; };")
    ((loss, _),) = said(tmp_path / "a.js")
    assert loss
