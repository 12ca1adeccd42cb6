"""A disk that is full costs nothing that was there, and is said in one sentence."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import orjson
import pytest
from making import make_project

from annotator.operations import projects

pytestmark = pytest.mark.disk

LIMIT = 1_500_000
BEFORE = [f"Article {number} was there before." for number in range(20)]

pytestmark = pytest.mark.file_only("fills the disk on which the file is")


def annotator(*arguments: str | Path, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    def restrict() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [sys.executable, "-m", "annotator", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=restrict,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    make_project(tmp_path / "p.annot", BEFORE).close()
    return tmp_path / "p.annot"


def much(folder: Path) -> Path:
    """Three megabytes of articles."""
    texts = (f"Article {number} is new. " + "Kabul. " * 300 for number in range(1500))
    path = folder / "much.jsonl"
    path.write_bytes(b"".join(orjson.dumps({"text": text}) + b"\n" for text in texts))
    return path


def sound(path: Path) -> int:
    """The number of articles, once everything has been verified."""
    with projects.opened(str(path)) as project:
        report = projects.check(project)
    assert report.problems == ()
    return report.articles


def assert_one_sentence(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_an_import_that_does_not_fit_loses_nothing_and_can_go_on(
    project: Path, tmp_path: Path
) -> None:
    done = annotator("import", project, much(tmp_path), limit=LIMIT)
    assert_one_sentence(done)
    assert "not saved" in done.stderr
    kept = sound(project)
    assert kept >= len(BEFORE)
    done = annotator("import", project, much(tmp_path), "--json")
    assert (done.returncode, orjson.loads(done.stdout)["already_there"]) == (
        *(0, kept - len(BEFORE)),
    )
    assert sound(project) == len(BEFORE) + 1500


@pytest.mark.parametrize("kind", ["jsonl", "spacy"])
def test_an_export_that_does_not_fit_leaves_the_older_one(
    project: Path, tmp_path: Path, kind: str
) -> None:
    out = tmp_path / "out"
    arguments = ("export", project, out, "--format", kind, "--status", "all")
    assert annotator(*arguments).returncode == 0
    files = sorted(out.iterdir()) if out.is_dir() else [out]
    before = [path.read_bytes() for path in files]
    done = annotator(*arguments, limit=100)
    assert_one_sentence(done)
    assert "cannot be written" in done.stderr
    assert (sorted(out.iterdir()) if out.is_dir() else [out]) == files
    assert [path.read_bytes() for path in files] == before


def test_a_backup_that_does_not_fit_leaves_nothing_behind(project: Path, tmp_path: Path) -> None:
    done = annotator("backup", project, tmp_path / "copy.annot", limit=20_000)
    assert_one_sentence(done)
    assert [path.name for path in tmp_path.iterdir()] == ["p.annot"]


def test_a_project_that_does_not_fit_is_not_half_made(tmp_path: Path) -> None:
    assert_one_sentence(annotator("new", tmp_path / "p.annot", limit=20_000))
    assert list(tmp_path.iterdir()) == []


ON_A_SMALL_DISK = """
set -e
mount -t tmpfs -o size=2m tmpfs "$1"
cp "$2" "$1/p.annot"
status=0
"$3" -m annotator import "$1/p.annot" "$4" 2> "$5/said" || status=$?
echo $status > "$5/status"
cp "$1/p.annot" "$5/after.annot"
"$3" -m annotator check "$1/p.annot"
"""


@pytest.mark.skipif(sys.platform != "linux", reason="namespaces are Linux's")
def test_a_real_full_disk_loses_nothing(project: Path, tmp_path: Path) -> None:
    disk, result = tmp_path / "disk", tmp_path / "result"
    disk.mkdir()
    result.mkdir()
    unshare = ["unshare", "-rm", "sh", "-c"]
    possible = subprocess.run(
        [*unshare, 'mount -t tmpfs tmpfs "$1"', "sh", str(disk)], capture_output=True, check=False
    )
    if possible.returncode:
        pytest.skip(f"no disk of one's own here: {possible.stderr.decode().strip()}")
    places = [disk, project, sys.executable, much(tmp_path), result]
    done = subprocess.run(
        [*unshare, ON_A_SMALL_DISK, "sh", *map(str, places)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ,
    )
    assert done.returncode == 0, done.stderr
    said = (result / "said").read_text()
    assert (result / "status").read_text().strip() == "2"
    assert (said.count("\n"), "full" in said) == (1, True)
    assert sound(result / "after.annot") >= len(BEFORE)
