"""What a search engine or a chat puts around records is no fact about their articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from reading_verbs import losses, quotes, read_file

TEXT = "Five soldiers were killed at Mansila on Monday."
Row = dict[str, Any]


def hit(number: int, source: Row) -> Row:
    return {"_index": "news", "_id": f"a{number}", "_score": 1.2, "_source": source}


def answer(*sources: Row) -> Row:
    hits = [hit(number, source) for number, source in enumerate(sources, 1)]
    return {"took": 3, "hits": {"total": {"value": len(hits)}, "hits": hits}}


def message(number: int, sender: str) -> Row:
    text = f"{TEXT} ({number})"
    entities = [{"type": "plain", "text": text}]
    return {"id": number, "type": "message", "date": f"2024-01-0{number}T10:00:00", "from": sender,
            "from_id": "user1", "text": text, "text_entities": entities}  # fmt: skip


HITS: dict[str, tuple[Row, tuple[str | None, str | None, str]]] = {
    "with a source": ({"text": TEXT, "title": "Ambush", "source": "AFP"}, ("Ambush", "AFP", "a1")),
    "with none": ({"body": TEXT, "headline": "Ambush"}, ("Ambush", None, "a1")),
    "with an object as source": (
        {"content": TEXT, "title": "Ambush", "source": {"name": "Radio Okapi", "id": 4}},
        ("Ambush", "Radio Okapi", "a1"),
    ),
    "with an id of its own": (
        {"text": TEXT, "title": "Ambush", "id": "own"},
        ("Ambush", None, "own"),
    ),
    "of a known data set": (
        {"event_id_cnty": "BFO7", "event_date": "2024-03-05", "notes": TEXT, "source": "HRW"},
        (TEXT, "HRW", "BFO7"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HITS)
@pytest.mark.parametrize("form", ["a.json", "list.json", "a.jsonl"])
def test_a_hit_of_elasticsearch_is_the_record_in_it(tmp_path: Path, form: str, name: str) -> None:
    source, (title, outlet, uid) = HITS[name]
    whole = {"a.json": answer(source), "list.json": [hit(1, source)], "a.jsonl": hit(1, source)}
    (tmp_path / form).write_text(json.dumps(whole[form]))
    (record,), issues = read_file(tmp_path / form)
    assert losses(issues) == []
    article = record.article
    assert (article.text, article.title, article.source, article.uid) == (TEXT, title, outlet, uid)


def test_the_spans_of_a_hit_come_in(tmp_path: Path) -> None:
    spans = [{"start": 29, "end": 36, "label": "LOCATION"}]
    (tmp_path / "a.json").write_text(json.dumps(answer({"text": TEXT, "spans": spans})))
    (record,), _ = read_file(tmp_path / "a.json")
    assert quotes(record) == [("Mansila", "LOCATION")]


def test_a_path_into_a_hit_may_be_told_with_what_is_around_it(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(answer({"lede": TEXT, "text": "Other."})))
    (record,), _ = read_file(tmp_path / "a.json", columns={"text": "_source.lede"})
    assert record.article.text == TEXT


def test_what_stands_beside_a_hit_and_is_not_kept_is_named(tmp_path: Path) -> None:
    whole = hit(1, {"text": TEXT}) | {"highlight": {"text": ["<em>Five</em>"]}}
    (tmp_path / "a.jsonl").write_text(json.dumps(whole))
    said = [issue.reason for issue in read_file(tmp_path / "a.jsonl")[1]]
    assert said == ["“highlight” beside its records is not kept"]


@pytest.mark.parametrize("kind", ["private_group", "public_supergroup", "public_channel"])
@pytest.mark.parametrize("count", [1, 3])
def test_messages_of_one_chat_have_the_chat_as_source(
    tmp_path: Path, kind: str, count: int
) -> None:
    messages = [message(number, f"Sender {number}") for number in range(1, count + 1)]
    chat = {"name": "Новости Сахеля", "type": kind, "id": 7, "messages": messages}
    (tmp_path / "result.json").write_text(json.dumps(chat))
    records, issues = read_file(tmp_path / "result.json")
    assert losses(issues) == []
    assert [record.article.source for record in records] == ["Новости Сахеля"] * count
    assert [r.article.extra["from"] for r in records] == [m["from"] for m in messages]


def test_a_source_beside_a_list_is_that_of_the_records_without_one(tmp_path: Path) -> None:
    articles = [{"title": "A", "text": TEXT}, {"title": "B", "text": f"{TEXT}.", "source": "AFP"}]
    (tmp_path / "a.json").write_text(json.dumps({"source": "Radio Okapi", "articles": articles}))
    records, issues = read_file(tmp_path / "a.json")
    assert [record.article.source for record in records] == ["Radio Okapi", "AFP"]
    assert [issue.reason for issue in issues] == []


def test_the_title_of_a_record_of_wordpress_is_without_markup(tmp_path: Path) -> None:
    post = {
        "id": 11,
        "title": {"rendered": "Clash in Mocha &#8211; 4 <em>dead</em>"},
        "content": {"rendered": "<p>Four died in Mocha.</p>"},
    }
    (tmp_path / "a.json").write_text(json.dumps([post]))
    (record,), _ = read_file(tmp_path / "a.json")
    assert record.article.title == "Clash in Mocha – 4 dead"


SERVICES: dict[str, tuple[object, tuple[str | None, str | None, str | None, str | None]]] = {
    "JSON Feed": (
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Yemen Dispatch",
            "items": [
                {
                    "id": "1",
                    "title": "Taiz shelled",
                    "content_html": f"<p>{TEXT}</p>",
                    "date_published": "2024-02-12T10:00:00+03:00",
                    "authors": [{"name": "H. Saleh"}],
                }
            ],
        },
        ("Taiz shelled", "Yemen Dispatch", "2024-02-12", "H. Saleh"),
    ),
    "Reddit": (
        {
            "kind": "Listing",
            "data": {
                "children": [
                    {
                        "kind": "t3",
                        "data": {
                            "subreddit": "war",
                            "selftext": TEXT,
                            "title": "Mansila",
                            "created_utc": 1707732000.0,
                            "author": "u1",
                        },
                    }
                ]
            },
        },
        ("Mansila", "war", "2024-02-12", "u1"),
    ),
    "Mastodon": (
        [
            {
                "id": "1",
                "created_at": "2024-02-12T10:00:00.000Z",
                "content": f"<p>{TEXT}</p>",
                "account": {"acct": "kivu", "display_name": "Kivu Desk"},
                "reblog": None,
                "spoiler_text": "",
            }
        ],
        (None, "kivu", "2024-02-12", "Kivu Desk"),
    ),
    "Event Registry": (
        {
            "articles": {
                "results": [
                    {
                        "uri": "8001",
                        "isDuplicate": False,
                        "dateTimePub": "2024-02-12T09:50:00Z",
                        "title": "Emboscada",
                        "body": TEXT,
                        "source": {"uri": "eluni.example", "title": "El Uni"},
                        "authors": [{"name": "Ana Paz"}],
                    }
                ]
            }
        },
        ("Emboscada", "El Uni", "2024-02-12", "Ana Paz"),
    ),
}


@pytest.mark.parametrize("service", SERVICES)
def test_records_of_services_bring_title_source_day_and_author(
    tmp_path: Path, service: str
) -> None:
    value, (title, source, day, author) = SERVICES[service]
    (tmp_path / "a.json").write_text(json.dumps(value))
    (record,), _ = read_file(tmp_path / "a.json")
    article = record.article
    assert (article.text, article.source) == (TEXT, source)
    assert title is None or article.title == title
    assert (article.published or "")[:10] == day
    assert article.extra["author"] == author


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Текст статьи", "Дата публикации"),
        ("Texte intégral", "Date de publication"),
        ("Texto completo", "Fecha de publicación"),
        ("نص الخبر", "تاريخ النشر"),
        ("content_text", "posted_at"),
        ("news_text", "date_publish"),
    ],
)
def test_columns_are_known_by_what_the_world_calls_them(
    tmp_path: Path, text: str, day: str
) -> None:
    (tmp_path / "a.csv").write_text(f"nr,{text},{day}\n1,{TEXT},2024-02-12\n", "utf-8")
    (record,), _ = read_file(tmp_path / "a.csv")
    assert (record.article.text, record.article.published) == (TEXT, "2024-02-12")
