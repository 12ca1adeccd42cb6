"""Names are replaced in scripts without blanks, in encoded addresses and in Arabic as people write
it; every range of the text still says what it said.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.pseudonyms import Key, Pseudonyms

KEY = Key(
    persons={
        "person-1": ("王小明",),
        "person-2": ("山田太郎", "สมชาย ใจดี"),
        "person-3": ("أحمد الشرع",),
        "person-4": ("الشيخ على",),
        "person-5": ("José Müller",),
        "person-6": ("김정은",),
    }
)
WRITTEN = {
    "王小明": "person-1",
    "山田太郎": "person-2",
    "أحمد الشرع": "person-3",
    "احـمَد  الشَّرْعُ": "person-3",
    "%D8%A3%D8%AD%D9%85%D8%AF-%d8%a7%d9%84%d8%b4%d8%b1%d8%b9": "person-3",
    "الشيخ عليّ": "person-4",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("王小明说，政府军打死王小明的兄弟。", "person-1说，政府军打死person-1的兄弟。"),
        ("記者の山田太郎は", "記者のperson-2は"),
        ("นายสมชาย ใจดีกล่าว", "นายperson-2กล่าว"),
        ("说José Müller去", "说person-5去"),
        ("김정은은 말했다", "person-6은 말했다"),
    ],
)
def test_a_name_is_replaced_beside_letters_of_a_script_without_blanks(
    text: str, expected: str
) -> None:
    names = Pseudonyms(KEY)
    said = names.text(text).text
    names.count(said)
    assert said == expected
    assert names.replaced.total() == expected.count("person-")


@pytest.mark.parametrize(
    "name",
    [
        "%D8%A3%D8%AD%D9%85%D8%AF-%D8%A7%D9%84%D8%B4%D8%B1%D8%B9",
        "%d8%a3%d8%ad%d9%85%d8%af_%d8%a7%d9%84%d8%b4%d8%b1%d8%b9",
        "%E7%8E%8B%E5%B0%8F%E6%98%8E",
        "Jos%C3%A9+M%c3%bcller",
        "jose%CC%81-mu%CC%88ller",
        "Jos%E9%20M%FCller",
    ],
)
def test_a_name_is_replaced_where_an_address_encodes_it(name: str) -> None:
    said = Pseudonyms(KEY).words(f"https://x.example/100%25/{name}/%D8%A3?q=%41")
    assert said in [f"https://x.example/100%25/person-{n}/%D8%A3?q=%41" for n in (1, 3, 5)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال احمد الشرع.", "قال person-3."),
        ("أَحْمَد الشَّرْع", "person-3"),
        ("وأحـمـد الشرع", "وperson-3"),
        ("وبأحمد الشرع", "وبperson-3"),
        ("الشيخ علي والشيخ على", "person-4 وperson-4"),
        ("للشيخ عليّ، وللشيخ علي", "لperson-4، ولperson-4"),
        ("الشيخ عليم", "الشيخ عليم"),
    ],
)
def test_a_name_is_replaced_however_arabic_spells_it(text: str, expected: str) -> None:
    assert Pseudonyms(KEY).text(text).text == expected


@given(
    st.lists(st.sampled_from([*WRITTEN, "x", "12%", "%41", "قـال", "说", "\U0001f1e6", "e\u0301"]))
)
def test_every_range_says_the_same_words_or_a_pseudonym(pieces: list[str]) -> None:
    replaced = Pseudonyms(KEY).text("\n".join(pieces))
    start = 0
    for piece in pieces:
        end = start + len(piece)
        first, last = replaced.range(start, end)
        assert replaced.text[first:last] == WRITTEN.get(piece, piece)
        start = end + 1


def test_a_name_without_letters_is_nowhere() -> None:
    assert Pseudonyms(Key(persons={"person-1": ("--",)})).text("a  b").text == "a  b"
