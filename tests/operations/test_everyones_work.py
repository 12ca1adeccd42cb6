"""Everyone's work leaves in one file that says of each record whose it is."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
import spacy
from importing_verbs import import_files
from making import annotation, do, make_project
from spacy.tokens import DocBin

from annotator.cli.app import run
from annotator.domain.edits import Edit
from annotator.domain.errors import ProjectError
from annotator.domain.outgoing import Content
from annotator.domain.splits import Split
from annotator.domain.values import ArticleStatus, Status
from annotator.formats.writers import TARGETS
from annotator.operations.exporting.export_formats import export
from annotator.operations.exporting.exporter import Choice
from annotator.operations.exporting.preflight import check
from annotator.store.project import Project

pytestmark = pytest.mark.file_only(
    "formats are written alike from both; test_exporting.py is for both"
)

TEXT = "Taliban fighters took Kunduz."
SPLIT = Split.parse("80:10:10")
EVERYONE = Choice("everyone")
NAMED = [name for name, target in TARGETS.items() if Content.ANNOTATORS in target.holds]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Ada and ben have finished the first article, ada has begun the second."""
    made = make_project(tmp_path / "p.annot", [TEXT, f"{TEXT} Again."])
    for name, end in (("ada", 7), ("ben", 16)):
        span = annotation(0, end, id=name, annotator=name, text=TEXT)
        do(made, Edit("all", (), (span, ArticleStatus(1, name, Status.DONE))), annotator=name)
    do(made, Edit("all", (), (ArticleStatus(2, "ada", Status.IN_PROGRESS),)))
    return made


def said(path: Path) -> list[tuple[str, list[str]]]:
    lines = map(orjson.loads, path.read_bytes().splitlines())
    return [(line["_annotator_id"], [s["text"] for s in line["spans"]]) for line in lines]


def test_each_annotator_who_has_finished_an_article_is_a_record(
    project: Project, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    export(project, out, EVERYONE, kind="jsonl", split=SPLIT)
    assert said(out) == [("ada", ["Taliban"]), ("ben", ["Taliban fighters"])]


def test_what_goes_out_is_counted_in_records(project: Project) -> None:
    do(project, Edit("all", (), (ArticleStatus(2, "ben", Status.DONE),)), annotator="ben")
    seen = check(project, EVERYONE, kind="jsonl", split=SPLIT)
    assert "3 records with 2 spans go out" in "\n".join(seen.sentences())
    assert seen.report.noun == "record"


def test_an_article_with_wide_characters_is_named_once(tmp_path: Path) -> None:
    made = make_project(tmp_path / "p.annot", ["Kunduz fell 🙂."])
    for name in ("ada", "ben"):
        do(made, Edit("done", (), (ArticleStatus(1, name, Status.DONE),)), annotator=name)
    assert len(check(made, EVERYONE, kind="jsonl", split=SPLIT).wide) == 1


def test_with_all_articles_those_who_have_begun_one_are_there_too(
    project: Project, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    export(project, out, Choice("everyone", tuple(Status)), kind="jsonl", split=SPLIT)
    assert [name for name, _ in said(out)] == ["ada", "ben", "ada"]


def test_work_comes_in_again_under_the_names_of_the_file(project: Project, tmp_path: Path) -> None:
    out, second = tmp_path / "out.jsonl", tmp_path / "second.jsonl"
    export(project, out, EVERYONE, kind="jsonl", split=SPLIT)
    again = make_project(tmp_path / "again.annot", [])
    import_files(again, [out], annotator="eve", as_annotations=True, named_annotators=True)
    export(again, second, EVERYONE, kind="jsonl", split=SPLIT)
    assert said(second) == said(out)


def test_documents_for_spacy_name_their_annotators_and_share_a_part(
    project: Project, tmp_path: Path
) -> None:
    export(project, tmp_path / "out", EVERYONE, kind="spacy", split=SPLIT)
    vocab = spacy.blank("en").vocab
    names = [
        [doc.user_data["annotator"] for doc in DocBin().from_disk(path).get_docs(vocab)]
        for path in sorted((tmp_path / "out").glob("*.spacy"))
    ]
    assert sorted(names) == [[], [], ["ada", "ben"]]


@pytest.mark.parametrize("kind", NAMED)
def test_a_format_with_names_takes_everyones_work(
    project: Project, tmp_path: Path, kind: str
) -> None:
    report = export(project, tmp_path / "out", EVERYONE, kind=kind, split=SPLIT)
    assert (report.articles, report.spans) == (2, 2)


@pytest.mark.parametrize("kind", [name for name in TARGETS if name not in NAMED])
def test_a_format_without_names_says_so_and_writes_nothing(
    project: Project, tmp_path: Path, kind: str
) -> None:
    with pytest.raises(ProjectError, match="no place for whose work an article is; choose one"):
        export(project, tmp_path / "out", EVERYONE, kind=kind, split=SPLIT)
    assert not (tmp_path / "out").exists()


def test_the_command_takes_everyone_and_a_span_key(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project.close()
    out = str(tmp_path / "out")
    told = ["export", str(tmp_path / "p.annot"), out, "--from", "everyone", "--annotator", "ada"]
    assert run([*told, "--format", "spacy", "--span-key", "mine", "--split", "100:0:0"]) == 0
    docs = DocBin().from_disk(tmp_path / "out" / "train.spacy").get_docs(spacy.blank("en").vocab)
    assert [len(doc.spans["mine"]) for doc in docs] == [1, 1]
    assert run([*told, "--format", "conll", "--span-key", "mine"]) == 2
    assert "--span-key is for spacy alone" in capsys.readouterr().err
