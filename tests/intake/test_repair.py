"""What was decoded wrongly is put right; what could be meant stays as it is."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import texts

from annotator.intake.repair import apply, repaired, repairs

SEEDS = Path(__file__).parents[2] / "seeds"
WORDS = "“The Taliban’s” – café, Bogotá, Şırnak … £5"


@pytest.mark.parametrize(
    ("damaged", "right"),
    [
        ("donâ€™t", "don’t"),
        ("He said â€œgoâ€\x9d – ‘now’.", "He said “go” – ‘now’."),
        ("BogotÃ¡", "Bogotá"),
        ("Â£5 million", "£5 million"),
        ("it\x92s", "it’s"),
        ("РџСЂРёРІРµС‚", "Привет"),
        ("one line â€“ two\nthe next â€“ too", "one line – two\nthe next – too"),
    ],
)
def test_wrongly_decoded_characters_are_put_right(damaged: str, right: str) -> None:
    assert repaired(damaged) == right


@pytest.mark.parametrize("encoding", ["cp1252", "cp1250", "mac-roman"])
def test_text_that_was_taken_for_another_encoding_comes_back(encoding: str) -> None:
    text = "“Words” of the Taliban’s spokesman"
    assert repaired(text.encode().decode(encoding, "ignore")).count("’") == 1


@pytest.mark.parametrize(
    "text",
    [
        WORDS,
        '“curly”, ‘single’, «guillemets», "straight", it\'s',
        "ﬁne ligatures, ｆｕｌｌ width, e\u0301 apart, é in one",
        "AT&amp;T &lt;b&gt; &quot;",
        "zero\u200bwidth, right\u202eto left, soft\u00adhyphen, \x1b[31mred",
        "À la carte, ÂME, SÃO PAULO, Ångström, Ærø",
        "Київ, Москва, القاهرة, 北京",
    ],
)
def test_what_is_meant_is_left_alone(text: str) -> None:
    assert repairs(text) == []


def test_the_seeds_need_no_repair() -> None:
    for seed in SEEDS.glob("*.txt"):
        assert repairs(seed.read_text(encoding="utf-8")) == []


@given(texts)
def test_repairs_are_in_order_and_say_what_the_text_says(text: str) -> None:
    damaged = text.encode("utf-8", "replace").decode("cp1252", "replace") + " donâ€™t"
    found = repairs(damaged)
    assert all(damaged[r.start : r.end] == r.old for r in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert apply(damaged, found) == repaired(damaged)


@given(st.text(max_size=200))
def test_any_text_is_taken(text: str) -> None:
    repaired(text)


@pytest.mark.parametrize(
    ("damaged", "text"),
    [
        ("The armyâ€[TM]s chief", "The army’s chief"),
        ("cafÃ(c) du Nord", "café du Nord"),
        ("The armyâ€TMs chief", "The army’s chief"),
        ("He said â€oeno claimâ€ was made.", "He said “no claim” was made."),
        ("The army&acirc;&euro;&trade;s chief", "The army’s chief"),
        ("It&#226;&#8364;&#8482;s caf&Atilde;&copy; time", "It’s café time"),
        ("He said &acirc;&euro;&oelig;no&acirc;&euro;.", "He said “no”."),
        ("A&acirc;€™s chief", "A’s chief"),
        ("The TalibanÂ’s chief", "The Taliban’s chief"),
    ],
)
def test_signs_that_were_spelt_out_are_put_right(damaged: str, text: str) -> None:
    assert repaired(damaged) == text


@pytest.mark.parametrize(
    "text",
    [
        "The sign [TM] stands here (c) 2024.",
        "Ação (c) 2024",
        "Caf&eacute; &Atilde;guas &amp; &lt;b&gt;",
        "S&Atilde;O PAULO",
        "&laquo;&nbsp;Non&nbsp;&raquo;",
    ],
)
def test_signs_that_are_spelt_out_as_such_stay(text: str) -> None:
    assert repaired(text) == text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("The army=E2=80=99s convoy was hit =\nnear Kidal =E2=80=94 five dead.",
         "The army’s convoy was hit near Kidal — five dead."),
        ("Trois morts =E0 Gao, dit l=\n'arm=E9e.", "Trois morts à Gao, dit l'armée."),
        ("A sum =3D 5 at Bogot=C3=A1=20\nnow", "A sum = 5 at Bogotá \nnow"),
        (r"Tropas en Bogot\u00e1 mataron a Jos\u00e9.", "Tropas en Bogotá mataron a José."),
        (r"\u041a\u0438\u0435\u0432 \ud83d\ude00", "Киев 😀"),
        (r"Bogot\xc3\xa1 fell", "Bogotá fell"),
        ("Bogot<U+00E1> fell", "Bogotá fell"),
    ],
)  # fmt: skip
def test_characters_that_are_written_as_escapes_are_put_right(written: str, meant: str) -> None:
    assert repaired(written) == meant
    assert all(written[r.start : r.end] == r.old for r in repairs(written))


@pytest.mark.parametrize(
    "text",
    [
        "See https://a.example/?q=E2=80=99&x=1 for 5 = 5.",
        "a = b",
        "The ratio=AB is odd.",
        r"C:\users\u2 and \u12 and \ud83d alone",
        r"A bell \u0007 rings",
        r"The byte \xe9 alone, \xff\xfe too",
        "No <U+0007> and <U+FFFFFF>",
        "It ends with =\nas equations do",
    ],
)
def test_what_is_no_escape_stays(text: str) -> None:
    assert repairs(text) == []
