"""A download of many articles comes in one by one, each whole and with its own facts."""

from __future__ import annotations

import random
import re
from pathlib import Path

import docx
import pytest
from downloads import DOWNLOADS, FACTIVA, NEXIS, PAGE, UNI, Download
from importing_verbs import import_files
from making import make_project
from reading_verbs import read_file

from annotator.domain.records import ImportIssue, Record
from annotator.formats.reader import ReadOptions
from annotator.operations.importing import reading

WORDS = re.compile(r"\w+")


def read(file: Path) -> tuple[list[Record], list[ImportIssue]]:
    items = list(reading.read(file, kind="auto", options=ReadOptions()))
    return (
        [item for item in items if isinstance(item, Record)],
        [item for item in items if isinstance(item, ImportIssue)],
    )


def written(folder: Path, download: Download) -> Path:
    (folder / download.name).write_text(download.text, encoding="utf-8")
    return folder / download.name


@pytest.mark.parametrize("download", DOWNLOADS, ids=lambda d: f"{d.supplier} {d.name}")
def test_each_article_comes_in_with_its_own_facts(tmp_path: Path, download: Download) -> None:
    records, _ = read(written(tmp_path, download))
    assert [
        (a.title, a.source, a.published, a.extra.get("author"))
        for a in (record.article for record in records)
    ] == [facts[:4] for facts in download.articles]


@pytest.mark.parametrize("download", DOWNLOADS, ids=lambda d: f"{d.supplier} {d.name}")
def test_each_article_has_its_text_and_no_other(tmp_path: Path, download: Download) -> None:
    records, _ = read(written(tmp_path, download))
    texts = [record.article.text for record in records]
    assert [[facts[4] in text for facts in download.articles] for text in texts] == [
        [True, False],
        [False, True],
    ]


@pytest.mark.parametrize("download", DOWNLOADS, ids=lambda d: f"{d.supplier} {d.name}")
def test_what_stands_around_the_text_is_no_part_of_it(tmp_path: Path, download: Download) -> None:
    records, _ = read(written(tmp_path, download))
    apart = re.compile(r"(?i)load-date|copyright|\d+ words|database|document (?:qux|\d)|record:")
    assert [apart.findall(record.article.text) for record in records] == [[], []]


@pytest.mark.parametrize("download", DOWNLOADS, ids=lambda d: f"{d.supplier} {d.name}")
def test_the_report_names_the_supplier_and_how_many_came(
    tmp_path: Path, download: Download
) -> None:
    _, issues = read(written(tmp_path, download))
    said = f"it is a download from {download.supplier} and was split into its 2 articles"
    assert [issue.reason for issue in issues if not issue.loss] == [said]


def words_of(record: Record) -> list[str]:
    article = record.article
    kept = [article.text, article.title or ""]
    kept += [str(article.extra.get(name, "")) for name in ("cover", "head", "foot")]
    return WORDS.findall(" ".join(kept))


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize(
    "download",
    [d for d in DOWNLOADS if d.name.endswith(".txt")],
    ids=lambda d: f"{d.supplier} {d.name}",
)
def test_no_word_is_lost_whatever_lines_are_missing_or_moved(
    tmp_path: Path, download: Download, seed: int
) -> None:
    chance = random.Random(seed)
    lines = [line for line in download.text.split("\n") if chance.random() > 0.1]
    for _ in range(seed % 4):
        lines.insert(chance.randrange(len(lines)), lines.pop(chance.randrange(len(lines))))
    text = "\n".join(lines)
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    records, issues = read(tmp_path / "a.txt")
    kept = {word for record in records for word in words_of(record)}
    told = " ".join(issue.reason for issue in issues)
    assert [word for word in WORDS.findall(text) if word not in kept and word not in told] == []


def as_word(download: Download, file: Path) -> Path:
    document = docx.Document()
    for line in download.text.split("\n"):
        document.add_paragraph(line)
    document.core_properties.title = "Results"
    document.save(str(file))
    return file


@pytest.mark.parametrize("download", [NEXIS, UNI, FACTIVA], ids=lambda d: d.supplier)
def test_a_word_document_of_a_supplier_is_taken_apart_as_well(
    tmp_path: Path, download: Download
) -> None:
    records, _ = read(as_word(download, tmp_path / "a.docx"))
    assert [(record.article.title, record.article.published) for record in records] == [
        (facts[0], facts[2]) for facts in download.articles
    ]


