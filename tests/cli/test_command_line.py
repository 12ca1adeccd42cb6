"""The commands as scripts meet them: exit status, standard output, standard error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import pytest
from making import TEXT, annotation, do, make_project
from project_places import put_nothing

from annotator.__main__ import COMMANDS, command_at
from annotator.cli import app as app_module
from annotator.cli.app import run
from annotator.domain.edits import Edit
from annotator.domain.values import ArticleStatus, Status
from annotator.operations import projects


@dataclass(frozen=True)
class Result:
    status: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        """Standard output as the one JSON object it must be."""
        found: dict[str, Any] = orjson.loads(self.out)
        assert self.out.count("\n") == 1
        return found


Command = Callable[..., Result]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    """Run a command in this process."""

    def call(*arguments: str | Path) -> Result:
        capsys.readouterr()
        status = run([*map(str, arguments), "--config-dir", str(tmp_path / "config")])
        captured = capsys.readouterr()
        return Result(status, captured.out, captured.err)

    return call


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one finished article of "ada"."""
    made = make_project(tmp_path / "p.annot")
    do(made, Edit("all", (), (annotation(), ArticleStatus(1, "ada", Status.DONE))))
    made.close()
    return tmp_path / "p.annot"


def test_new_makes_a_project_with_the_three_labels(command: Command, tmp_path: Path) -> None:
    place = put_nothing(tmp_path / "war.annot")
    assert command("new", place).status == 0
    labels = command("stats", place, "--json").report["suggestions"]["by_label"]
    assert list(labels) == ["ACTOR", "LOCATION", "FIGURE"]


@pytest.mark.file_only("compares the bytes of the file")
def test_new_never_replaces_a_project(command: Command, project: Path) -> None:
    before = project.read_bytes()
    result = command("new", project)
    assert (result.status, "exists already" in result.err) == (2, True)
    assert project.read_bytes() == before


