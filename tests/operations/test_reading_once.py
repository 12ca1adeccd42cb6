"""What has been read is not read again: neither for a second look, nor by the import behind a
preview. What somebody has changed since is.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import orjson
import pytest
from importing_verbs import import_files
from making import make_project
from project_dump import dump

from annotator.domain.records import Record
from annotator.formats.reader import ReadOptions
from annotator.operations.importing import reading
from annotator.operations.importing.import_choices import ImportChoices
from annotator.operations.importing.importer import bring_in
from annotator.operations.importing.previewing import preview
from annotator.operations.importing.read_process import Wanted
from annotator.operations.importing.readings import Kept, Readings
from annotator.store.project import Project
from annotator.workspace import Workspace

pytestmark = pytest.mark.file_only("files are read alike for both")


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each file is begun to be read, by its name."""
    count: Counter[str] = Counter()
    begin = reading.begin

    def counting(file: Path, *, kind: str, options: ReadOptions) -> reading.Reading:
        count[file.name] += 1
        return begin(file, kind=kind, options=options)

    monkeypatch.setattr(reading, "begin", counting)
    return count


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "p.annot", [])


def texts(project: Project) -> list[str]:
    return sorted(row[1] for row in dump(project)["article_text"])


def write(path: Path, text: str) -> Path:
    """Write a file that is younger than it was, however fast a test may be."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text)
    os.utime(path, ns=(before + 2_000_000_000, before + 2_000_000_000))
    return path


def test_an_import_does_not_read_again_what_its_preview_has_read(
    project: Project, tmp_path: Path, begun: Counter[str]
) -> None:
    paths = [write(tmp_path / name, f"The text of {name}.") for name in ("a.txt", "b.txt")]
    readings = Readings(kept=Kept())
    found = preview(project, paths, choices=ImportChoices(), readings=readings)
    report = bring_in(Workspace(project, "ada"), paths, choices=ImportChoices(), readings=readings)
    assert begun == {"a.txt": 1, "b.txt": 1}
    assert report.added.articles == found.report.added.articles == 2
    assert texts(project) == ["The text of a.txt.", "The text of b.txt."]


def test_a_file_that_was_changed_after_its_preview_is_read_again(
    project: Project, tmp_path: Path, begun: Counter[str]
) -> None:
    path = write(tmp_path / "a.txt", "The old text.")
    readings = Readings(kept=Kept())
    preview(project, [path], choices=ImportChoices(), readings=readings)
    write(path, "The new text.")
    bring_in(Workspace(project, "ada"), [path], choices=ImportChoices(), readings=readings)
    assert begun == {"a.txt": 2}
    assert texts(project) == ["The new text."]


def test_a_file_beside_that_was_changed_is_read_again(project: Project, tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Rebels took Marvale.")
    write(tmp_path / "a.ann", "T1\tACTOR 0 6\tRebels\n")
    readings = Readings(kept=Kept())
    preview(project, [path], choices=ImportChoices(), readings=readings)
    write(tmp_path / "a.ann", "T1\tACTOR 0 6\tRebels\nT2\tLOCATION 12 19\tMarvale\n")
    report = bring_in(Workspace(project, "ada"), [path], choices=ImportChoices(), readings=readings)
    assert report.added.spans == 2


def test_whose_work_files_are_is_told_without_reading_them_twice(
    project: Project, tmp_path: Path, begun: Counter[str]
) -> None:
    span = {"start": 0, "end": 6, "label": "ACTOR"}
    line = orjson.dumps({"text": "Rebels took Marvale.", "spans": [span]}).decode()
    paths = [write(tmp_path / f"{name}.jsonl", line) for name in ("ann", "bob")]
    report = import_files(
        project, paths, annotator="cy", as_annotations=True, named_annotators=True
    )
    assert [person.name for person in report.people] == ["ann", "bob"]
    assert begun == {"ann.jsonl": 1, "bob.jsonl": 1}


def test_what_is_read_otherwise_is_read_again(
    project: Project, tmp_path: Path, begun: Counter[str]
) -> None:
    path = write(tmp_path / "a.txt", "One line.\nAnother line.")
    readings = Readings(kept=Kept())
    for lines in (False, True):
        choices = ImportChoices(options=ReadOptions(article_a_line=lines))
        found = preview(project, [path], choices=choices, readings=readings)
    assert begun == {"a.txt": 2}
    assert found.report.added.articles == 2


def test_no_more_is_kept_than_there_is_room_for(tmp_path: Path, begun: Counter[str]) -> None:
    paths = [write(tmp_path / f"{n}.txt", "Words of a text. " * 100) for n in range(4)]
    wanted = [Wanted(path, "auto", ReadOptions()) for path in paths]
    readings = Readings(kept=Kept(most=7_000))
    first, again = (
        [[i.article.text for i in r.items if isinstance(i, Record)] for r in readings.of(wanted)]
        for _ in range(2)
    )
    assert first == again
    assert sorted(begun.values()) == [1, 1, 2, 2]


def test_what_was_not_read_to_its_end_is_not_kept(tmp_path: Path, begun: Counter[str]) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": "One."}\n{"text": "Two."}\n')
    readings = Readings(kept=Kept())
    wanted = [Wanted(path, "auto", ReadOptions())]
    left = readings.of(wanted)
    next(next(left).items)
    left.close()
    (whole,) = [list(one.items) for one in readings.of(wanted)]
    assert len(whole) == 2
    assert begun == {"a.jsonl": 2}
