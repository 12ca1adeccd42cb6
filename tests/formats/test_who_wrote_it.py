"""Who wrote an article is known by name wherever a service says so, in or beside its records."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from reading_verbs import losses, read_file

from annotator.domain.records import Record

USERS = [
    {"id": "5", "name": "Radio Quxia", "username": "radioquxia"},
    {"id": "6", "name": "Bob", "username": "bobq"},
]


def post(number: int, text: str, author: str = "5") -> dict[str, Any]:
    day = "2024-04-08T09:00:00.000Z"
    return {"id": f"17{number}", "text": text, "author_id": author, "created_at": day}


PAGE = {"data": [post(1, "The army took Quxtown."), post(2, "It is calm.", "6")]}
PAGE |= {"includes": {"users": USERS}, "meta": {"result_count": 2}}
OTHER = {"data": [post(3, "Marvale fell.", "9")], "includes": {"users": [USERS[0] | {"id": "9"}]}}
PAGES = {
    "one.json": json.dumps(PAGE),
    "indented.json": json.dumps(PAGE, indent=1),
    "list.json": json.dumps([PAGE, OTHER]),
    "lines.jsonl": f"{json.dumps(PAGE)}\n{json.dumps(OTHER)}\n",
    "single.json": json.dumps({**PAGE, "data": PAGE["data"][0]}),
}


def who(record: Record) -> tuple[str | None, Any, Any]:
    extra = record.article.extra
    return record.article.source, extra["author"], extra["author_id"]


@pytest.mark.parametrize("name", PAGES)
def test_posts_have_the_names_of_the_users_beside_them(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(PAGES[name])
    records, issues = read_file(tmp_path / name)
    wanted = [
        ("radioquxia", "Radio Quxia", 5),
        ("bobq", "Bob", 6),
        ("radioquxia", "Radio Quxia", 9),
    ]
    count = {"list.json": 3, "lines.jsonl": 3, "single.json": 1}.get(name, 2)
    assert [who(record) for record in records] == wanted[:count]
    assert losses(issues) == []
    assert not any("“includes" in issue.reason or "users" in issue.reason for issue in issues)


@pytest.mark.parametrize("form", ["page.json", "pages.jsonl"])
def test_posts_that_are_repeated_come_in_whole_with_their_author(tmp_path: Path, form: str) -> None:
    whole = post(9, "The army took Quxtown on Monday, its spokesman said.", "6")
    page = {"data": [post(1, "RT @bobq: The army took…")], "includes": {"users": USERS}}
    page["includes"]["tweets"] = [whole]  # type: ignore[call-overload]
    (tmp_path / form).write_text(json.dumps(page))
    (_, repeated), issues = read_file(tmp_path / form)
    assert (repeated.article.text, repeated.article.source) == (whole["text"], "bobq")
    assert losses(issues) == []


def test_what_else_is_beside_the_posts_is_named(tmp_path: Path) -> None:
    page = PAGE | {"includes": {"users": USERS, "media": [{"media_key": "3_1"}]}}
    (tmp_path / "a.json").write_text(json.dumps(page))
    _, issues = read_file(tmp_path / "a.json")
    assert any("“includes.media” beside its records are not kept" in i.reason for i in issues)


def test_messages_of_a_channel_have_its_name(tmp_path: Path) -> None:
    peer = {"_": "PeerChannel", "channel_id": 77}
    message = {"id": 1, "peer_id": peer, "date": "2024-02-01", "message": "Quxtown fell."}
    chats = [{"_": "Channel", "id": 77, "title": "Quxia News"}]
    page = {"messages": [message], "users": [], "chats": chats}
    (tmp_path / "a.json").write_text(json.dumps(page))
    (record,), _ = read_file(tmp_path / "a.json")
    assert record.article.source == "Quxia News"


RAID = "Gunmen raided a village."
BYLINES: dict[str, dict[str, Any]] = {
    "The Guardian": {
        "webTitle": "Raid", "webPublicationDate": "2024-04-01T10:00:00Z",
        "fields": {"byline": "By Jane Doe", "bodyText": RAID},
    },
    "The New York Times": {
        "web_url": "https://n.test", "headline": {"main": "Raid"}, "pub_date": "2024-04-01",
        "lead_paragraph": RAID, "byline": {"original": "By Jane Doe", "person": []},
    },
    "WordPress": {
        "title": {"rendered": "Raid"}, "content": {"rendered": RAID}, "date_gmt": "2024-04-01",
        "author": 7, "_embedded": {"author": [{"id": 7, "name": "Jane Doe"}]},
    },
    "NewsAPI": {
        "urlToImage": None, "publishedAt": "2024-04-01", "content": RAID, "author": "Jane Doe",
    },
}  # fmt: skip


@pytest.mark.parametrize("name", BYLINES)
def test_a_byline_is_the_author(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.json").write_text(json.dumps([BYLINES[name]]))
    (record,), _ = read_file(tmp_path / "a.json")
    assert record.article.extra["author"] == "Jane Doe"


def test_a_byline_in_a_table_is_the_author_too(tmp_path: Path) -> None:
    row = {"webTitle": "Raid", "webPublicationDate": "2024-04-01", "fields.bodyText": RAID}
    row["fields.byline"] = "Jane Doe"
    with (tmp_path / "a.csv").open("w", newline="") as file:
        csv.writer(file).writerows([row.keys(), row.values()])
    (record,), _ = read_file(tmp_path / "a.csv")
    assert record.article.extra["author"] == "Jane Doe"


def test_the_number_of_an_author_is_kept_beside_the_name(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([BYLINES["WordPress"]]))
    (record,), _ = read_file(tmp_path / "a.json")
    assert record.article.extra["author_id"] == 7