def test_a_single_article_of_a_supplier_has_its_own_date(tmp_path: Path) -> None:
    one = UNI._replace(text=UNI.text[UNI.text.index("Quiet in Marvale\nRadio") :])
    records, issues = read(as_word(one, tmp_path / "a.docx"))
    assert [(r.article.title, r.article.published) for r in records] == [
        ("Quiet in Marvale", "2024-02-12")
    ]
    assert issues == []


def test_a_download_that_lacks_the_end_of_its_last_article_loses_nothing(tmp_path: Path) -> None:
    story = "The talks went on in the capital for days, and nobody knew how they would end. " * 4
    more = f"Talks\nQuxia Daily\nFebruary 14, 2024\nLength: 60 words\nBody\n{story}"
    (tmp_path / "a.txt").write_text(UNI.text + more)
    records, _ = read(tmp_path / "a.txt")
    assert [record.article.title for record in records][-1] == "Talks"


def test_an_article_shorter_than_it_says_is_named(tmp_path: Path) -> None:
    text = NEXIS.text.replace("LENGTH: 14 words", "LENGTH: 355 words")
    (tmp_path / "a.txt").write_text(text)
    _, issues = read(tmp_path / "a.txt")
    assert [issue.reason for issue in issues][1:] == [
        "one of its articles is shorter than said there, the first “Clash in Quxtown” with 18 "
        "words instead of 355"
    ]


def test_articles_that_are_spoken_of_and_missing_are_counted(tmp_path: Path) -> None:
    text = NEXIS.text.replace("of 2 DOC", "of 9 DOC")
    (tmp_path / "a.txt").write_text(text)
    _, issues = read(tmp_path / "a.txt")
    assert "it says that it has 9 articles, but 2 are in it" in [issue.reason for issue in issues]


def test_a_text_that_speaks_of_such_marks_is_one_article(tmp_path: Path) -> None:
    text = f"{NEXIS.articles[0][4]}\n\nEnd of Document\n\nThe file said 1 of 2 DOCUMENTS.\n"
    (tmp_path / "a.txt").write_text(text)
    records, issues = read(tmp_path / "a.txt")
    assert ([record.article.text for record in records], issues) == ([text], [])


def test_the_articles_of_a_page_are_in_the_project_after_an_import(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", [])
    report = import_files(project, [written(tmp_path, PAGE)], annotator="ada")
    project.close()
    assert (report.added.articles, [issue for issue in report.issues if issue.loss]) == (2, [])


def test_what_defacto_has_found_on_sites_comes_in_article_by_article(tmp_path: Path) -> None:
    stories = ("Rebels took Quxtown, officials said.", "Nothing new in Marvale, they said.")
    file = tmp_path / "online.txt"
    file.write_text(
        "\n\n".join(
            f'"Quxia.example" gefunden am {day}.12.2017 10:36 Uhr\n\nReport {day}\n\n{story}'
            for day, story in zip((28, 29), stories, strict=True)
        )
    )
    facts = [
        (a.title, a.source, a.published, a.text.splitlines()[-1])
        for a in (record.article for record in read_file(file)[0])
    ]
    assert facts == [
        ("Report 28", "Quxia.example", "2017-12-28", stories[0]),
        ("Report 29", "Quxia.example", "2017-12-29", stories[1]),
    ]


EBSCO_BODIES = (
    "Rebels took Quxtown on Thursday, officials said, and 12 soldiers died.",
    "Nothing new was reported in Marvale on Friday, the governor said.",
)


def ebsco(body: str, number: int, *, beside: bool, section: str = "", words: int = 0) -> str:
    fields = {"Title": f"Report {number}.", "Source": f"Qux Weekly. 10/{number}/2022, Vol. 4."}
    fields |= {"Full Text Word Count": str(words)} if words else {}
    fields |= {"Accession Number": f"15951300{number}", "Database": "Academic Search"}
    gap = " " if beside else "\n    "
    head = "\n".join(f"{name}:{gap}{value}" for name, value in fields.items())
    return f"Record: {number}\n{head}\n\n{section}{body}\n"


@pytest.mark.parametrize("section", ["", "Section: World\n", "Section:\n    World\n\n"])
@pytest.mark.parametrize("beside", [True, False])
def test_a_text_behind_all_fields_is_the_text(tmp_path: Path, beside: bool, section: str) -> None:
    (tmp_path / "a.txt").write_text(
        "\n".join(
            ebsco(body, number, beside=beside, section=section)
            for number, body in enumerate(EBSCO_BODIES, 1)
        )
    )
    records, _ = read(tmp_path / "a.txt")
    assert [(a.title, a.source, a.published, a.text) for a in (r.article for r in records)] == [
        (f"Report {n}.", "Qux Weekly", f"2022-10-0{n}", f"Report {n}.\n\n{body}")
        for n, body in enumerate(EBSCO_BODIES, 1)
    ]


def test_proquest_in_spanish_comes_in_article_by_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "".join(
            f"Documento {n} de 2\n\nTítulo: Combates en {place}\n\nAutor: EFE\n\n"
            f"Texto completo: Doce soldados murieron en {place}, dijo el gobernador.\n\n"
            f"Materia: Guerra\n\nTítulo de publicación: El Eco\n\n"
            f"Fecha de publicación: {n} de abril de 2024\n\n"
            f"ID del documento de ProQuest: 30{n}\n\n"
            for n, place in ((1, "Gao"), (2, "Kidal"))
        )
    )
    records, _ = read(tmp_path / "a.txt")
    assert [(r.article.title, r.article.source, r.article.published) for r in records] == [
        ("Combates en Gao", "El Eco", "2024-04-01"),
        ("Combates en Kidal", "El Eco", "2024-04-02"),
    ]
    assert "Materia" not in records[0].article.text


