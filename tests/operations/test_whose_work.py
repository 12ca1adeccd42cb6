"""Whose work imported files are, told by them or by the file or folder they lie in, and where it
stands."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from importing_verbs import import_files
from making import make_project
from sqlalchemy import select

from annotator.domain.values import Status
from annotator.library import AnnotationProject
from annotator.operations.importing.finished import Finished
from annotator.operations.importing.import_report import ImportReport
from annotator.operations.importing.importer import ImportChoices
from annotator.operations.importing.previewing import preview
from annotator.operations.importing.whose import PeopleFrom
from annotator.store.mapping import ANNOTATOR
from annotator.store.project import Project
from annotator.store.row_mapper import ANNOTATION, STATUS
from annotator.tasks import Cancelled, Progress

TEXT = "Rebels took Quxtown on Monday and 12 soldiers died, the army said."
OTHER = "In Baztown 3 people were hurt on Tuesday."
ACTOR, PLACE, FIGURE = [0, 6, "ACTOR"], [12, 19, "LOCATION"], [34, 36, "FIGURE"]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "p.annot", [])


def bring(project: Project, path: Path, **choices: object) -> ImportReport:
    named: dict[str, object] = {"as_annotations": True, "named_annotators": True}
    return import_files(project, [path], annotator="lead", **{**named, **choices})


def spans(project: Project) -> dict[str, list[str]]:
    """The words of everybody's spans, by annotator."""
    query = select(ANNOTATOR.c.name, ANNOTATION.c.text).order_by(ANNOTATION.c.start)
    whose: dict[str, list[str]] = {}
    with project.reading() as connection:
        rows = connection.execute(query.where(ANNOTATOR.c.id == ANNOTATION.c.annotator_id))
        for name, words in rows:
            whose.setdefault(name, []).append(words)
    return whose


def statuses(project: Project) -> dict[str, Status]:
    query = select(ANNOTATOR.c.name, STATUS.c.status)
    with project.reading() as connection:
        rows = connection.execute(query.where(ANNOTATOR.c.id == STATUS.c.annotator_id)).all()
    return {name: Status(status) for name, status in rows}


def notes(report: ImportReport) -> str:
    return "\n".join(map(str, report.notes))


def doccano(*labels: Sequence[object], text: str = TEXT) -> str:
    return json.dumps({"id": 1, "text": text, "label": labels, "Comments": []})


