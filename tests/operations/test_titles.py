"""A title is never a muted line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from importing_verbs import import_files
from making import make_project

from annotator.operations.importing.importer import ImportChoices, bring_in
from annotator.operations.importing.previewing import preview
from annotator.store.articles.article_rows import document, numbers
from annotator.workspace import Workspace

STORY = (
    "Rebels took the town of Quxtown on Friday after a fight of nine hours, the army said in a "
    "statement it gave to the press."
)
HEADLINE = "Rebels take Quxtown after nine hours"


def titles(tmp_path: Path, name: str, data: str, **choices: Any) -> str:
    """The title an article comes in with, the same in the preview."""
    file = tmp_path / name
    file.write_text(data)
    project = make_project(tmp_path / "p.annot", [])
    try:
        made = ImportChoices(**choices)
        (shown,) = preview(project, [file], choices=made).first
        bring_in(Workspace(project, "ada"), [file], choices=made)
        with project.reading() as connection:
            (number,) = numbers(connection)
            title = document(connection, number).article.title
    finally:
        project.close()
    assert shown.record.article.title == title
    return title


@pytest.mark.parametrize(
    "line",
    [
        *("Skip to main content", "Home | World | Asia", "Advertisement", "Share this article"),
        *("WORLD NEWS", "Latest headlines", "Middle East"),
        "We use cookies to improve your experience.",
        "10 February 2024\nADVERTISEMENT\nShare this article",
    ],
)
def test_the_first_line_that_is_no_boilerplate_names_the_article(tmp_path: Path, line: str) -> None:
    data = f"{line}\n\n{HEADLINE}\n\n{STORY}\n"
    assert titles(tmp_path, "a.txt", data) == HEADLINE


@pytest.mark.parametrize(
    "line",
    [
        *("Zum Hauptinhalt springen", "Passer au contenu", "Ir al contenido principal"),
        *("Ir para o conteúdo principal", "Salta al contenuto", "Ana içeriğe atla", "İÇERİĞE GEÇ"),
        *("Перейти к основному содержанию", "Перейти до вмісту", "انتقل إلى المحتوى الرئيسي"),
        *("پرش به محتوا", "Naar de inhoud springen", "Lompat ke isi", "Nenda kwenye maudhui"),
        *("Skip to navigation", "Skip links", "Listen to this story (4 min)", "Choose language"),
        *("You need to enable JavaScript to run this app.", "2 of 40 DOCUMENTS", "DOCUMENT 7 OF 9"),
        *(
            "Diese Website verwendet Cookies, um Inhalte anzupassen.",
            "Ce site utilise des cookies.",
        ),
        *("Este sitio web utiliza cookies propias.", "Este site usa cookies para melhorar."),
        *("Questo sito utilizza i cookie.", "Sitemizde çerezleri kullanıyoruz."),
        *("Этот сайт использует файлы cookie.", "Ми використовуємо файли cookie."),
        *("يستخدم هذا الموقع ملفات تعريف الارتباط.", "این سایت از کوکی‌ها استفاده می‌کند."),
        *("Deze website maakt gebruik van cookies.", "Situs ini menggunakan cookie."),
        *("Tovuti hii inatumia vidakuzi.", "By Ada Example and Bob Sample", "Par Ada Example"),
        *("Image source, Reuters", "Photo by Ada Example", "Fri 1 Mar 2024 09.05 EST"),
        *("Freitag, 1. März 2024, 09:05 Uhr", "_" * 40, "I agree", "Publicité"),
        *("Teilen", "Politics"),
    ],
)
def test_a_line_that_is_no_headline_names_no_article(tmp_path: Path, line: str) -> None:
    assert titles(tmp_path, "a.txt", f"{line}\n{HEADLINE}\n\n{STORY}\n") == HEADLINE


@pytest.mark.parametrize(
    "headline",
    [
        *("By then the city had fallen", "Von Kiew nach Moskau", "Por Gaza", "Di Maio resigns"),
        *("Accept the truce, envoys say", "1 of 5 hostages freed", "Wir verwenden keine Waffen"),
        *("Politics of hunger", "12 dead in 2024", "Select language schools shut"),
    ],
)
def test_a_headline_that_begins_like_boilerplate_names_the_article(
    tmp_path: Path, headline: str
) -> None:
    assert titles(tmp_path, "a.txt", f"{headline}\n\n{STORY}\n") == headline


def test_boilerplate_of_any_length_is_passed_over(tmp_path: Path) -> None:
    data = "Advertisement\n\n" * 600 + f"{HEADLINE}\n\n{STORY}\n"
    assert titles(tmp_path, "a.txt", data) == HEADLINE


def test_where_all_is_boilerplate_the_file_names_the_article(tmp_path: Path) -> None:
    assert titles(tmp_path, "Quxtown 1.txt", "Skip to main content\nAdvertisement\n") == (
        "Quxtown 1.txt"
    )


def test_the_headline_of_a_page_may_be_boilerplate(tmp_path: Path) -> None:
    page = f"<html><body><h1>Advertisement</h1><h2>{HEADLINE}</h2><p>{STORY}</p></body></html>"
    assert titles(tmp_path, "a.html", page) in (HEADLINE, STORY)


def test_a_byline_above_the_headline_in_jsonl_names_no_article(tmp_path: Path) -> None:
    record = {"text": f"By Ada Example\n{HEADLINE}\n{STORY}"}
    assert titles(tmp_path, "a.jsonl", orjson.dumps(record).decode()) == HEADLINE


def test_a_title_in_the_data_that_is_boilerplate_of_the_text_is_none(tmp_path: Path) -> None:
    record = {"text": f"SHARE THIS ARTICLE\n{STORY}", "meta": {"title": "Share this article"}}
    assert titles(tmp_path, "a.jsonl", orjson.dumps(record).decode()) == STORY


def test_a_title_in_the_data_stays_above_boilerplate(tmp_path: Path) -> None:
    record = {"text": f"Share this article\n{STORY}", "title": HEADLINE}
    assert titles(tmp_path, "a.json", orjson.dumps(record).decode()) == HEADLINE


def test_what_somebody_has_worked_on_keeps_its_title(tmp_path: Path) -> None:
    record = {
        "text": f"Share this article\n{STORY}",
        "meta": {"title": "Share this article", "status": "done"},
        "muted": [{"start": 0, "end": 18, "rule": "manual"}],
    }
    told = titles(tmp_path, "a.jsonl", orjson.dumps(record).decode(), as_annotations=True)
    assert told == "Share this article"


def test_without_muting_the_first_line_names_the_article(tmp_path: Path) -> None:
    data = f"Share this article\n{STORY}"
    assert titles(tmp_path, "a.txt", data, mute=False) == "Share this article"


@pytest.mark.parametrize(
    "top",
    [
        *("Skip to main content", "Home | World | Asia", "HOME NEWS WORLD SPORT", "Comments (0)"),
        "We use cookies to improve your experience. Accept all",
    ],
)
def test_no_article_is_named_after_a_muted_line(tmp_path: Path, top: str) -> None:
    project = make_project(tmp_path / "p.annot", [])
    (tmp_path / "a.txt").write_text(
        f"{top}\nClash in Quxtown\nRebels took Quxtown on Friday, the army said to the press.\n"
    )
    shown = preview(project, [tmp_path / "a.txt"], choices=ImportChoices()).first
    project.close()
    assert [item.record.article.title for item in shown] == ["Clash in Quxtown"]


def test_an_article_of_which_much_is_muted_is_named(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", [])
    story = "Rebels took Quxtown on Friday, the army said in a statement to the press in Marvale."
    (tmp_path / "a.txt").write_text("\n".join([story] * 6))
    seen = preview(project, [tmp_path / "a.txt"], choices=ImportChoices()).report.notes
    done = import_files(project, [tmp_path / "a.txt"], annotator="ada").notes
    project.close()
    said = "83% of its text is muted as boilerplate; look whether that is right"
    assert [[n.reason for n in notes if "muted" in n.reason] for notes in (seen, done)] == [
        [said],
        [said],
    ]
