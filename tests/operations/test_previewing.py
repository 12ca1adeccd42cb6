"""A preview reads what an import reads, says what it would do, and writes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from making import TEXT, make_project
from project_dump import dump

from annotator.domain.errors import InputError
from annotator.operations.importing import previewing
from annotator.operations.importing.import_choices import FileChoices
from annotator.operations.importing.import_report import Preview
from annotator.operations.importing.importer import ImportChoices, bring_in
from annotator.operations.importing.previewing import preview
from annotator.store.project import Project
from annotator.tasks import Cancelled, Progress
from annotator.workspace import Workspace

PAGE = "Kunduz falls\n\nFighters took Kunduz.\n\nLEAVE A REPLY\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "p.annot")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "a.txt").write_text(PAGE)
    (folder / "b.txt").write_bytes("Caf\u00e9 — donâ€™t.".encode())
    (folder / "c.txt").write_bytes("Кабул взят, сообщил во вторник губернатор.".encode("cp1251"))
    (folder / "d.txt").write_text(TEXT)
    (folder / "e.txt").write_text(PAGE)
    (folder / "f.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    records: list[dict[str, Any]] = [
        {"text": "Ada is here.", "spans": [span(0, 3, "PER"), span(7, 11, "WEAPON")]},
        {"text": "Broken", "spans": [span(4, 90, "PER")]},
    ]
    data = b"".join(orjson.dumps(record) + b"\n" for record in records)
    (folder / "g.jsonl").write_bytes(data + b"{broken\n")
    return folder


def span(start: int, end: int, label: str) -> dict[str, Any]:
    return {"start": start, "end": end, "label": label}


def look(project: Project, *paths: Path, **choices: Any) -> Preview:
    return preview(project, list(paths), choices=ImportChoices(**choices))


def test_nothing_is_written(project: Project, inbox: Path) -> None:
    before = dump(project)
    look(project, inbox, new_labels=True)
    assert dump(project) == before


@pytest.mark.parametrize(
    "choices",
    [
        {},
        {"new_labels": True},
        {"labels": {"PER": "LOCATION", "WEAPON": ""}},
        {"repair": False, "mute": False},
        {"as_annotations": True},
    ],
)
def test_the_import_does_what_the_preview_said(
    project: Project, inbox: Path, choices: dict[str, Any]
) -> None:
    said = look(project, inbox, **choices).report
    done = bring_in(Workspace(project, "ada"), [inbox], choices=ImportChoices(**choices))
    assert done.to_json() == said.to_json()


def test_counts_say_what_is_new_there_already_and_doubled(project: Project, inbox: Path) -> None:
    report = look(project, inbox).report
    counts = (report.added.articles, report.already_there, report.doubled, report.added.spans)
    assert counts == (5, 1, 1, 1)
    assert {(Path(r.file).name, r.line) for r in report.rejections} == {
        ("f.txt", None),
        ("g.jsonl", 1),
        ("g.jsonl", 2),
        ("g.jsonl", 3),
    }


def test_each_file_has_its_kind_and_encoding(project: Project, inbox: Path) -> None:
    found = {Path(f.file).name: (f.kind, f.encodings) for f in look(project, inbox).report.files}
    assert found["c.txt"] == ("text", ["cp1251"])
    assert found["g.jsonl"] == ("jsonl", ["utf-8"])


def test_encoding_and_kind_of_a_file_can_be_changed(project: Project, inbox: Path) -> None:
    files = {
        str(inbox / "c.txt"): FileChoices(encoding="koi8-r"),
        str(inbox / "g.jsonl"): FileChoices(kind="text"),
    }
    by_name = {Path(f.file).name: f for f in look(project, inbox, files=files).report.files}
    assert by_name["c.txt"].encodings == ["koi8-r"]
    assert (by_name["g.jsonl"].kind, by_name["g.jsonl"].articles) == ("text", 1)
    assert by_name["b.txt"].encodings == ["utf-8"]


def test_columns_of_a_file_can_be_chosen(project: Project, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("title,body,other\nOne,The words of one,Something else of one\n")
    files = {str(file): FileChoices(columns={"text": "other", "title": ""})}
    (shown,) = look(project, file, files=files).first
    assert shown.record.article.text == shown.record.article.title == "Something else of one"


def test_the_first_articles_are_shown_as_they_will_be(project: Project, inbox: Path) -> None:
    first = look(project, inbox).first
    page = first[0]
    assert [page.record.article.text[m.start : m.end] for m in page.muted] == ["LEAVE A REPLY"]
    assert first[1].record.article.text == "Caf\u00e9 — don’t."
    assert [s.label for s in first[4].record.spans] == ["ACTOR"]


def test_repairs_are_counted_and_shown(project: Project, inbox: Path) -> None:
    repairs = look(project, inbox).report.repairs
    assert (repairs.articles, repairs.places) == (1, 1)
    assert str(repairs.samples[0]) == "“Caf\u00e9 — donâ€™t.” → “Caf\u00e9 — don’t.”"


def test_what_has_been_found_so_far_is_told(
    project: Project, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(previewing, "_TELL_S", -1.0)
    told: list[Preview] = []
    preview(project, [inbox], choices=ImportChoices(), so_far=told.append)
    counts = [found.report.added.articles for found in told]
    assert counts == sorted(counts)
    assert counts[0] == 1
    assert not any(found.whole for found in told)


def test_a_preview_can_be_cancelled(project: Project, inbox: Path) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        preview(project, [inbox], choices=ImportChoices(), progress=progress)


def test_a_label_that_cannot_be_is_refused_before_reading(project: Project, inbox: Path) -> None:
    with pytest.raises(InputError, match="cannot become VILLAIN"):
        look(project, inbox, labels={"PER": "VILLAIN"})
