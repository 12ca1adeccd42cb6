"""A team's own names kept in the project, undone, and what becomes of suggestions by them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from making import make_project

from annotator.domain.changes import Change, Part
from annotator.domain.errors import InputError
from annotator.domain.names import NONE, NameBook, ProjectName
from annotator.operations import annotate, articles, labels, names
from annotator.operations.suggesting.prelabel import prelabel
from annotator.store.project import Project, open_project
from annotator.store.work import suggestions
from annotator.workspace import Workspace

TEXT = "Quxtown fell. Kunduz did not, said the Taliban."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = make_project(tmp_path / "p.annot", [TEXT])
    yield project
    project.close()


@pytest.fixture
def desk(project: Project) -> Workspace:
    return Workspace(project, "ann")


def kept(desk: Workspace) -> list[tuple[str, str, tuple[str, ...]]]:
    """The names as a fresh look at the project finds them."""
    book = names.of_project(desk.project)
    assert book.names == desk.names.names
    return [(name.spelling, name.belongs_to, name.variants) for name in book.names]


def found(project: Project) -> dict[str, str]:
    with project.reading() as connection:
        held = suggestions.suggestions_of(connection, 1)
    return {TEXT[item.start : item.end]: item.label for item in held}


def test_a_name_is_kept_with_who_gave_it_and_when(desk: Workspace) -> None:
    names.remember(desk, "Quxtown", "LOCATION")
    (name,) = names.of_project(desk.project).names
    assert (name.spelling, name.label, name.annotator) == ("Quxtown", "LOCATION", "ann")
    assert name.at


@pytest.mark.file_only("copies the file")
def test_names_travel_with_the_file(desk: Workspace, tmp_path: Path) -> None:
    names.remember(desk, "Quxtown", "LOCATION")
    (tmp_path / "copy.annot").write_bytes((tmp_path / "p.annot").read_bytes())
    copy = open_project(tmp_path / "copy.annot")
    assert [name.spelling for name in names.of_project(copy).names] == ["Quxtown"]
    copy.close()


def test_undo_takes_a_name_back_and_redo_gives_it_again(desk: Workspace) -> None:
    names.remember(desk, "Quxtown", "LOCATION")
    desk.undo()
    assert kept(desk) == []
    desk.redo()
    assert kept(desk) == [("Quxtown", "LOCATION", ())]


def test_an_imported_list_is_one_step_to_undo(desk: Workspace) -> None:
    many = [ProjectName(f"Town {number}", "LOCATION") for number in range(700)]
    names.change(desk, add=many, title="Import")
    assert len(kept(desk)) == 700
    desk.undo()
    assert kept(desk) == []


def test_listeners_hear_that_names_have_changed(desk: Workspace) -> None:
    heard: list[Change] = []
    desk.listen(heard.append)
    names.remember(desk, "Quxtown", "LOCATION")
    desk.undo()
    assert [(change.parts, change.articles) for change in heard] == [(Part.NAMES, ())] * 2


def test_remembering_with_another_label_keeps_the_variants(desk: Workspace) -> None:
    names.change(desk, add=[ProjectName("Kunduz", "LOCATION", variants=("Konduz",))], title="x")
    names.remember(desk, "Kunduz", "ACTOR")
    assert kept(desk) == [("Kunduz", "ACTOR", ("Konduz",))]


def test_remembering_a_variant_with_its_label_changes_nothing(desk: Workspace) -> None:
    names.change(desk, add=[ProjectName("Kunduz", "LOCATION", variants=("Konduz",))], title="x")
    assert not names.remember(desk, "Konduz", "LOCATION")


def test_a_name_that_cannot_be_kept_changes_nothing(desk: Workspace) -> None:
    with pytest.raises(InputError, match="PLACE"):
        names.change(desk, add=[ProjectName("A", "ACTOR"), ProjectName("B", "PLACE")], title="x")
    assert kept(desk) == []


def test_a_renamed_label_keeps_its_names(desk: Workspace) -> None:
    names.remember(desk, "Quxtown", "LOCATION")
    place = next(label for label in desk.labels if label.name == "LOCATION")
    labels.change(desk, "LOCATION", type(place)("PLACE", place.key, place.light, place.dark))
    assert [name.label for name in names.of_project(desk.project).names] == ["PLACE"]


def test_a_merged_label_gives_its_names_to_the_other(desk: Workspace) -> None:
    labels.add(desk, "TOWN")
    names.remember(desk, "Quxtown", "TOWN")
    labels.merge(desk, "TOWN", "LOCATION")
    assert [name.label for name in names.of_project(desk.project).names] == ["LOCATION"]


def test_a_label_with_names_is_not_deleted(desk: Workspace) -> None:
    labels.add(desk, "TOWN")
    names.remember(desk, "Quxtown", "TOWN")
    with pytest.raises(InputError, match="1 name of the project"):
        labels.remove(desk, "TOWN")


# Files


def test_refused_lines_are_named_with_their_file(tmp_path: Path) -> None:
    path = tmp_path / "n.txt"
    path.write_text("# label: PLACE\nA\n\n# label: ACTOR\nB\n—\n", encoding="utf-8")
    refused = names.read([path], labels=("ACTOR",)).refused
    assert [(issue.file, issue.line) for issue in refused] == [(str(path), 2), (str(path), 6)]


def test_a_spelling_under_two_labels_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "n.txt"
    path.write_text("# label: ACTOR\nA | B\n# label: LOCATION\nC | B\n", encoding="utf-8")
    (issue,) = names.read([path], labels=("ACTOR", "LOCATION")).refused
    assert (issue.line, issue.reason) == (4, "“B” is ACTOR in n.txt, line 2")


def test_a_name_said_twice_gathers_its_spellings(tmp_path: Path) -> None:
    path = tmp_path / "n.txt"
    path.write_text("# label: ACTOR\nA | B\nA | C\nB\n", encoding="utf-8")
    assert names.read([path], labels=("ACTOR",)).names == (
        ProjectName("A", "ACTOR", variants=("B", "C")),
    )


def test_text_that_is_not_utf8_is_refused_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "n.txt"
    path.write_bytes(b"# label: ACTOR\nA\n\xe9t\xe9\n")
    assert [issue.line for issue in names.read([path], labels=("ACTOR",)).refused] == [3]


@pytest.mark.parametrize("name", ["no-such.txt", "names.docx", "empty"])
def test_a_file_that_is_no_list_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=name):
        names.read([tmp_path / name], labels=None)


def test_a_folder_is_read_with_all_that_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.txt").write_text("# label: ACTOR\nA\n", encoding="utf-8")
    (tmp_path / "deep" / "b.csv").write_text("name,label\nB,LOCATION\n", encoding="utf-8")
    (tmp_path / "README.txt").write_text("no list", encoding="utf-8")
    assert [name.spelling for name in names.read_book(tmp_path).names] == ["A", "B"]


@pytest.mark.parametrize("suffix", [".txt", ".csv"])
def test_what_was_written_is_read_again(tmp_path: Path, suffix: str) -> None:
    book = NameBook((ProjectName("A", "ACTOR", variants=("B",)), ProjectName("C", NONE)))
    path = tmp_path / f"names{suffix}"
    names.write(book, path)
    assert set(names.read_book(path).names) == set(book.names)


def test_word_lists_are_not_lost_in_a_table(tmp_path: Path) -> None:
    book = NameBook((ProjectName("watchers", word_list="heads"),))
    with pytest.raises(InputError, match=r"\.txt"):
        names.write(book, tmp_path / "names.csv")
    assert not (tmp_path / "names.csv").exists()


# Suggestions


def test_prelabel_uses_the_names_of_the_project(desk: Workspace) -> None:
    names.remember(desk, "Quxtown", "LOCATION")
    names.remember(desk, "Taliban", NONE)
    report = prelabel(desk, pipeline="rules")
    assert found(desk.project) == {"Quxtown": "LOCATION", "Kunduz": "LOCATION"}
    assert (report.version or "").endswith(f"+names.{desk.names.digest}")


def test_prelabel_does_anew_what_was_done_with_other_names(desk: Workspace) -> None:
    prelabel(desk, pipeline="rules")
    names.remember(desk, "Kunduz", "ACTOR")
    assert prelabel(desk, pipeline="rules").articles == 1
    assert found(desk.project) == {"Kunduz": "ACTOR", "Taliban": "ACTOR"}
    assert prelabel(desk, pipeline="rules").articles == 0


def test_a_suggestion_found_again_stays_the_same_row(desk: Workspace) -> None:
    prelabel(desk, pipeline="rules")
    before = {item.id for item in desk.article(1).suggestions}
    names.remember(desk, "Quxtown", "LOCATION")
    prelabel(desk, pipeline="rules")
    after = Workspace(desk.project, "ann").article(1).suggestions
    assert before < {item.id for item in after}
    assert {item.version for item in after} == {f"{after[0].version}"}


def test_a_decided_suggestion_stays_when_names_change(desk: Workspace) -> None:
    prelabel(desk, pipeline="rules")
    kunduz = next(item for item in desk.article(1).suggestions if item.start == 14)
    annotate.accept(desk, article=1, suggestion=kunduz)
    names.remember(desk, "Kunduz", NONE)
    prelabel(desk, pipeline="rules")
    assert found(desk.project)["Kunduz"] == "LOCATION"


def test_an_article_somebody_has_finished_is_left_alone(desk: Workspace) -> None:
    prelabel(desk, pipeline="rules")
    articles.set_status(desk, article=1, status=articles.Status.DONE)
    names.remember(desk, "Quxtown", "LOCATION")
    assert prelabel(desk, pipeline="rules").articles == 0


def test_a_suggester_that_takes_no_names_is_never_out_of_date(desk: Workspace) -> None:
    prelabel(desk, pipeline="fake_suggesters:obedient")
    names.remember(desk, "Quxtown", "LOCATION")
    assert prelabel(desk, pipeline="fake_suggesters:obedient").articles == 0


def test_the_project_is_sound_after_all_that(desk: Workspace) -> None:
    from annotator.operations.projects import check

    prelabel(desk, pipeline="rules")
    names.remember(desk, "Kunduz", "ACTOR")
    prelabel(desk, pipeline="rules")
    assert check(desk.project).problems == ()
