"""An export takes the place of an earlier one, and of nothing else unless it is told to."""

from __future__ import annotations

from pathlib import Path

import pytest
from reviewed_project import make_reviewed

from annotator.cli.app import FAILED, OK, run
from annotator.formats.writers import TARGETS

pytestmark = pytest.mark.file_only("files are written alike from both")
FILES = [name for name, target in TARGETS.items() if target.suffix]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in which ann has finished two articles; the folder is the working one."""
    monkeypatch.chdir(tmp_path)
    make_reviewed(Path("p.annot")).close()
    return Path("p.annot")


def export(out: str, kind: str, *more: str) -> int:
    return run(["export", "p.annot", out, "--from", "ann", "--format", kind, *more])


@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_no_export_has_written_stays(
    project: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    Path("out").write_bytes(b"my notes")
    assert export("out", kind) == FAILED
    assert Path("out").read_bytes() == b"my notes"
    assert sorted(path.name for path in Path().iterdir()) == ["out", "p.annot"]
    said = capsys.readouterr().err.splitlines()
    assert said == [
        "out is there already and is not as an export has written it; choose another name, or "
        "replace it with --force."
    ]


@pytest.mark.parametrize("kind", FILES)
def test_it_is_replaced_where_that_is_asked_for(project: Path, kind: str) -> None:
    Path("out").write_bytes(b"my notes")
    assert export("out", kind, "--force") == OK
    assert Path("out").read_bytes() != b"my notes"


@pytest.mark.parametrize("kind", [*FILES, "spacy"])
def test_an_earlier_export_is_replaced_as_often_as_one_likes(project: Path, kind: str) -> None:
    for _ in range(3):
        assert export("out", kind) == OK
    assert export("out", kind, "--status", "all", "--dataset-version", "2") == OK


@pytest.mark.parametrize("kind", ["jsonl", "conll"])
def test_an_export_takes_the_place_of_one_in_another_format(project: Path, kind: str) -> None:
    assert export("out", "csv") == OK
    assert export("out", kind) == OK


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("name", ["out", "out.card.md", "out.guidelines.md"])
def test_what_somebody_has_changed_since_stays(
    project: Path, capsys: pytest.CaptureFixture[str], kind: str, name: str
) -> None:
    assert export("out", kind) == OK
    changed = Path(name).read_bytes() + b"By hand.\n"
    Path(name).write_bytes(changed)
    capsys.readouterr()
    assert export("out", kind) == FAILED
    assert capsys.readouterr().err.startswith(f"{name} is there already and is not as an export")
    assert Path(name).read_bytes() == changed
    assert export("out", kind, "--force") == OK
    assert Path(name).read_bytes() != changed


def test_the_controls_of_label_studio_that_somebody_has_changed_stay(project: Path) -> None:
    assert export("out", "label-studio") == OK
    path = Path("out.config.xml")
    changed = path.read_bytes().replace(b"</View>", b"<Header/></View>")
    path.write_bytes(changed)
    assert export("out", "label-studio") == FAILED
    assert path.read_bytes() == changed


@pytest.mark.parametrize("name", ["train.spacy", "README.md", "annotation.guidelines.md"])
def test_in_a_folder_for_spacy_it_is_the_same(project: Path, name: str) -> None:
    assert export("out", "spacy") == OK
    path = Path("out", name)
    changed = path.read_bytes() + b"By hand.\n"
    path.write_bytes(changed)
    assert export("out", "spacy") == FAILED
    assert path.read_bytes() == changed
    assert export("out", "spacy", "--force") == OK
    assert path.read_bytes() != changed


def test_other_files_in_a_folder_for_spacy_bother_nobody(project: Path) -> None:
    Path("out").mkdir()
    Path("out", "config.cfg").write_bytes(b"mine")
    assert export("out", "spacy") == OK
    assert Path("out", "config.cfg").read_bytes() == b"mine"


@pytest.mark.parametrize("kind", ["brat", "huggingface"])
def test_a_folder_is_never_replaced(project: Path, kind: str) -> None:
    Path("out").mkdir()
    Path("out", "mine").write_bytes(b"mine")
    assert export("out", kind, "--force") == FAILED
    assert [path.name for path in Path("out").iterdir()] == ["mine"]


def test_an_empty_file_is_nothing_to_lose(project: Path) -> None:
    Path("out").touch()
    assert export("out", "jsonl") == OK


def test_looking_ahead_says_nothing_of_what_is_there(project: Path) -> None:
    Path("out").write_bytes(b"my notes")
    assert export("out", "jsonl", "--check") == OK
