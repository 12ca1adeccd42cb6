# ruff: noqa: E501 (answers of services are easier to compare in long lines)
"""Known data sets and services are read by their columns and keys; others are asked about."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from reading_verbs import losses, read_file

NOTES = "On 16 February 2024, Red Front fighters attacked an army post. 12 soldiers were killed."
LONG = "; ".join(["Teachers (Quxia)", "Health Workers (Quxia)", "Journalists (Quxia)"] * 5)
ACLED = [
    {
        "event_id_cnty": f"QUX{number}",
        "event_date": "16 February 2024",
        "assoc_actor_1": LONG,
        "source": "Quxia Daily; Radio Marvale",
        "notes": f"{NOTES} ({number})",
        "fatalities": "12",
    }
    for number in (1, 2)
]


def test_a_long_post_is_whole(tmp_path: Path) -> None:
    post = {
        "id": "1",
        "author_id": "5",
        "created_at": "2024-04-08T09:00:00.000Z",
        "text": "Army says 12 fighters were …",
        "note_tweet": {"text": "Army says 12 fighters were killed in Quxtown on Monday."},
    }
    (tmp_path / "a.json").write_text(json.dumps({"data": [post]}))
    (record,), _ = read_file(tmp_path / "a.json")
    assert record.article.text == "Army says 12 fighters were killed in Quxtown on Monday."


def as_csv(rows: list[dict[str, Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def as_xlsx(rows: list[dict[str, Any]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ([*rows[0]], *(list(row.values()) for row in rows)):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


WAYS = {
    "a.csv": as_csv,
    "a.xlsx": as_xlsx,
    "a.json": lambda rows: json.dumps({"status": 200, "messages": [], "data": rows}).encode(),
    "a.jsonl": lambda rows: "\n".join(map(json.dumps, rows)).encode(),
}


@pytest.mark.parametrize("name", WAYS)
def test_one_data_set_gives_the_same_articles_in_whatever_file_it_is(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(WAYS[name](ACLED))
    records, issues = read_file(tmp_path / name)
    assert losses(issues) == []
    articles = [record.article for record in records]
    assert [(a.text, a.source, a.extra["event_date"], a.uid) for a in articles] == [
        (row["notes"], row["source"], "2024-02-16", row["event_id_cnty"]) for row in ACLED
    ]
    assert {a.extra["fatalities"] for a in articles} == {12}


@pytest.mark.parametrize("name", WAYS)
def test_what_was_taken_for_what_is_said_once(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(WAYS[name](ACLED))
    told = [
        issue.reason for issue in read_file(tmp_path / name)[1] if "it was read" in issue.reason
    ]
    assert told == [
        "it was read as ACLED: text from “notes”, source from “source”, id from "
        "“event_id_cnty”; “event_date” is the day of the event, not of an article: choose it as "
        "the date (published) to sort by it"
    ]


SERVICES: dict[str, tuple[Any, tuple[str | None, ...]]] = {
    "ReliefWeb": (
        {"count": 1, "data": [{"id": "7", "score": 1, "href": "x", "fields": {
            "title": "Flash update", "body": NOTES, "source": [{"name": "OCHA"}, {"name": "WFP"}],
            "url": "https://a.example/7", "date": {"created": "2024-02-16T08:00:00+00:00"}}}]},
        (NOTES, "Flash update", "OCHA; WFP", "2024-02-16T08:00:00+00:00", "https://a.example/7"),
    ),
    "The Guardian": (
        {"response": {"status": "ok", "results": [{"id": "w/1", "webTitle": "Clash",
            "webPublicationDate": "2024-02-16T08:00:00Z", "webUrl": "https://a.example/1",
            "fields": {"headline": "Clash in Quxtown", "body": f"<p>{NOTES}</p><p>More &amp; more.</p>"}}]}},
        (f"{NOTES}\n\nMore & more.", "Clash in Quxtown", "The Guardian", "2024-02-16T08:00:00Z",
         "https://a.example/1"),
    ),
    "The New York Times": (
        {"response": {"docs": [{"_id": "n1", "web_url": "https://a.example/2", "lead_paragraph": NOTES,
            "snippet": "S", "headline": {"main": "Clash", "kicker": None}, "source": "Example Times",
            "pub_date": "2024-02-16T08:00:00+0000"}], "meta": {"hits": 1}}},
        (NOTES, "Clash", "Example Times", "2024-02-16T08:00:00+0000", "https://a.example/2"),
    ),
    "NewsAPI": (
        {"status": "ok", "totalResults": 1, "articles": [{"source": {"id": None, "name": "Quxia Daily"},
            "author": "A", "title": "Clash", "description": "D", "url": "https://a.example/3",
            "urlToImage": None, "publishedAt": "2024-02-16T08:00:00Z", "content": NOTES}]},
        (NOTES, "Clash", "Quxia Daily", "2024-02-16T08:00:00Z", "https://a.example/3"),
    ),
    "WordPress": (
        [{"id": 5, "date": "2024-02-16T08:00:00", "date_gmt": "2024-02-16T07:00:00",
          "link": "https://a.example/5", "title": {"rendered": "Clash"},
          "content": {"rendered": f"<p>{NOTES}</p>\n", "protected": False}, "excerpt": {"rendered": ""}}],
        (NOTES, "Clash", None, "2024-02-16T08:00:00", "https://a.example/5"),
    ),
    "X (Twitter)": (
        [{"id_str": "9", "full_text": NOTES, "created_at": "Fri Feb 16 08:00:00 +0000 2024",
          "user": {"screen_name": "quxia"}}],
        (NOTES, NOTES, "quxia", "2024-02-16", None),
    ),
    "Telegram": (
        {"name": "Quxia watch", "type": "public_channel", "messages": [
            {"id": 1, "type": "service", "date": "2024-02-16T08:00:00", "text": "", "text_entities": []},
            {"id": 2, "type": "message", "date": "2024-02-16T08:01:00", "from": "Quxia watch",
             "text": [{"type": "bold", "text": "Quxtown:"}, " 12 died, says ",
                      {"type": "link", "text": "https://a.example"}, "."],
             "text_entities": [{"type": "bold", "text": "Quxtown:"}]}]},
        ("Quxtown: 12 died, says https://a.example.", "Quxtown: 12 died, says https://a.example.",
         "Quxia watch", "2024-02-16T08:01:00", None),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SERVICES)
def test_the_answer_of_a_service_is_read_by_its_keys(tmp_path: Path, name: str) -> None:
    answer, expected = SERVICES[name]
    (tmp_path / "a.json").write_text(json.dumps(answer))
    records, issues = read_file(tmp_path / "a.json")
    assert losses(issues) == []
    (article,) = (record.article for record in records)
    published = article.published if expected[3] else None
    facts = (article.text, article.title, article.source, published, article.url)
    assert facts == expected
    assert any(f"it was read as {name}: " in issue.reason for issue in issues)


def test_messages_without_words_are_passed_over_and_counted(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(SERVICES["Telegram"][0]))
    said = [issue.reason for issue in read_file(tmp_path / "a.json")[1]]
    assert "1 of its messages have no text (pictures, people joining) and were skipped" in said


def test_a_text_deeper_in_an_unknown_record_is_taken_with_a_note(tmp_path: Path) -> None:
    record = {"nr": 1, "doc": {"headline": "Clash", "body": NOTES}}
    (tmp_path / "a.json").write_text(json.dumps([record]))
    (record_read,), issues = read_file(tmp_path / "a.json")
    assert (record_read.article.text, record_read.article.title) == (NOTES, "Clash")
    said = "it was read with text from “doc.body”, title from “doc.headline”"
    assert [issue.reason for issue in issues] == [said]


def test_a_path_says_where_the_text_is(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"a": {"b": [{"c": NOTES}]}, "t": "x"}]))
    (record,), _ = read_file(tmp_path / "a.json", columns={"text": "a.b.c", "title": "t"})
    assert (record.article.text, record.article.title) == (NOTES, "x")


def test_a_record_in_which_no_text_is_named_names_what_there_is(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"q": NOTES, "r": {"s": "x"}}]))
    said = "none of its fields is named as the text of an article; say which one it is: “q”, “r.s”"
    assert losses(read_file(tmp_path / "a.json")[1]) == [f"record 1: {said}"]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("title,url,language", "say which one it is: “title”, “url”, “language”"),
        ("GLOBALEVENTID,SQLDATE,EventCode,SOURCEURL", "GDELT’s table of events"),
        ("Event ID,Event Text,CAMEO Code,Publisher", "it is ICEWS"),
    ],
)
def test_a_table_without_a_text_is_refused_and_says_what_it_has(
    tmp_path: Path, header: str, said: str
) -> None:
    row = ",".join(["https://a.example/world/2024/02/16/a-clash-in-the-town"] * header.count(","))
    (tmp_path / "a.csv").write_text(f"{header}\n1,{row}\n2,{row}\n")
    records, issues = read_file(tmp_path / "a.csv")
    assert records == []
    (loss,) = losses(issues)
    assert said in loss


def test_tags_and_references_of_a_cell_are_taken_out_with_a_note(tmp_path: Path) -> None:
    cell = (
        "<p>Rebels took <b>Quxtown</b> &amp; held it.</p><p>12 soldiers&nbsp;died &#8211; army.</p>"
    )
    (tmp_path / "a.csv").write_text(f'title,text\nA,"{cell}"\nB,"{cell}"\nC,3 < 4 & 5\n')
    records, issues = read_file(tmp_path / "a.csv")
    assert [record.article.text for record in records] == [
        *["Rebels took Quxtown & held it.\n\n12 soldiers died – army."] * 2,
        "3 < 4 & 5",
    ]
    assert records[0].article.raw == cell.encode()
    assert [i.reason for i in issues] == ["HTML tags and entities were removed from its texts"]


def test_a_text_that_spans_count_in_keeps_its_tags(tmp_path: Path) -> None:
    record = {"text": "<p>Homs</p>", "x": 1, "spans": [{"start": 3, "end": 7, "label": "LOCATION"}]}
    (tmp_path / "a.jsonl").write_text(json.dumps(record))
    (read,), _ = read_file(tmp_path / "a.jsonl")
    assert read.article.text == "<p>Homs</p>"


def test_days_in_any_form_come_in_as_they_sort(tmp_path: Path) -> None:
    days = ["Feb 18 2024", "2024-02-17", "2024-02-14T08:00:00Z", "16 February 2024", "02/15/2024"]
    rows = "\n".join(f"{day},Nothing new." for day in days)
    (tmp_path / "a.csv").write_text(f"date,text\n{rows}\n")
    read = [record.article.published for record in read_file(tmp_path / "a.csv")[0]]
    assert read == ["2024-02-18", "2024-02-17", "2024-02-14T08:00:00Z", "2024-02-16", "2024-02-15"]


def test_the_hashtags_of_posts_are_no_spans(tmp_path: Path) -> None:
    post = {"id": "9", "author_id": "4", "created_at": "2021-02-16T08:00:00.000Z",
            "text": "12 died &amp; 3 fled #Quxtown",
            "entities": {"hashtags": [{"start": 21, "end": 29, "tag": "Quxtown"}]}}  # fmt: skip
    (tmp_path / "posts.jsonl").write_text(json.dumps(post))
    (record,), issues = read_file(tmp_path / "posts.jsonl")
    assert losses(issues) == []
    assert (record.article.text, record.spans) == ("12 died & 3 fled #Quxtown", ())
    assert record.article.published == "2021-02-16T08:00:00.000Z"


def test_a_post_that_was_removed_is_no_article(tmp_path: Path) -> None:
    post = {"id": "a", "subreddit": "quxia", "created_utc": 1600000000, "title": "Blast"}
    posts = [post | {"selftext": said} for said in ("[removed]", "", "Two were killed in Quxtown.")]
    for name, data in (
        ("a.jsonl", "\n".join(map(json.dumps, posts)).encode()),
        ("a.csv", as_csv(posts)),
    ):
        (tmp_path / name).write_bytes(data)
        records, said = read_file(tmp_path / name)
        assert [record.article.text for record in records] == ["Two were killed in Quxtown."]
        assert losses(said) == [
            "it has no text any more, “[removed]” stands in its place",
            "it has no text",
        ]


def test_a_library_of_references_comes_in_by_its_abstracts(tmp_path: Path) -> None:
    row = {
        "Key": "ABCD1234",
        "Item Type": "newspaperArticle",
        "Author": "Diallo, M.",
        "Title": "Gunmen kill 20 in Quxia",
        "Publication Title": "Quxia Daily",
        "Url": "https://example.org/1",
        "Abstract Note": NOTES,
        "Date": "2019-01-02",
        "Notes": "",
    }
    (tmp_path / "a.csv").write_bytes(as_csv([row]))
    (record,), _ = read_file(tmp_path / "a.csv")
    article = record.article
    assert (article.text, article.title, article.source, article.published) == (
        NOTES, "Gunmen kill 20 in Quxia", "Quxia Daily", "2019-01-02",
    )  # fmt: skip


def test_a_list_of_addresses_says_that_it_holds_no_texts(tmp_path: Path) -> None:
    listed = {"url": "https://a.example/1", "title": "Blast in Quxtown kills 4"}
    listed |= {"seendate": "20210422T101500Z", "domain": "a.example", "language": "English"}
    (tmp_path / "a.json").write_text(json.dumps({"articles": [listed]}))
    records, said = read_file(tmp_path / "a.json")
    assert not records
    assert "holds their addresses and no texts" in losses(said)[0]
