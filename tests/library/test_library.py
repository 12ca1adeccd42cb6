"""The program as a library: the page that teaches it is run as it stands, on a real project."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from making import annotation, do, make_project
from reviewed_project import SECOND, WORKS, make_reviewed
from spoiling import spoil

import annotator
from annotator.domain.edits import Edit
from annotator.domain.errors import InputError, ProjectError
from annotator.domain.gold import GOLD
from annotator.domain.values import ArticleStatus, MutedRange, Status
from annotator.library.spacy_corpus import gold_corpus

PAGE = Path(__file__).parents[2] / "docs" / "library.md"
CODE = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
pytestmark = pytest.mark.file_only("the library opens projects by their paths")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project in which ann and bob have finished two articles."""
    made = tmp_path / "news.annot"
    make_reviewed(made).close()
    return made


def test_the_code_of_the_page_runs_as_it_stands(path: Path) -> None:
    code = "\n".join(CODE.findall(PAGE.read_text(encoding="utf-8")))
    done = subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-c", code],
        cwd=path.parent,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "('ann', 'bob')" in done.stdout
    assert "LOCATION Kunduz" in done.stdout
    assert "30 30 killed" in done.stdout
    assert "LOCATION Goma" in done.stdout
    assert (path.parent / "corpus" / "train.spacy").exists()


def test_the_work_is_that_of_the_one_named(path: Path) -> None:
    with annotator.open_project(path) as project:
        for name, works in WORKS.items():
            given = [
                [(r.article.text[s.start : s.end], s.label) for s in r.spans]
                for r in project.annotations(name)
            ]
            assert given == [list(places) for places in works.values()]


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        ("UPDATE article_text SET extra = '{broken' WHERE article_id = 1", "further keys"),
        ("UPDATE article_text SET text = CAST(x'ff54' AS TEXT) WHERE article_id = 1", "a text in"),
        ("UPDATE article SET source = x'4142' WHERE id = 1", "wrong kind"),
    ],
)
def test_articles_passes_over_what_is_damaged_and_names_it(
    path: Path, damage: str, why: str
) -> None:
    spoil(path, damage)
    with (
        annotator.open_project(path) as project,
        pytest.warns(annotator.LeftOutWarning, match=why) as warned,
    ):
        texts = [article.text for article in project.articles()]
    assert texts == [SECOND]
    assert len(warned) == 1


def test_gold_is_what_is_signed_off_alone(path: Path) -> None:
    with annotator.open_project(path) as project:
        assert list(project.gold()) == []


def test_a_name_that_nobody_has_is_refused_with_those_there_are(path: Path) -> None:
    with (
        annotator.open_project(path) as project,
        pytest.raises(ProjectError, match="“ann”, “bob”"),
    ):
        list(project.annotations("zoe"))


def test_what_is_not_given_out_is_named(tmp_path: Path) -> None:
    text = "Kabul fell.\nFollow us."
    made = make_project(tmp_path / "p.annot", [text])
    rows = (
        annotation(12, 18, id="a", text=text),
        MutedRange("m", 1, 12, 22, "manual"),
        ArticleStatus(1, "ada", Status.DONE),
    )
    do(made, Edit("all", (), rows))
    made.close()
    with (
        annotator.open_project(tmp_path / "p.annot") as project,
        pytest.warns(annotator.LeftOutWarning, match="“Follow”.*muted"),
    ):
        (record,) = project.annotations("ada")
    assert record.article.text == "Kabul fell.\n"


def test_a_format_there_is_not_is_refused_with_those_there_are(path: Path) -> None:
    with annotator.open_project(path) as project, pytest.raises(InputError, match="jsonl, spacy"):
        project.export(path.parent / "out", "ann", format="excel")


def test_spacy_train_reads_the_examples_of_a_project(path: Path) -> None:
    nlp = spacy.blank("en")
    examples = list(gold_corpus(str(path), "ann")(nlp))
    entities = [[(e.text, e.label_) for e in each.reference.ents] for each in examples]
    assert entities == [list(places) for places in WORKS["ann"].values()]


def test_the_parts_of_a_project_are_those_of_an_export(path: Path) -> None:
    nlp = spacy.blank("en")
    parts = [
        [each.text for each in gold_corpus(str(path), "ann", part, split="50:25:25", seed=3)(nlp)]
        for part in ("train", "dev", "test")
    ]
    with annotator.open_project(path) as project:
        report = project.export(
            path.parent / "out", "ann", format="spacy", split="50:25:25", seed=3
        )
        texts = [record.article.text for record in project.annotations("ann")]
    assert [len(part) for part in parts] == [part.articles for part in report.parts.values()]
    assert sorted(text for part in parts for text in part) == sorted(texts)


@pytest.mark.training
def test_spacy_train_takes_a_project_by_its_path(path: Path) -> None:
    folder = path.parent
    spacy_run(folder, "init", "config", "plain.cfg", "--lang", "en", "--pipeline", "ner")
    config = spacy.util.load_config(folder / "plain.cfg")
    reader = {"@readers": "annotator.Gold.v1", "path": "news.annot", "annotator": "ann"}
    config["corpora"] = {"train": reader, "dev": reader}
    config["training"] |= {"max_steps": 4, "eval_frequency": 2}
    config.to_disk(folder / "config.cfg")
    spacy_run(folder, "train", "config.cfg", "--output", "out")
    assert (folder / "out" / "model-last" / "ner").is_dir()


def spacy_run(folder: Path, *words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "spacy", *words], cwd=folder, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_part_there_is_not_is_refused(path: Path) -> None:
    with pytest.raises(InputError, match="train, dev, test, all"):
        gold_corpus(str(path), GOLD, "training")


def test_importing_the_package_loads_nothing(path: Path) -> None:
    code = "import annotator, sys; print(annotator.__version__, 'sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [annotator.__version__, "False"]
