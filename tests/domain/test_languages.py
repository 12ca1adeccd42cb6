"""Which letters a text is written with, and whether a pipeline can read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.domain.languages import script_of, unread

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("طالبان گفتند که ۳۰ نفر در کندز کشته شدند.", "Arabic script"),
        ("قالت وزارة الصحة إن ٣٠ شخصا قتلوا.", "Arabic script"),
        ("以色列军队周日袭击了加沙。", "Chinese characters"),
        ("ガザでの戦闘で30人が死亡した。", "Japanese script"),
        ("이스라엘군이 가자를 공습했다.", "Korean script"),
        ("Российские войска обстреляли Харьков.", "Cyrillic script"),
        ("काबुल में धमाके में तीस लोग मारे गए।", "Devanagari script"),
        ("กองทัพเมียนมาโจมตีหมู่บ้าน", "Thai script"),
        ("တပ်မတော်က ရွာကို တိုက်ခိုက်ခဲ့သည်", "Burmese script"),
        ("በትግራይ ክልል ውጊያ ቀጥሏል።", "Ethiopic script"),
    ],
)
def test_what_is_written_in_other_letters_than_english_is_not_read_as_english(
    text: str, script: str
) -> None:
    assert unread(text, "en") == ("English", script)


@pytest.mark.parametrize(
    "text",
    [
        "Taliban fighters attacked Kunduz.",
        "Les combattants ont attaqué Kunduz.",  # letters do not tell French from English
        "Taliban fighters (طالبان) attacked Kunduz, said 塔利班.",
        "Boko Haram a tué à N’Djaména, Čačak và Đà Nẵng",
        "30 (12) – 14",
        "",
    ],
)
def test_latin_letters_and_none_may_be_english(text: str) -> None:
    assert unread(text, "en") is None


@pytest.mark.parametrize("language", ["xx", "", "tlh", "mul"])
def test_of_a_language_nobody_knows_nothing_is_said(language: str) -> None:
    assert unread("以色列军队周日袭击了加沙。", language) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fa", "طالبان گفتند که ۳۰ نفر در کندز کشته شدند."),
        ("ja", "日本軍"),
        ("ja", "ガザでの戦闘"),
        ("zh", "以色列军队"),
        ("sr", "Vojska"),
        ("sr", "Војска"),
        ("uk", "Російські війська"),
    ],
)
def test_a_text_in_the_letters_of_a_language_may_be_read(language: str, text: str) -> None:
    assert unread(text, language) is None


def test_english_is_not_what_a_pipeline_for_persian_reads() -> None:
    assert unread("Taliban fighters attacked Kunduz.", "fa") == ("Persian", "Latin script")


def test_a_title_in_english_does_not_make_a_text_english() -> None:
    assert script_of("Kabul attack\n\n" + "طالبان گفتند که نفر در کندز کشته شدند. " * 9) == (
        "Arabic script"
    )


def test_the_sample_articles_are_read() -> None:
    texts = [path.read_text(encoding="utf-8") for path in SEEDS.glob("*.txt")]
    assert texts
    assert [unread(text, "en") for text in texts] == [None] * len(texts)