def test_the_number_of_an_issue_is_no_part_of_a_source(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "".join(
            f"Le Monde, no. 2{n}411\nMonde, lundi {n} avril 2024 8 mots\n\nCombats à Gao {n}\n\n"
            f"Douze soldats ont été tués à Gao, dit-on {n}.\n\nnews·2024040{n}·LM·000{n}\n"
            for n in (1, 2)
        )
    )
    records, _ = read(tmp_path / "a.txt")
    assert [record.article.source for record in records] == ["Le Monde", "Le Monde"]


def test_a_text_behind_all_fields_is_whole_with_lines_like_fields_in_it(tmp_path: Path) -> None:
    body = f"{EBSCO_BODIES[0]}\n\nPeople: 12 were killed.\n\n{EBSCO_BODIES[1]}"
    (tmp_path / "a.txt").write_text(ebsco(body, 1, beside=True))
    (record,), _ = read(tmp_path / "a.txt")
    assert record.article.text == f"Report 1.\n\n{body}"


def test_a_count_of_words_that_is_a_bare_number_is_compared_with_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ebsco(EBSCO_BODIES[0], 1, beside=False, words=300))
    _, issues = read(tmp_path / "a.txt")
    assert [issue.reason for issue in issues] == [
        "one of its articles is shorter than said there, the first “Report 1.” with 13 words "
        "instead of 300"
    ]


def test_an_article_with_more_text_cut_off_below_than_kept_is_named(tmp_path: Path) -> None:
    body = f"Full Text: Rebels took Quxtown.\n\nPeople: 12 died.\n\n{EBSCO_BODIES[0]}"
    (tmp_path / "a.txt").write_text(ebsco(body, 1, beside=True))
    _, issues = read(tmp_path / "a.txt")
    assert [issue.reason for issue in issues] == [
        "one of its articles has less text than what was taken for notes below it, the first "
        "“Report 1.”; those lines are kept in its data as “foot”: compare it with the file"
    ]


RULE = "_" * 60
COVER = f"{RULE}\n\nReport Information from ProQuest\nMarch 12 2024 10:11\n"


@pytest.mark.parametrize("cover", ["", COVER])
@pytest.mark.parametrize("mark", ["", "Document {} of 2\n\n"])
def test_rules_and_numbers_between_articles_are_no_part_of_them(
    tmp_path: Path, mark: str, cover: str
) -> None:
    pieces = [
        f"{RULE}\n\n{mark.format(n)}Report {n}\n\nAuthor: Qux, A\n\n"
        f"Publication info: Qux Daily; Quxtown [Quxtown] 2{n} Apr 2023.\n\nFull text: {body}\n\n"
        f"Publication date: Apr 2{n}, 2023\n\nProQuest document ID: 280600000{n}\n\n"
        for n, body in enumerate(EBSCO_BODIES, 1)
    ]
    end = f"{RULE}\n\nContact ProQuest\n"
    (tmp_path / "a.txt").write_text(cover + "".join(pieces) + end)
    records, _ = read(tmp_path / "a.txt")
    assert [(a.title, a.published, a.text) for a in (record.article for record in records)] == [
        (f"Report {n}", f"2023-04-2{n}", f"Report {n}\n\n{body}")
        for n, body in enumerate(EBSCO_BODIES, 1)
    ]
