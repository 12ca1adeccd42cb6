"""A download of several articles is told by what archives of news write in each of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from importing_verbs import import_files
from making import make_project

from annotator.formats.many_articles import count_of
from annotator.operations.importing.importer import ImportReport
from annotator.operations.importing.previewing import ImportChoices, preview

UNKNOWN = """
Clash in Quxtown
Length: 12 words

Rebels took Quxtown on Friday.

Quiet in Marvale
Length: 5 words

Nothing was reported in Marvale.
"""


@pytest.mark.parametrize(
    ("mark", "other"),
    [
        ("1 of 2 DOCUMENTS", "2 of 2 DOCUMENTS"),
        ("Document 1 of 2", "Document 2 of 2"),
        ("Dokument 1 von 2", "Dokument 2 von 2"),
        ("Document QUXD000020240211ed00001", "Document AFPR000020240212ek2c0001x"),
        ("End of Document", "  End of Document"),
        ("Length: 1,250 words", "Length: 80 words"),
        ("51 words", "1,047 words"),
        ("Load-Date: February 11, 2024", "Load-Date: February 12, 2024"),
        ("ProQuest document ID: 281234567", "ProQuest document ID: 281234568"),
        ("Accession Number: 12345", "Accession Number: 12346"),
        ("From a@b.example Mon Jan  1 10:00:00 2024", "From c@d.example Tue Jan  2 10:00:00 2024"),
    ],
)
def test_marks_are_counted(mark: str, other: str) -> None:
    assert count_of(f"{mark}\nA story.\n\n{other}\nAnother story.") == 2


@pytest.mark.parametrize(
    "text",
    [
        "1 of 2 DOCUMENTS\nA single article of a download.",
        "He said a document 1 of 2 was found, and document 2 of 2 was lost.",
        "Length: 12 words\nLoad-Date: today\nEnd of Document",
        "It took 51 words to say so.\nIt took 12 words to deny it.",
    ],
)
def test_an_article_is_one(text: str) -> None:
    assert count_of(text) == 1


def told(report: ImportReport) -> list[str]:
    return [note.reason for note in report.notes if "download" in note.reason]


def test_preview_and_import_say_once_how_many_came_in_as_one(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", [])
    (tmp_path / "a.txt").write_text(UNKNOWN)
    said = [
        "it looks like a download of 2 articles but came in as one; save each as a file of its own "
        "to separate them"
    ]
    seen = preview(project, [tmp_path / "a.txt"], choices=ImportChoices()).report
    done = import_files(project, [tmp_path / "a.txt"], annotator="ada")
    project.close()
    assert (told(seen), told(done)) == (said, said)
