"""What is sound comes in once; what is not is named with its file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from importing_verbs import import_files
from making import TEXT, make_project

from annotator.domain.errors import SaveError
from annotator.domain.state import ArticleState
from annotator.domain.values import Origin, Status, Verdict
from annotator.formats.reader import ReadOptions
from annotator.operations.importing import importer
from annotator.operations.importing.importer import ImportReport
from annotator.store.articles.article_rows import article_state
from annotator.store.project import Project
from annotator.store.work.suggestions import articles_without_run
from annotator.tasks import Cancelled, Progress


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "p.annot", [])


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def lines(path: Path, *records: Any) -> Path:
    path.write_bytes(b"".join(orjson.dumps(record) + b"\n" for record in records))
    return path


def bring(project: Project, *paths: Path, **more: Any) -> ImportReport:
    return import_files(project, list(paths), annotator="ada", **more)


def state(project: Project, number: int = 1, annotator: str = "ada") -> ArticleState:
    with project.reading() as connection:
        return article_state(connection, number, annotator=annotator)


def span(start: int, end: int, label: str = "ACTOR", **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "label": label} | more


RECORD = {"text": TEXT, "spans": [span(0, 7), span(22, 28, "LOCATION")]}


def test_a_folder_is_gone_through_in_order(project: Project, inbox: Path) -> None:
    (inbox / "b").mkdir()
    for name in ("b/2.txt", "b/10.txt", "a.txt", "c.txt"):
        (inbox / name).write_text(f"Article {name}")
    assert bring(project, inbox).added.articles == 4
    titles = [state(project, number).document.article.title for number in (1, 2, 3, 4)]
    assert titles == ["Article a.txt", "Article c.txt", "Article b/2.txt", "Article b/10.txt"]


def test_files_with_numbers_come_in_by_their_numbers(project: Project, inbox: Path) -> None:
    for name in ("a10", "a9", "a2 10", "a2 9", "b"):
        (inbox / f"{name}.txt").write_text(f"Article {name}")
    bring(project, inbox)
    found = [state(project, number).document.article.title for number in range(1, 6)]
    names = [title.removeprefix("Article ") for title in found]
    assert names == ["a2 9", "a2 10", "a9", "a10", "b"]


def test_hidden_files_are_passed_over(project: Project, inbox: Path) -> None:
    (inbox / ".hidden").mkdir()
    (inbox / ".hidden" / "a.txt").write_text("a")
    (inbox / ".b.txt").write_text("b")
    (inbox / "c.txt").write_text("c")
    report = bring(project, inbox)
    assert (report.added.articles, report.issues) == (1, ())


def test_what_cannot_be_read_is_named_and_the_rest_comes_in(project: Project, inbox: Path) -> None:
    (inbox / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (inbox / "empty.txt").write_bytes(b"")
    (inbox / "blank.txt").write_text(" \n ")
    (inbox / "song.mp3").write_bytes(b"ID3")
    (inbox / "good.txt").write_text("Good.")
    report = bring(project, inbox, inbox / "missing.txt")
    assert report.added.articles == 1
    reasons = {Path(item.file).name: item.reason for item in report.rejections}
    assert sorted(reasons) == ["blank.txt", "empty.txt", "missing.txt", "photo.txt", "song.mp3"]
    assert "PNG" in reasons["photo.txt"]
    assert "there is no such file" in reasons["missing.txt"]


def test_an_empty_folder_is_said(project: Project, inbox: Path) -> None:
    assert "nothing to read" in bring(project, inbox).rejections[0].reason


def test_windows_text_comes_in_with_a_note_and_its_bytes(project: Project, inbox: Path) -> None:
    (inbox / "old.txt").write_bytes(b"Caf\xe9 \x93Kabul\x94")
    report = bring(project, inbox)
    assert state(project).text == "Café “Kabul”"
    assert (report.rejections, len(report.notes)) == ((), 1)
    assert "byte 3" in report.notes[0].reason


def test_a_named_encoding_is_used(project: Project, inbox: Path) -> None:
    (inbox / "ru.txt").write_bytes("Кабул".encode("koi8-r"))
    bring(project, inbox, options=ReadOptions(encoding="koi8-r"))
    assert state(project).text == "Кабул"


def test_any_file_can_be_read_as_text_by_name(project: Project, inbox: Path) -> None:
    (inbox / "a.log").write_text("Words.")
    assert bring(project, inbox, kind="text").added.articles == 1


def test_the_same_text_comes_in_once(project: Project, inbox: Path) -> None:
    (inbox / "a.txt").write_text("Same.\r\n", newline="")
    (inbox / "b.txt").write_text("Same.\n")
    report = bring(project, inbox)
    assert (report.added.articles, report.added.known) == (1, 1)
    assert bring(project, inbox).added.articles == 0


def test_spans_come_in_as_suggestions(project: Project, inbox: Path) -> None:
    report = bring(project, lines(inbox / "in.jsonl", RECORD))
    found = state(project)
    assert report.added.spans == 2
    assert [(s.start, s.label, s.source) for s in found.suggestions] == [
        (0, "ACTOR", "import:in.jsonl"),
        (22, "LOCATION", "import:in.jsonl"),
    ]
    assert (found.annotations, found.status) == ((), Status.NEW)


def test_only_articles_with_spans_need_no_prelabelling(project: Project, inbox: Path) -> None:
    bring(project, lines(inbox / "in.jsonl", RECORD, {"text": "Bare."}))
    with project.reading() as connection:
        assert articles_without_run(connection) == [2]


def test_spans_come_in_as_annotations_when_asked(project: Project, inbox: Path) -> None:
    record = RECORD | {
        "spans": [span(0, 7, id="x", origin="corrected", note="n", entity="Q"), span(22, 28)],
        "rejected": [span(8, 16, source="rules@1"), span(30, 34, source="import:a@b.txt@2")],
        "muted": [{"start": 30, "end": 34, "rule": "menu"}],
        "meta": {"status": "done"},
    }
    bring(project, lines(inbox / "in.jsonl", record), as_annotations=True)
    found = state(project)
    first, second = found.annotations
    assert (first.id, first.origin, first.note, first.entity) == ("x", Origin.CORRECTED, "n", "Q")
    assert second.origin is Origin.IMPORTED
    assert found.status is Status.DONE
    assert {d.verdict for d in found.decisions} == {Verdict.REJECTED}
    assert {(s.source, s.version) for s in found.suggestions} == {
        *(("rules", "1"), ("import:a@b.txt", "2")),
    }
    assert [(part.start, part.end, part.rule) for part in found.muted] == [(30, 34, "menu")]


@pytest.mark.parametrize(
    ("record", "status"),
    [(RECORD, Status.IN_PROGRESS), ({"text": TEXT}, Status.NEW)],
    ids=["with spans", "without"],
)
def test_without_a_status_annotated_articles_are_in_progress(
    project: Project, inbox: Path, record: Any, status: Status
) -> None:
    bring(project, lines(inbox / "in.jsonl", record), as_annotations=True)
    assert state(project).status is status


def test_importing_again_doubles_nothing(project: Project, inbox: Path) -> None:
    record = RECORD | {"rejected": [span(8, 16, source="r")]}
    record |= {"muted": [{"start": 30, "end": 34, "rule": "menu"}]}
    file = lines(inbox / "in.jsonl", record)
    for as_annotations in (False, True):
        bring(project, file, as_annotations=as_annotations)
        before = state(project)
        assert bring(project, file, as_annotations=as_annotations).added.spans == 0
        assert state(project) == before


def test_spans_of_an_article_already_there_are_added(project: Project, inbox: Path) -> None:
    bring(project, lines(inbox / "a.jsonl", RECORD), as_annotations=True)
    more = RECORD | {"spans": [span(0, 7), span(40, 45, "FIGURE")], "meta": {"status": "done"}}
    report = bring(project, lines(inbox / "b.jsonl", more), as_annotations=True)
    assert (report.added.articles, report.added.known, report.added.spans) == (0, 1, 1)
    assert [a.start for a in state(project).annotations] == [0, 22, 40]
    assert state(project).status is Status.IN_PROGRESS


def test_another_annotator_brings_the_same_spans_as_their_own(
    project: Project, inbox: Path
) -> None:
    file = lines(inbox / "a.jsonl", {"text": TEXT, "spans": [span(0, 7, id="x")]})
    bring(project, file, as_annotations=True)
    import_files(project, [file], annotator="ben", as_annotations=True)
    ada, ben = (state(project, annotator=name).annotations for name in ("ada", "ben"))
    assert (len(ada), len(ben)) == (1, 1)
    assert ada[0].id != ben[0].id


def test_a_label_the_project_does_not_have_is_named(project: Project, inbox: Path) -> None:
    record = RECORD | {"spans": [span(0, 7, "CITY"), span(22, 28, "LOCATION")]}
    report = bring(project, lines(inbox / "in.jsonl", {"text": "First."}, record))
    (rejection,) = report.rejections
    assert (rejection.line, "“CITY”" in rejection.reason) == (2, True)
    assert report.added.spans == 1


def test_two_articles_under_one_name_are_kept_apart(project: Project, inbox: Path) -> None:
    first, second = ({"text": text, "meta": {"id": "same"}} for text in ("One.", "Two."))
    bring(project, lines(inbox / "in.jsonl", first, second))
    names = {state(project, number).document.article.uid for number in (1, 2)}
    assert len(names) == 2


def test_a_read_only_project_is_refused_before_anything_is_read(
    tmp_path: Path, inbox: Path
) -> None:
    project = Project(make_project(tmp_path / "r.annot", []).engine, None, "r", read_only=True)
    with pytest.raises(SaveError, match="read-only"):
        bring(project, inbox)


def test_batches_before_a_failure_are_kept_and_importing_again_goes_on(
    project: Project, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importer, "_BATCH", 2)
    file = lines(inbox / "in.jsonl", *({"text": f"Article {number}."} for number in range(5)))
    real, calls = importer.add_records, []

    def fails_at_the_second(*args: Any, **more: Any) -> Any:
        calls.append(1)
        if len(calls) == 2:
            raise SaveError("The change was not saved: the disk is full.")
        return real(*args, **more)

    monkeypatch.setattr(importer, "add_records", fails_at_the_second)
    with pytest.raises(SaveError, match="2 articles had been imported before and are kept"):
        bring(project, file)
    report = bring(project, file)
    assert (report.added.known, report.added.articles) == (2, 3)


def test_a_cancelled_import_keeps_whole_batches(
    project: Project, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importer, "_BATCH", 50)
    file = lines(inbox / "in.jsonl", *({"text": f"Article {number}."} for number in range(120)))
    progress = Progress(lambda done, total: progress.cancel())
    with pytest.raises(Cancelled):
        bring(project, file, progress=progress)
    assert bring(project, file).added.known in (50, 100)  # whole batches, however soon it stops


def test_progress_ends_at_the_total(project: Project, inbox: Path) -> None:
    seen: list[tuple[int, int]] = []
    file = lines(inbox / "in.jsonl", *({"text": f"Article {number}."} for number in range(120)))
    bring(project, file, progress=Progress(lambda *step: seen.append(step)))
    assert [done for done, _ in seen] == [50, 100]
    assert {total for _, total in seen} == {121}


def test_what_a_program_suggested_stays_a_suggestion(project: Project, inbox: Path) -> None:
    guess = {"start": 0, "end": 7, "labels": ["ACTOR"]}
    result = [{"type": "labels", "value": guess}]
    task = {"id": 1, "data": {"text": TEXT}, "annotations": [{"result": []}]}
    task["predictions"] = [{"result": result, "model_version": "v2", "score": 0.7}]
    (inbox / "a.json").write_bytes(orjson.dumps([task]))
    bring(project, inbox, as_annotations=True)
    found = state(project)
    assert found.annotations == ()
    assert [(item.source, item.version, item.score) for item in found.suggestions] == [
        ("label-studio", "v2", 0.7)
    ]
