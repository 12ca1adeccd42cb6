"""Records that lie deeper in JSON than one list come in one by one, and nothing is glued."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from reading_verbs import losses, read_file

from annotator.operations.importing.import_choices import ImportChoices
from annotator.operations.importing.import_columns import columns_of

KONNA, SOFARA, GAO = (
    {"title": place, "text": f"Five people died in {place}."}
    for place in ("Konna", "Sofara", "Gao")
)
TEXTS = [article["text"] for article in (KONNA, SOFARA, GAO)]


def write(tmp_path: Path, value: object, name: str = "a.json") -> Path:
    file = tmp_path / name
    file.write_bytes(orjson.dumps(value, option=orjson.OPT_INDENT_2))
    return file


def texts_of(file: Path) -> list[str]:
    return [record.article.text for record in read_file(file)[0]]


def message(number: int, text: str) -> dict[str, object]:
    entities = [{"type": "plain", "text": text}] if text else []
    return {
        "id": number,
        "type": "message",
        "date": "2024-01-01T10:00:00",
        "from": "Somebody",
        "text": text,
        "text_entities": entities,
    }


@pytest.fixture
def telegram(tmp_path: Path) -> Path:
    chats = [
        {"name": "Sahel", "id": 1, "messages": [message(1, TEXTS[0]), message(2, TEXTS[1])]},
        {"name": "Kivu", "id": 2, "messages": [message(1, ""), message(2, TEXTS[2])]},
        {"name": "Empty", "id": 3, "messages": []},
    ]
    return write(tmp_path, {"about": "x", "chats": {"about": "y", "list": chats}})


def test_every_message_of_every_chat_is_an_article_of_its_chat(telegram: Path) -> None:
    records, issues = read_file(telegram)
    found = [(record.article.source, record.article.text) for record in records]
    assert found == [("Sahel", TEXTS[0]), ("Sahel", TEXTS[1]), ("Kivu", TEXTS[2])]
    assert losses(issues) == []


def test_a_chat_without_messages_is_named(telegram: Path) -> None:
    issues = read_file(telegram)[1]
    assert "1 of the 3 objects in “chats.list” hold no articles" in [i.reason for i in issues]


@pytest.mark.parametrize(
    "value",
    [
        [{"query": "a", "articles": [KONNA, SOFARA]}, {"query": "b", "articles": [GAO]}],
        {"a1": KONNA, "a2": SOFARA, "a3": GAO},
        {"2024-01-01": [KONNA], "2024-01-02": [SOFARA, GAO]},
        {"articles": [KONNA], "tweets": [SOFARA, GAO]},
        {"features": [{"name": "tokens"}], "rows": [{"row": a} for a in (KONNA, SOFARA, GAO)]},
        {"answer": {"pages": [{"results": [KONNA]}, {"results": [SOFARA, GAO]}]}},
        {"years": {"2023": {"articles": [KONNA]}, "2024": {"articles": [SOFARA, GAO]}}},
        {"message": "ok", "page": {"number": 1}, "results": [KONNA, SOFARA, GAO]},
        [{"message": "ok", "results": [KONNA, SOFARA, GAO]}],
        {"articles": {"article": [KONNA, SOFARA, GAO]}},
    ],
)
def test_every_record_is_an_article_wherever_it_lies(tmp_path: Path, value: object) -> None:
    assert texts_of(write(tmp_path, value)) == TEXTS


def test_a_line_with_a_page_of_records_gives_all_of_them(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    pages = [{"page": 1, "results": [KONNA, SOFARA]}, {"page": 2, "results": [GAO]}]
    file.write_bytes(b"\n".join(map(orjson.dumps, pages)))
    assert texts_of(file) == TEXTS


def test_what_stands_around_a_record_is_kept_with_it(tmp_path: Path) -> None:
    pages = [{"query": "sudan", "source": "AP", "articles": [KONNA]}]
    (record,), _ = read_file(write(tmp_path, pages))
    assert record.article.source == "AP"
    assert record.article.extra["within"] == {"query": "sudan", "source": "AP"}


def test_records_say_under_which_key_they_were(tmp_path: Path) -> None:
    records, _ = read_file(write(tmp_path, {"2024-01-01": [KONNA], "2024-01-02": [SOFARA]}))
    keys = [record.article.extra["within"]["under"] for record in records]
    assert keys == ["2024-01-01", "2024-01-02"]


def test_articles_in_an_object_beside_a_list_are_counted_as_not_taken(tmp_path: Path) -> None:
    file = write(tmp_path, {"tweets": [KONNA], "includes": {"tweets": [SOFARA, GAO]}})
    records, issues = read_file(file)
    assert len(records) == 1
    assert losses(issues) == ["“includes” beside its records holds 2 more articles: not taken"]


def test_a_text_beside_the_one_taken_is_named(tmp_path: Path) -> None:
    records, issues = read_file(write(tmp_path, [{"lang": "en", "a": KONNA, "b": SOFARA}]))
    assert [record.article.text for record in records] == TEXTS[:1]
    assert losses(issues) == ["record 1: 1 more text, in “b”, did not come in: only “a.text” did"]


def test_a_text_beside_the_one_taken_is_named_once(tmp_path: Path) -> None:
    file = write(tmp_path, {"a": KONNA, "b": SOFARA, "c": {"lang": "en"}})
    assert losses(read_file(file)[1]) == ["1 more text, in “b”, did not come in: only “a.text” did"]


def test_the_text_that_a_person_chose_is_not_named_as_left_out(tmp_path: Path) -> None:
    file = write(tmp_path, {"a": KONNA, "b": SOFARA, "c": {"lang": "en"}})
    records, issues = read_file(file, columns={"text": "b.text"})
    assert [record.article.text for record in records] == TEXTS[1:2]
    assert losses(issues) == []


def test_paragraphs_of_one_article_stay_one_and_are_counted(tmp_path: Path) -> None:
    parts = [{"text": text} for text in TEXTS]
    records, issues = read_file(write(tmp_path, [{"title": "Mali", "paragraphs": parts}]))
    assert len(records) == 1
    notes = [issue.reason for issue in issues]
    assert "its text was put together of the 3 objects in “paragraphs”" in notes


def test_comments_below_a_text_are_no_articles(tmp_path: Path) -> None:
    record = {**KONNA, "comments": [SOFARA, GAO]}
    assert texts_of(write(tmp_path, [record])) == TEXTS[:1]


def test_columns_to_choose_from_are_those_of_the_records_within(tmp_path: Path) -> None:
    file = write(tmp_path, [{"query": "a", "articles": [KONNA, SOFARA]}])
    table = columns_of(file, ImportChoices())
    assert table is not None
    assert table.guess["text"] == "text"
    records, _ = read_file(file, columns=table.guess)
    assert [record.article.text for record in records] == TEXTS[:2]


def test_a_record_by_id_without_a_text_is_refused_alone(tmp_path: Path) -> None:
    file = write(tmp_path, {"a1": KONNA, "a2": SOFARA, "a3": {"title": "No text"}})
    records, issues = read_file(file)
    assert [record.article.text for record in records] == TEXTS[:2]
    assert ["“a3”" in reason for reason in losses(issues)] == [True]


def test_a_list_without_a_key_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b'{[1], "articles": [{"text": "Rebels took Quxtown."}]}')
    _, issues = read_file(tmp_path / "a.json")
    assert issues
    assert [issue for issue in issues if "could not cope" in issue.reason] == []
