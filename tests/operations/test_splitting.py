"""Exports are dealt out as asked, part no story, and keep what they have dealt out before."""

from __future__ import annotations

import random
from pathlib import Path

import orjson
import pytest
from making import annotation, do, new_article
from project_places import put_empty_project
from spacy.tokens import DocBin
from spacy.vocab import Vocab
from story_texts import article

from annotator.cli.app import run
from annotator.domain.edits import Edit
from annotator.domain.values import ArticleStatus, Status
from annotator.operations.stories import group_stories
from annotator.store.articles import article_rows
from annotator.store.project import open_project
from annotator.workspace import Workspace

COPY = "Update: "


def fill(path: Path, numbers: range, *, copied: bool = False) -> None:
    """Articles of one day each, finished by ada; with ``copied`` each of them twice, the second
    time three months later.
    """
    if numbers.start == 0:
        put_empty_project(path)
    project = open_project(path)
    with project.writing() as connection:
        for n in numbers:
            text = f"Kabul {n} {article(random.Random(n))}"
            days = (f"2024-01-{n % 28 + 1:02}", f"2024-04-{n % 28 + 1:02}")
            for day, front in [(days[0], ""), (days[1], COPY)][: 1 + copied]:
                made = new_article(front + text, published=day, source=f"site {n % 2}")
                article_rows.add_articles(connection, [made])
    with project.reading() as connection:
        known = article_rows.numbers(connection)
    rows = []
    for number in known[-len(numbers) * (1 + copied) :]:
        text = Workspace(project, "ada").article(number).text
        at = text.index("Kabul")
        more = {"id": f"a{number}", "article": number, "text": text, "label": "LOCATION"}
        rows += [annotation(at, at + 5, **more), ArticleStatus(number, "ada", Status.DONE)]
    do(project, Edit("all", (), tuple(rows)))
    group_stories(Workspace(project, "ada"))
    project.close()


def export(path: Path, out: Path, *options: str) -> dict[str, list[str]]:
    """Export DocBins; the texts by part."""
    command = ["export", str(path), str(out), "--annotator", "ada", "--format", "spacy", *options]
    assert run([*command, "--config-dir", str(out.parent / "cfg")]) == 0
    return {
        part: [doc.text for doc in DocBin().from_disk(out / f"{part}.spacy").get_docs(Vocab())]
        for part in ("train", "dev", "test")
    }


def story(text: str) -> str:
    return text.removeprefix(COPY)


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--split-by", "time"),
        ("--stratify", "label"),
        ("--stratify", "source"),
        ("--stratify", "date"),
    ],
    ids=" ".join,
)
def test_articles_that_tell_the_same_are_in_one_part(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    fill(tmp_path / "p.annot", range(20), copied=True)
    parts = export(tmp_path / "p.annot", tmp_path / "out", "--split", "50:25:25", *options)
    stories = {part: {story(text) for text in texts} for part, texts in parts.items()}
    assert sum(map(len, parts.values())) == 40
    assert sum(map(len, stories.values())) == 20


def test_by_time_the_newest_are_the_test(tmp_path: Path) -> None:
    fill(tmp_path / "p.annot", range(20))
    parts = export(tmp_path / "p.annot", tmp_path / "out", "--split-by", "time")
    numbers = [[int(text.split()[1]) for text in parts[name]] for name in parts]
    assert [len(some) for some in numbers] == [16, 2, 2]
    assert [n for some in numbers for n in some] == list(range(20))


def test_by_time_a_story_is_as_new_as_its_newest_article(tmp_path: Path) -> None:
    fill(tmp_path / "p.annot", range(1), copied=True)
    fill(tmp_path / "p.annot", range(1, 20))
    parts = export(tmp_path / "p.annot", tmp_path / "out", "--split-by", "time")
    assert [text.removeprefix(COPY).split()[1] for text in parts["test"]] == ["0", "0"]


def test_a_split_that_was_dealt_is_kept_as_the_project_grows(tmp_path: Path) -> None:
    fill(tmp_path / "p.annot", range(20))
    first = export(tmp_path / "p.annot", tmp_path / "one", "--stratify", "source")
    fill(tmp_path / "p.annot", range(20, 50))
    keep = ("--keep-split", str(tmp_path / "one" / "report.json"))
    second = export(tmp_path / "p.annot", tmp_path / "two", "--stratify", "source", *keep)
    assert all(set(first[part]) <= set(second[part]) for part in first)
    assert [len(second[part]) for part in first] == [40, 5, 5]


def test_the_report_says_how_and_which_version_this_is(tmp_path: Path) -> None:
    fill(tmp_path / "p.annot", range(6))
    options = ("--split-by", "time", "--seed", "3", "--dataset-version", "1.2")
    export(tmp_path / "p.annot", tmp_path / "out", *options)
    report = orjson.loads((tmp_path / "out" / "report.json").read_bytes())
    split = report["split"]
    assert report["dataset_version"] == "1.2"
    assert (split["shares"], split["seed"], split["by"]) == ("80:10:10", 3, "time")
    counts = {part: len(split["articles"][part]) for part in split["articles"]}
    assert counts == {part: report["parts"][part]["articles"] for part in report["parts"]}


def test_the_version_stands_in_the_card(tmp_path: Path) -> None:
    fill(tmp_path / "p.annot", range(3))
    out = tmp_path / "out"
    command = ["export", str(tmp_path / "p.annot"), str(out), "--annotator", "ada"]
    more = ["--format", "huggingface", "--dataset-version", "1.2"]
    assert run([*command, *more, "--config-dir", str(tmp_path / "cfg")]) == 0
    assert "Version 1.2." in (out / "README.md").read_text()


def test_a_report_that_says_nothing_of_parts_is_refused_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(tmp_path / "p.annot", range(2))
    (tmp_path / "r.json").write_text("{}")
    out = tmp_path / "out"
    command = ["export", str(tmp_path / "p.annot"), str(out), "--format", "spacy"]
    more = ["--keep-split", str(tmp_path / "r.json"), "--config-dir", str(tmp_path / "cfg")]
    assert run([*command, *more]) == 2
    assert "does not say how articles were dealt out" in capsys.readouterr().err
    assert not out.exists()
