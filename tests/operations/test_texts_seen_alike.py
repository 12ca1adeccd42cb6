"""Texts that differ only in signs nobody sees are one article, whoever worked on which of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import make_project
from merge_verbs import send
from reviewed_project import work_on

from annotator.operations.sharing import looking_alike, merging
from annotator.operations.sharing.merge_report import issues
from annotator.store.articles.article_rows import numbers
from annotator.tasks import Progress
from annotator.workspace import Workspace

TEXT = "Rebels took Quxtown on Monday and 12 soldiers died."
PLACES = (("Rebels", "ACTOR"), ("Quxtown", "LOCATION"), ("12", "FIGURE"))


@pytest.mark.parametrize(
    "other",
    [
        TEXT + "\n",
        TEXT.replace("on Monday", "on\u00a0Monday"),
        TEXT.replace("soldiers", "sol\u00addiers"),
        "\u200b" + TEXT,
        TEXT.replace(" on ", "  on "),
        TEXT.replace(" and ", "\nand "),
    ],
    ids=["end", "no-break", "soft hyphen", "no width", "two spaces", "line end"],
)
def test_a_colleagues_work_on_such_a_text_is_work_on_this_one(tmp_path: Path, other: str) -> None:
    here = make_project(tmp_path / "here.annot", [TEXT])
    there = make_project(tmp_path / "there.annot", [other])
    work_on(here, "ann", 1, TEXT, PLACES)
    work_on(there, "bob", 1, other, PLACES)
    report = merging.merge_files(Workspace(here, "lead"), [send(there, tmp_path / "b.annwork")])
    with here.reading() as connection:
        assert numbers(connection) == [1]
    spans = [(item.label, item.text) for item in Workspace(here, "bob").article(1).annotations]
    assert spans == [(label, words) for words, label in PLACES]
    assert any("differs here only in what nobody sees" in x for x in issues(report))


def test_a_span_with_unseen_signs_in_it_stands_at_the_signs_that_are_seen(tmp_path: Path) -> None:
    here_text = "Café owners in São Paulo said 12 000 fled to Al\u2011Bab and \u0141\u00f3d\u017a."
    there_text = (
        "Cafe\u0301 own\u00aders in Sa\u0303o\u200b Paulo said\u00a012\u00a0000\n"
        "fled to \u200fAl\u2011Bab\u200f  and \u0141o\u0301dz\u0301.\n"
    )
    places = [
        ("Cafe\u0301 own\u00aders", "ACTOR"),
        ("Sa\u0303o\u200b Paulo", "LOCATION"),
        ("12\u00a0000", "FIGURE"),
        ("Al\u2011Bab\u200f", "LOCATION"),
        ("\u0141o\u0301dz\u0301", "LOCATION"),
    ]
    here = make_project(tmp_path / "here.annot", [here_text])
    there = make_project(tmp_path / "there.annot", [there_text])
    work_on(there, "bob", 1, there_text, places)
    merging.merge_files(Workspace(here, "lead"), [send(there, tmp_path / "b.annwork")])
    spans = [item.text for item in Workspace(here, "bob").article(1).annotations]
    assert spans == ["Café owners", "São Paulo", "12 000", "Al\u2011Bab", "\u0141\u00f3d\u017a"]


def test_such_texts_are_two_articles_where_that_is_wished(tmp_path: Path) -> None:
    here = make_project(tmp_path / "here.annot", [TEXT])
    there = make_project(tmp_path / "there.annot", [TEXT + "\n"])
    work_on(there, "bob", 1, TEXT, PLACES)
    sent = send(there, tmp_path / "b.annwork")
    assert looking_alike.looking_alike(here, [sent], Progress()) == 1
    merging.merge_files(Workspace(here, "lead"), [sent], join_alike=False)
    assert len(Workspace(here, "bob").article(2).annotations) == len(PLACES)
    assert Workspace(here, "bob").article(1).annotations == ()
    assert looking_alike.looking_alike(here, [sent], Progress()) == 0


def test_a_colleague_in_another_spelling_is_named(tmp_path: Path) -> None:
    here, there = (make_project(tmp_path / f"{name}.annot", [TEXT]) for name in ("a", "b"))
    work_on(here, "ann", 1, TEXT, PLACES)
    work_on(there, "Ann", 1, TEXT, PLACES)
    report = merging.merge_files(Workspace(here, "lead"), [send(there, tmp_path / "b.annwork")])
    said = "its Ann may be the same person as “ann” here"
    assert any(said in sentence for sentence in issues(report))


def test_another_text_under_the_same_title_is_an_article_of_its_own(tmp_path: Path) -> None:
    first = "Herat\n\nHerat is calm."
    second = "Herat\n\nHerat is calm today."
    here, there = (
        make_project(tmp_path / "a.annot", [first]),
        make_project(tmp_path / "b.annot", [second]),
    )
    work_on(there, "bob", 1, second, [("Herat", "LOCATION")])
    merging.merge_files(Workspace(here, "lead"), [send(there, tmp_path / "b.annwork")])
    with here.reading() as connection:
        assert len(numbers(connection)) == 2
