"""Exports by several processes: the files and reports of one, and nothing left where one ends."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from pathlib import Path

import pytest
from making import annotation, do, make_project

from annotator.cli.app import run
from annotator.domain.edits import Edit
from annotator.domain.errors import AnnotatorError
from annotator.domain.pseudonyms import Key, Pseudonyms
from annotator.domain.splits import Split
from annotator.domain.values import ArticleStatus, MutedRange, Status
from annotator.operations.exporting import side_by_side
from annotator.operations.exporting.export_formats import export
from annotator.operations.exporting.export_report import ExportReport
from annotator.operations.exporting.exporter import Choice
from annotator.store.project import Project
from annotator.tasks import Cancelled, Progress

pytestmark = pytest.mark.file_only("a project on a server is exported by one process")
TEXTS = [f"Rebels took town {number} and left Kabul again." for number in range(7)]
GONE = 2  # the number of the article that is muted as a whole


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Seven articles, the second of which does not go out; an article is a batch."""
    monkeypatch.setattr(side_by_side, "_BATCH", 1)
    monkeypatch.setattr(side_by_side, "_FEWEST", 2)
    monkeypatch.setattr(side_by_side, "_FEWEST_FORKED", 2)
    made = make_project(tmp_path / "p.annot", TEXTS)
    rows = [
        row
        for number, text in enumerate(TEXTS, 1)
        for row in (
            annotation(0, 6, id=f"a{number}", article=number, text=text),
            annotation(31, 36, id=f"b{number}", article=number, label="LOCATION", text=text),
            ArticleStatus(number, "ada", Status.DONE),
        )
    ]
    gone = MutedRange("m", GONE, 0, len(TEXTS[GONE - 1]), "manual")
    do(made, Edit("all", (), (*rows, gone)))
    return made


def exported(project: Project, out: Path, kind: str, jobs: int) -> ExportReport:
    out.parent.mkdir(exist_ok=True)
    split = Split.parse("80:10:10")
    return export(project, out, Choice("ada"), kind=kind, split=split, jobs=jobs)


def content(folder: Path) -> dict[str, bytes]:
    """The files of an export, without the reports, which name where they lie."""
    files = [path for path in folder.rglob("*") if path.is_file() and "report" not in path.name]
    return {path.name: path.read_bytes() for path in files}


@pytest.mark.parametrize("kind", ["jsonl", "label-studio", "brat", "csv"])
def test_several_processes_write_what_one_does(project: Project, tmp_path: Path, kind: str) -> None:
    one = exported(project, tmp_path / "one" / "out", kind, 1)
    two = exported(project, tmp_path / "two" / "out", kind, 2)
    assert content(tmp_path / "two") == content(tmp_path / "one")
    assert two.to_json() == one.to_json()
    assert (two.articles, two.spans) == (6, 12)
    assert multiprocessing.active_children() == []


def most_processes(project: Project, out: Path) -> int:
    """How many processes are at work at most."""
    seen: list[int] = []
    progress = Progress(lambda done, total: seen.append(len(multiprocessing.active_children())))
    split = Split.parse("80:10:10")
    export(project, out, Choice("ada"), kind="jsonl", split=split, progress=progress, jobs=2)
    return max(seen)


@pytest.mark.parametrize(("fewest", "processes"), [(7, 2), (8, 0)])
def test_few_articles_are_written_by_one_process(
    project: Project,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fewest: int,
    processes: int,
) -> None:
    monkeypatch.setattr(side_by_side, "_FEWEST", fewest)
    monkeypatch.setattr(side_by_side, "_FEWEST_FORKED", fewest)
    assert most_processes(project, tmp_path / "out.jsonl") == processes


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("kind", ["jsonl", "brat"])
def test_a_cancelled_export_ends_its_processes_and_leaves_nothing(
    project: Project, tmp_path: Path, kind: str
) -> None:
    (tmp_path / "to").mkdir()
    progress = Progress(lambda done, total: progress.cancel() if done else None)
    with pytest.raises(Cancelled):
        export(
            project,
            tmp_path / "to" / "out",
            Choice("ada"),
            kind=kind,
            split=Split.parse("80:10:10"),
            progress=progress,
            jobs=2,
        )
    assert names(tmp_path / "to") == []
    assert multiprocessing.active_children() == []


def test_a_process_that_dies_ends_the_export_in_a_sentence(
    project: Project, tmp_path: Path
) -> None:
    (tmp_path / "to").mkdir()

    def kill(done: int, total: int) -> None:
        for child in multiprocessing.active_children():
            child.kill()
            child.join()

    with pytest.raises(AnnotatorError, match="was ended by SIGKILL, so nothing was written"):
        export(
            project,
            tmp_path / "to" / "out.jsonl",
            Choice("ada"),
            kind="jsonl",
            split=Split.parse("80:10:10"),
            progress=Progress(kill),
            jobs=2,
        )
    assert names(tmp_path / "to") == []


def test_the_command_takes_the_number_of_processes(project: Project, tmp_path: Path) -> None:
    project.close()
    for jobs in ("1", "2"):
        out = tmp_path / jobs / "out.jsonl"
        out.parent.mkdir()
        options = ["--annotator", "ada", "--jobs", jobs]
        assert run(["export", str(tmp_path / "p.annot"), str(out), *options]) == 1  # one left out
    assert content(tmp_path / "2") == content(tmp_path / "1")


_COPIED = """
import sys
from annotator.cli.app import run
from annotator.operations.exporting import side_by_side
side_by_side._BATCH, side_by_side._FEWEST_FORKED = 1, 2
for jobs in ("1", "2"):
    out = f"{sys.argv[2]}/{jobs}/out"
    run(["export", sys.argv[1], out, "--annotator", "ada", "--format", sys.argv[3], "--jobs", jobs])
print(side_by_side.can_fork())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied there alone")
@pytest.mark.parametrize("kind", ["jsonl", "brat"])
def test_copies_of_the_command_write_what_it_does(
    project: Project, tmp_path: Path, kind: str
) -> None:
    project.close()
    for jobs in ("1", "2"):
        (tmp_path / jobs).mkdir()
    arguments = [str(tmp_path / "p.annot"), str(tmp_path), kind]
    done = subprocess.run(
        [sys.executable, "-c", _COPIED, *arguments], check=True, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1] == "True"
    assert content(tmp_path / "2") == content(tmp_path / "1")


@pytest.mark.parametrize(("out", "kind"), [("-", "jsonl"), ("corpus", "spacy")])
def test_what_one_process_writes_is_said(
    project: Project,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    out: str,
    kind: str,
) -> None:
    project.close()
    options = ["--annotator", "ada", "--jobs", "2", "--format", kind]
    assert run(["export", str(tmp_path / "p.annot"), out, *options]) == 2
    assert "is written by one process" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["jsonl", "brat"])
def test_pseudonyms_are_counted_by_several_processes_as_by_one(
    project: Project, tmp_path: Path, kind: str
) -> None:
    told = []
    for jobs in (1, 2):
        names = Pseudonyms(Key({"annotator-1": "ada"}, {"person-1": ("Kabul",)}))
        out = tmp_path / str(jobs) / "out"
        out.parent.mkdir()
        choice = Choice("ada", pseudonyms=names)
        report = export(project, out, choice, kind=kind, split=Split.parse("80:10:10"), jobs=jobs)
        told.append((report.to_json(), dict(names.replaced), content(out.parent)))
    assert told[0][1] == {"person-1": 6}
    assert told[1] == told[0]