def test_import_reports_what_came_in(command: Command, project: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Herat is calm.")
    (tmp_path / "b.txt").write_text(TEXT)
    report = command("import", project, tmp_path / "a.txt", tmp_path / "b.txt", "--json").report
    counts = {"articles": 1, "already_there": 1, "doubled": 0, "spans": 0}
    assert {name: report[name] for name in counts} == counts
    assert (report["rejected"], report["notes"], report["labels"]) == ([], [], [])
    assert [(f["format"], f["encodings"], f["articles"]) for f in report["files"]] == [
        ("text", ["utf-8"], 1)
    ] * 2


@pytest.mark.file_only("an address has no suffix")
def test_a_project_may_be_named_without_its_suffix(command: Command, project: Path) -> None:
    assert command("check", project.with_suffix("")).status == 0


def test_export_to_standard_output_is_records_alone(command: Command, project: Path) -> None:
    result = command("export", project, "-", "--annotator", "ada")
    assert result.report["text"] == TEXT
    assert "1 article exported with 1 span." in result.err


def test_export_from_somebody_else(command: Command, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "o.jsonl"
    assert command("export", project, out, "--annotator", "ben", "--from", "ada").status == 0
    assert orjson.loads(out.read_bytes())["_annotator_id"] == "ada"


def test_two_reports_do_not_fit_on_standard_output(command: Command, project: Path) -> None:
    result = command("export", project, "-", "--annotator", "ada", "--json")
    assert (result.status, result.out) == (2, "")


@pytest.mark.parametrize("split", ["80:20", "a:b:c", "-1:1:1", "0:0:0", "1:1:1/0"])
def test_a_split_that_is_none_is_refused(
    command: Command, project: Path, tmp_path: Path, split: str
) -> None:
    out = tmp_path / "out"
    result = command(
        "export", project, out, "--format", "spacy", "--annotator", "ada", "--split", split
    )
    assert (result.status, "is no split" in result.err, out.exists()) == (2, True, False)


def test_the_spacy_report_on_standard_output_is_the_one_beside_the_files(
    command: Command, project: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    result = command("export", project, out, "--format", "spacy", "--annotator", "ada", "--json")
    assert result.report == orjson.loads((out / "report.json").read_bytes())
    assert sorted(path.name for path in out.iterdir()) == [
        *("README.md", "annotation.guidelines.md", "dev.spacy", "report.json"),
        *("test.spacy", "train.spacy"),
    ]


def test_check_passes_on_a_sound_project(command: Command, project: Path) -> None:
    result = command("check", project, "--json")
    assert (result.status, result.report["ok"]) == (0, True)


def test_check_fails_on_a_spoilt_one(command: Command, project: Path) -> None:
    with projects.opened(str(project)) as opened, opened.writing() as connection:
        connection.exec_driver_sql("UPDATE annotation SET text = 'x'")
    result = command("check", project, "--json")
    assert (result.status, result.report["ok"]) == (1, False)
    assert "its quote is not" in result.err


@pytest.mark.file_only("a backup is a copy of a file")
def test_backup_goes_into_the_data_folder_with_its_date(command: Command, project: Path) -> None:
    copy = Path(command("backup", project, "--json").report["backup"])
    assert copy.parent == project.parent / "config" / "data" / "backups"
    assert command("check", copy).status == 0


@pytest.mark.file_only("a backup is a copy of a file")
def test_restore_puts_a_backup_back(command: Command, project: Path, tmp_path: Path) -> None:
    copy = command("backup", project, "--json").report["backup"]
    project.unlink()
    assert command("restore", copy, project).status == 0
    assert command("stats", project, "--json").report["annotations"]["total"] == 1


@pytest.mark.file_only("a backup is a copy of a file")
def test_restore_asks_for_force(command: Command, project: Path) -> None:
    copy = command("backup", project, "--json").report["backup"]
    assert command("restore", copy, project).status == 2
    aside = command("restore", copy, project, "--force", "--json").report["replaced"]
    assert command("check", aside).status == 0


def test_stats_for_people_is_a_table(command: Command, project: Path) -> None:
    out = command("stats", project).out
    assert "1 article" in out
    assert "ada" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ["stats"],
        ["stats", "p", "q"],
        ["stats", "p", "--nonsense"],
        ["import", "p", "x", "--format", "pdf"],
        ["import", "p", "x", "--as", "truth"],
        ["export", "p", "o", "--seed", "many"],
        ["nonsense"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_one_sentence(command: Command, arguments: list[str]) -> None:
    result = command(*arguments)
    assert (result.status, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert result.err.endswith(".\n") or result.err.endswith("?\n")


def test_what_nobody_foresaw_is_one_sentence_and_a_log(
    command: Command, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError("surprise")

    monkeypatch.setattr(projects, "stats", fails)
    result = command("stats", project)
    log = tmp_path / "config" / "logs" / "annotator.log"
    assert (result.status, result.err.count("\n")) == (2, 1)
    assert str(log) in result.err
    assert "ZeroDivisionError: surprise" in log.read_text()


def test_an_interruption_is_said_and_has_its_own_status(
    command: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupts(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(projects, "stats", interrupts)
    result = command("stats", project)
    assert (result.status, "Interrupted" in result.err) == (130, True)


@pytest.mark.parametrize("name", ["", *sorted(COMMANDS)])
def test_h_is_help(capsys: pytest.CaptureFixture[str], name: str) -> None:
    told = []
    for option in ("-h", "--help"):
        assert run([*name.split(), option]) == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[1] != ""


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        ([], None),
        (["war.annot"], None),
        (["stats", "p"], 0),
        (["--annotator", "stats"], None),
        (["--annotator", "ada", "stats", "p"], 2),
        (["--config-dir=x", "stats"], 1),
        (["./stats"], None),
        (["war.annot", "stats"], None),
        (["--", "stats"], None),
        (["--help"], 0),
        (["-h"], 0),
        (["war.annot", "--help"], 1),
        (["--theme", "dark", "stats", "p"], 2),
        (["--version"], 0),
    ],
    ids=str,
)
def test_a_command_is_told_from_a_project(arguments: list[str], place: int | None) -> None:
    assert command_at(arguments) == place


def python(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
    )


def test_python_m_annotator_runs_commands(project: Path) -> None:
    done = python("-m", "annotator", "--annotator", "ada", "export", project, "-")
    assert (done.returncode, orjson.loads(done.stdout)["text"]) == (0, TEXT)


@pytest.mark.file_only("a name in letters that no terminal has")
def test_reports_are_utf8_whatever_the_terminal_is(tmp_path: Path) -> None:
    target = tmp_path / "Кабул.annot"
    done = subprocess.run(
        [sys.executable, "-m", "annotator", "new", str(target), "--json"],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "ascii:replace", "LC_ALL": "C"},
    )
    assert orjson.loads(done.stdout) == {"project": str(target)}


@pytest.mark.skipif(sys.platform != "linux", reason="names must be UTF-8 elsewhere")
def test_a_report_may_name_a_project_that_is_not_utf8(tmp_path: Path) -> None:
    target = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.annot"))
    done = python("-m", "annotator", "new", target, "--json")
    assert json.loads(done.stdout) == {"project": str(target)}


def test_a_reader_that_goes_away_is_no_traceback(tmp_path: Path) -> None:
    make_project(tmp_path / "p.annot", [f"Kabul {n}. " + "x" * 5000 for n in range(200)]).close()
    command = [sys.executable, "-m", "annotator", "export", str(tmp_path / "p.annot"), "-"]
    with subprocess.Popen(
        [*command, "--status", "all"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        said = process.stderr.read().decode()
    assert "Traceback" not in said
    assert process.returncode == 1


def test_the_way_in_imports_nothing_slow() -> None:
    code = "import sys, annotator.__main__ as m; m.command_at(['p']); print(*sorted(sys.modules))"
    loaded = python("-c", code).stdout.split()
    slow = {"typer", "rich", "PySide6", "sqlalchemy", "sqlmodel", "spacy", "orjson"}
    assert slow.isdisjoint(loaded)


def test_help_needs_neither_the_database_nor_spacy_nor_qt() -> None:
    code = "import sys, annotator.__main__ as m; m.start(['--help']); print(*sys.modules)"
    loaded = python("-c", code).stdout.split()
    assert {"sqlalchemy", "spacy", "PySide6"}.isdisjoint(loaded)


def test_every_module_of_commands_is_registered() -> None:
    folder = Path(app_module.__file__).parent
    modules = {path.stem for path in folder.glob("*_commands.py")}
    assert modules == {place.split(".")[0] for place in COMMANDS.values()}


@pytest.mark.parametrize("former", ["kept", "unaided"])
def test_a_command_is_found_by_its_former_name(
    project_path: Path, former: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([former, str(project_path), "--json"]) == 0
    assert orjson.loads(capsys.readouterr().out)


def test_former_names_are_not_offered(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    offered = {line.split()[0] for line in capsys.readouterr().out.splitlines() if line.strip()}
    assert {"versions", "control-share"} <= offered
    assert not {"kept", "unaided"} & offered