def zipped(path: Path, files: Mapping[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def written(folder: Path, files: Mapping[str, str]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    return folder


def lines(path: Path, *records: Mapping[str, object]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def test_each_file_of_a_doccano_download_is_its_users_work(
    project: Project, tmp_path: Path
) -> None:
    files = {"ann.jsonl": doccano(ACTOR, PLACE), "bob.jsonl": doccano(PLACE, FIGURE)}
    report = bring(project, zipped(tmp_path / "export.zip", files))
    assert spans(project) == {"ann": ["Rebels", "Quxtown"], "bob": ["Quxtown", "12"]}
    assert "work of “ann” and “bob” is told by the files" in notes(report)


def test_a_doccano_download_of_one_user_is_that_users(project: Project, tmp_path: Path) -> None:
    bring(project, zipped(tmp_path / "export.zip", {"admin.jsonl": doccano(ACTOR)}))
    assert spans(project) == {"admin": ["Rebels"]}


def test_the_file_that_doccano_calls_all_is_nobodys_and_that_is_said(
    project: Project, tmp_path: Path
) -> None:
    report = bring(project, zipped(tmp_path / "export.zip", {"all.jsonl": doccano(ACTOR)}))
    assert spans(project) == {"lead": ["Rebels"]}
    assert "names no annotator: what is marked in it came in as work of lead" in notes(report)


def test_files_side_by_side_with_the_same_texts_are_peoples(
    project: Project, tmp_path: Path
) -> None:
    files = {"ann.jsonl": doccano(ACTOR), "bob.jsonl": doccano(PLACE)}
    bring(project, written(tmp_path / "in", files))
    assert spans(project) == {"ann": ["Rebels"], "bob": ["Quxtown"]}


def test_files_side_by_side_with_texts_of_their_own_are_nobodys(
    project: Project, tmp_path: Path
) -> None:
    other = doccano([3, 10, "LOCATION"], text=OTHER)
    files = {"week1.jsonl": doccano(ACTOR), "week2.jsonl": other}
    bring(project, written(tmp_path / "in", files))
    assert spans(project).keys() == {"lead"}


BRAT = {
    "ann/1.txt": TEXT,
    "ann/1.ann": "T1\tACTOR 0 6\tRebels\n",
    "bob/1.txt": TEXT,
    "bob/1.ann": "T1\tLOCATION 12 19\tQuxtown\n",
    "bob/2.txt": OTHER,
    "bob/2.ann": "T1\tLOCATION 3 10\tBaztown\n",
}


def test_brat_folders_side_by_side_with_the_same_texts_are_peoples(
    project: Project, tmp_path: Path
) -> None:
    report = bring(project, written(tmp_path / "brat", BRAT))
    assert spans(project) == {"ann": ["Rebels"], "bob": ["Baztown", "Quxtown"]}
    assert "is told by the folders" in notes(report)


def test_folders_of_people_may_have_folders_in_them(project: Project, tmp_path: Path) -> None:
    deep = {name.replace("/", "/may/"): content for name, content in BRAT.items()}
    bring(project, zipped(tmp_path / "brat.zip", deep))
    assert spans(project) == {"ann": ["Rebels"], "bob": ["Baztown", "Quxtown"]}


def test_folders_of_parts_of_a_corpus_are_nobodys(project: Project, tmp_path: Path) -> None:
    parts = {
        name.replace("ann/", "train/").replace("bob/", "dev/"): text for name, text in BRAT.items()
    }
    bring(project, written(tmp_path / "brat", parts))
    assert spans(project).keys() == {"lead"}


TSV = """#FORMAT=WebAnno TSV 3.3
#T_SP=custom.Span|label


#Text=Rebels took Quxtown.
1-1\t0-6\tRebels\t{0}\t
1-2\t7-11\ttook\t_\t
1-3\t12-19\tQuxtown\t{1}\t
1-4\t19-20\t.\t_\t
"""


def test_inception_has_a_folder_a_text_and_in_it_a_file_a_person(
    project: Project, tmp_path: Path
) -> None:
    files = {
        "annotation/a.txt/ann.tsv": TSV.format("ACTOR", "_"),
        "annotation/a.txt/INITIAL_CAS.tsv": TSV.format("_", "_"),
        "curation/a.txt/CURATION_USER.tsv": TSV.format("_", "LOCATION"),
    }
    bring(project, zipped(tmp_path / "project.zip", files))
    assert spans(project) == {"ann": ["Rebels"], "CURATION_USER": ["Quxtown"]}


def test_inception_packs_each_persons_file_by_itself(project: Project, tmp_path: Path) -> None:
    folder = written(tmp_path / "project" / "annotation" / "a.txt", {})
    folder.mkdir(parents=True)
    zipped(folder / "ann.zip", {"a.tsv": TSV.format("ACTOR", "_")})
    bring(project, tmp_path / "project")
    assert spans(project) == {"ann": ["Rebels"]}


def test_a_whole_project_of_inception_has_archives_in_its_archive(
    project: Project, tmp_path: Path
) -> None:
    zipped(tmp_path / "ann.zip", {"ann.tsv": TSV.format("ACTOR", "_")})
    with zipfile.ZipFile(tmp_path / "project.zip", "w") as archive:
        archive.write(tmp_path / "ann.zip", "annotation/a.txt/ann.zip")
        archive.write(tmp_path / "ann.zip", "other.zip")
    report = bring(project, tmp_path / "project.zip")
    assert spans(project) == {"ann": ["Rebels"]}
    assert [issue.file.rpartition("/")[2] for issue in report.rejections] == ["other.zip"]


def test_a_person_can_say_that_files_are_nobodys_or_folders_are_peoples(
    project: Project, tmp_path: Path
) -> None:
    folder = written(tmp_path / "cyd", {"a.jsonl": doccano(ACTOR), "b.jsonl": doccano(PLACE)})
    bring(project, folder, people_from=PeopleFrom.FOLDERS)
    assert spans(project) == {"cyd": ["Rebels", "Quxtown"]}
    again = written(tmp_path / "eve", {"x.jsonl": doccano(FIGURE), "y.jsonl": doccano(PLACE)})
    bring(project, again, people_from=PeopleFrom.RECORDS)
    assert spans(project)["lead"] == ["Quxtown", "12"]


def prodigy(who: str | None, *marks: Sequence[object], **more: object) -> dict[str, object]:
    own = [dict(zip(("start", "end", "label"), mark, strict=True)) for mark in marks]
    named = {"_annotator_id": who, "_session_id": who} if who else {}
    return {"text": TEXT, "spans": own, "answer": "accept"} | named | more


def test_two_spellings_of_one_person_are_named_and_come_in_apart(
    project: Project, tmp_path: Path
) -> None:
    path = lines(
        tmp_path / "a.jsonl",
        *(prodigy("A. Karimi", ACTOR), prodigy("a.karimi", PLACE), prodigy("akarimi ", FIGURE)),
        prodigy("bob", ACTOR),
    )
    report = bring(project, path)
    assert spans(project).keys() == {"A. Karimi", "a.karimi", "akarimi", "bob"}
    assert "“A. Karimi”: may be the same person as “a.karimi” and “akarimi”" in notes(report)
    assert "bob" not in notes(report)


def test_a_spelling_is_compared_with_the_annotators_that_are_there(
    project: Project, tmp_path: Path
) -> None:
    bring(project, lines(tmp_path / "a.jsonl", prodigy("ann@example.com", ACTOR)))
    report = bring(project, lines(tmp_path / "b.jsonl", prodigy("Ann@Example.com", ACTOR)))
    assert "“Ann@Example.com”: may be the same person as “ann@example.com”" in notes(report)


def test_spellings_that_were_said_to_be_one_person_come_in_as_one(
    project: Project, tmp_path: Path
) -> None:
    path = lines(tmp_path / "a.jsonl", prodigy("Ann", ACTOR), prodigy("ann", PLACE))
    report = bring(project, path, persons={"Ann": "ann"})
    assert spans(project) == {"ann": ["Rebels", "Quxtown"]}
    assert [(p.name, p.becomes) for p in report.people] == [("Ann", "ann"), ("ann", "ann")]


def test_a_name_with_marks_nobody_sees_is_the_same_name_and_that_is_said(
    project: Project, tmp_path: Path
) -> None:
    path = lines(tmp_path / "a.jsonl", prodigy("ann\u200b", ACTOR), prodigy("ann", PLACE))
    report = bring(project, path)
    assert spans(project) == {"ann": ["Rebels", "Quxtown"]}
    assert "“ann”: was written in ways that look the same" in notes(report)


def test_a_session_named_by_its_time_is_nobody_and_that_is_said(
    project: Project, tmp_path: Path
) -> None:
    path = lines(
        tmp_path / "a.jsonl",
        *(prodigy("2026-03-01_10-11-12", ACTOR), prodigy("2026-03-02_09-00-01", PLACE)),
    )
    report = bring(project, path)
    assert spans(project) == {"lead": ["Rebels", "Quxtown"]}
    assert "sessions are named by their time" in notes(report)


def test_a_session_says_whose_it_is_where_the_annotator_does_not(
    project: Project, tmp_path: Path
) -> None:
    record = prodigy(None, ACTOR, _annotator_id="2026-03-01_10-11-12", _session_id="news-ann")
    bring(project, lines(tmp_path / "a.jsonl", record))
    assert spans(project) == {"news-ann": ["Rebels"]}


def test_work_of_several_that_comes_in_as_ones_own_is_named(
    project: Project, tmp_path: Path
) -> None:
    path = lines(tmp_path / "a.jsonl", prodigy("ann", ACTOR), prodigy("bob", PLACE))
    report = bring(project, path, named_annotators=False)
    assert spans(project) == {"lead": ["Rebels", "Quxtown"]}
    assert "hold work of “ann” and “bob”, and all of it came in as that of lead" in notes(report)


def test_work_on_a_text_that_differs_in_signs_nobody_sees_is_named(
    project: Project, tmp_path: Path
) -> None:
    other = prodigy("bob", ACTOR, text=TEXT.replace("on Monday", "on\u00a0Monday"))
    report = bring(project, lines(tmp_path / "a.jsonl", prodigy("ann", ACTOR), other))
    assert "a.jsonl, line 1 only in invisible characters, so these are two articles" in notes(
        report
    )


def test_a_preview_names_the_people_an_import_brings(project: Project, tmp_path: Path) -> None:
    folder = written(tmp_path / "brat", BRAT)
    choices = ImportChoices(as_annotations=True, named_annotators=True)
    seen = preview(project, [folder], choices=choices, annotator="lead").report
    done = bring(project, folder)
    assert seen.people == done.people
    assert [(p.name, p.by, p.articles, p.spans) for p in seen.people] == [
        ("ann", "folder", 1, 1),
        ("bob", "folder", 2, 2),
    ]
    assert notes(seen) == notes(done)


def test_what_was_accepted_in_prodigy_is_done_with_spans_or_none(
    project: Project, tmp_path: Path
) -> None:
    path = lines(tmp_path / "a.jsonl", prodigy("ann"), prodigy("bob", ACTOR))
    bring(project, path)
    assert statuses(project) == {"ann": Status.DONE, "bob": Status.DONE}


def test_what_a_record_of_ours_says_of_its_status_counts_before_its_answer(
    project: Project, tmp_path: Path
) -> None:
    path = lines(tmp_path / "a.jsonl", prodigy("ann", ACTOR, meta={"status": "in_progress"}))
    bring(project, path)
    assert statuses(project) == {"ann": Status.IN_PROGRESS}


@pytest.mark.parametrize(
    "approved", [{"annotation_approver": "eve"}, {"is_confirmed": True}, {"approved": True}]
)
def test_what_was_approved_in_doccano_is_done(
    project: Project, tmp_path: Path, approved: dict[str, object]
) -> None:
    record = {**json.loads(doccano(ACTOR)), **approved}
    bring(project, lines(tmp_path / "ann.jsonl", record), people_from=PeopleFrom.FILES)
    assert statuses(project) == {"ann": Status.DONE}


def test_what_no_file_says_is_finished_comes_in_as_begun_and_is_counted(
    project: Project, tmp_path: Path
) -> None:
    report = bring(project, written(tmp_path / "brat", BRAT))
    assert set(statuses(project).values()) == {Status.IN_PROGRESS}
    assert (report.unsaid, report.statuses) == (3, {"in_progress": 3})


def test_work_a_person_calls_finished_comes_in_as_done_even_where_nothing_is_marked(
    project: Project, tmp_path: Path
) -> None:
    files = {**BRAT, "bob/1.ann": "", "bob/3.txt": "Nobody has opened this yet."}
    bring(project, written(tmp_path / "brat", files), finished=Finished.DONE)
    with project.reading() as connection:
        done = connection.execute(select(STATUS.c.status)).scalars().all()
    assert done == ["done"] * 3


def test_a_draft_and_a_skipped_task_stay_what_they_are(project: Project, tmp_path: Path) -> None:
    task = {
        "id": 1,
        "data": {"text": TEXT},
        "annotations": [{"completed_by": 1, "result": [], "was_cancelled": True}],
        "drafts": [{"user": 2, "result": []}],
    }
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps([task]))
    bring(project, path, finished=Finished.DONE)
    assert statuses(project) == {"1": Status.SKIPPED, "2": Status.IN_PROGRESS}


def test_nothing_comes_in_as_done_where_a_person_says_so(project: Project, tmp_path: Path) -> None:
    bring(project, lines(tmp_path / "a.jsonl", prodigy("ann", ACTOR)), finished=Finished.OPEN)
    assert statuses(project) == {"ann": Status.IN_PROGRESS}


def test_people_of_a_table_that_label_studio_has_written_are_found(
    project: Project, tmp_path: Path
) -> None:
    head = "annotation_id,annotator,label,text"
    marks = json.dumps([{"start": 0, "end": 6, "labels": ["ACTOR"]}]).replace('"', '""')
    rows = [f'{n},{who},"{marks}","{TEXT}"' for n, who in enumerate(("Ann@x.org", "ann@x.org"))]
    path = tmp_path / "tasks.csv"
    path.write_text("\n".join([head, *rows]))
    report = bring(project, path)
    assert [person.alike for person in report.people] == [("ann@x.org",), ("Ann@x.org",)]


def test_a_rejected_answer_is_no_finished_work_whatever_is_said(
    project: Project, tmp_path: Path
) -> None:
    record = {"text": TEXT, "answer": "reject", "spans": [], "_annotator_id": "ben"}
    path = tmp_path / "prodigy.jsonl"
    path.write_text(json.dumps(record))
    bring(project, path, finished=Finished.DONE)
    assert statuses(project) == {}


def test_finished_work_keeps_the_file_it_came_from(project: Project, tmp_path: Path) -> None:
    result = {"from_name": "l", "to_name": "t", "type": "labels"}
    result["value"] = {"start": 0, "end": 6, "text": "Rebels", "labels": ["ACTOR"]}
    task = {"data": {"text": TEXT}, "annotations": [{"completed_by": 3, "result": [result]}]}
    (tmp_path / "studio.json").write_text(json.dumps([task]))
    bring(project, tmp_path / "studio.json")
    assert list(statuses(project).values()) == [Status.DONE]
    with AnnotationProject(project) as opened:
        (article,) = opened.articles()
    assert article.extra["file"] == "studio.json"


def test_an_import_stops_while_it_looks_whose_work_files_are(
    project: Project, tmp_path: Path
) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        bring(project, written(tmp_path / "brat", BRAT), progress=progress)
    assert spans(project) == {}


def test_a_doubled_text_is_named_however_many_work_on_another(
    project: Project, tmp_path: Path
) -> None:
    work = [prodigy(f"person {n}", ACTOR) for n in range(30)]
    path = lines(tmp_path / "d.jsonl", *work, {"text": OTHER}, {"text": OTHER})
    assert f"line 32: its text is that of {path}, line 31" in notes(bring(project, path))


def test_texts_doubled_in_json_lines_are_named(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text(f"{json.dumps({'text': TEXT})}\n" * 2)
    assert f"line 2: its text is that of {path}, line 1" in notes(bring(project, path))
