"""The wheel carries all the program needs and works away from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("elsewhere")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def run(installed: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed program from a folder that is no checkout."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "annotator", *arguments],
        cwd=installed,
        env=os.environ | {"PYTHONPATH": str(installed)},
        check=False,
        capture_output=True,
        text=True,
    )


def test_wheel_carries_resources_and_seeds(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("resources", "seeds"):
        for file in (ROOT / folder).rglob("*"):
            if file.is_file() and not {"__pycache__", "training"} & set(file.parts):
                assert f"annotator/_{folder}/{file.relative_to(ROOT / folder)}" in names


def test_wheel_leaves_the_training_at_home(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert not [name for name in names if "/training/" in name]


def test_wheel_carries_every_licence(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    licences = {name.partition("/licenses/")[2] for name in names} - {""}
    assert licences == {
        "LICENSE",
        "resources/gazetteer/LICENSES.md",
        "resources/pipeline/LICENSES.md",
        "resources/truecase/LICENSES.md",
    }


def test_seeds_in_the_wheel_are_the_bytes_of_the_checkout(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for file in (ROOT / "seeds").glob("*.txt"):
            assert archive.read(f"annotator/_seeds/{file.name}") == file.read_bytes()


def test_installed_program_imports_itself_from_elsewhere(installed: Path) -> None:
    code = "import annotator; print(annotator.__file__)"
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=installed,
        env=os.environ | {"PYTHONPATH": str(installed)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.startswith(str(installed))


def test_installed_program_highlights_a_sentence(installed: Path, tmp_path: Path) -> None:
    article = tmp_path / "one.jsonl"
    article.write_text('{"text": "Taliban fighters attacked Kandahar and killed 30 people."}\n')
    done = run(installed, "suggest", str(article), "--config-dir", str(tmp_path / "config"))
    assert done.returncode == 0, done.stderr
    spans = json.loads(done.stdout)["spans"]
    assert [span["label"] for span in spans] == ["ACTOR", "LOCATION", "FIGURE"]


def test_installed_program_makes_a_project(installed: Path, tmp_path: Path) -> None:
    project = tmp_path / "new.annot"
    done = run(installed, "new", str(project), "--config-dir", str(tmp_path / "config"))
    assert done.returncode == 0, done.stderr
    assert project.exists()


def test_spacy_loads_the_pipeline_by_itself(installed: Path) -> None:
    """In a script of anybody's that never imports the program."""
    code = (
        "import spacy; nlp = spacy.load('annotator/_resources/pipeline'); "
        "print([ent.label_ for ent in nlp('Taliban fighters attacked Kandahar.').ents])"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=installed,
        env=os.environ | {"PYTHONPATH": str(installed)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == "['ACTOR', 'LOCATION']", done.stderr


def test_wheel_carries_the_manual_page(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [n for n in archive.namelist() if n.endswith("data/share/man/man1/annotator.1")]
        assert archive.read(name) == (ROOT / "docs" / "annotator.1").read_bytes()
