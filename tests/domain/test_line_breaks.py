"""Which line ends are soft, and how a text reads without them."""

from __future__ import annotations

import textwrap
from dataclasses import replace

import pytest
from calls import calls_of
from hypothesis import given
from hypothesis import strategies as st
from strange_texts import any_texts

from annotator.domain.boundaries import Edge, move_edge
from annotator.domain.figures import Qualifier
from annotator.domain.joined_text import join_lines
from annotator.domain.raised_marks import marks_in
from annotator.operations.figures import read_figure

STORY = (
    "Rebels took the town of Quxtown on Friday after a fight of nine hours, the army said in a "
    "statement it gave to the local press in Marvale. Twelve soldiers died in the fight for the "
    "town, and more than 30 villagers were hurt when a shell hit a farm near the river."
)
SHORT = "The governor of Marvale said that 400 families had left their homes since the week before."
# Case 37 and case 39 of the files that came out wrong.
FIGURE = (
    "Fighters attacked an army post in Helmand province, killing more than\n"
    "30 soldiers, the ministry said.\n"
)
HYPHENS = (
    "Fighters attacked an Afghan Na-\ntional Army post near Lashkar Gah in Hel-\n"
    "mand province, the ministry said.\n"
)
WRAPPED = {
    "a blank at the end": (
        "Fighters attacked an army post in Helmand province, killing more than \n30 soldiers.",
        "Fighters attacked an army post in Helmand province, killing more than 30 soldiers.",
    ),
    "line ends of Windows": (
        "Fighters attacked an army post in Helmand province, killing more than\r\n30 soldiers.\r\n",
        "Fighters attacked an army post in Helmand province, killing more than 30 soldiers.\r\n",
    ),
    "a quoted mail": (
        "On Friday, B wrote:\n\n"
        "> Rebels took the town of Quxtown on Friday, the army said in a statement\n"
        "> that it gave to the local press, and 12 soldiers died in the fight for\n"
        "> the town.\n>\n> What of the bridge?\n",
        "On Friday, B wrote:\n\n"
        "> Rebels took the town of Quxtown on Friday, the army said in a statement "
        "that it gave to the local press, and 12 soldiers died in the fight for "
        "the town.\n>\n> What of the bridge?\n",
    ),
    "paragraphs that begin with an indent": (
        "   Rebels took Quxtown on Friday, the army said in a statement it gave to the\n"
        "local press. 12 soldiers died in the fight for the town, and more than\n30 were hurt.\n"
        "   The governor said that 400 families had left their homes since the\nweek before.\n",
        "   Rebels took Quxtown on Friday, the army said in a statement it gave to the "
        "local press. 12 soldiers died in the fight for the town, and more than 30 were hurt.\n"
        "   The governor said that 400 families had left their homes since the week before.\n",
    ),
    "items of a list that go on": (
        "Killed in the week:\n- 12 soldiers in Quxtown\n"
        "- a teacher near the river, hit by a shell on Monday morning as he\n  went home\n",
        "Killed in the week:\n- 12 soldiers in Quxtown\n"
        "- a teacher near the river, hit by a shell on Monday morning as he went home\n",
    ),
    "a heading above": (
        "CLASH IN QUXTOWN\nBy A. Writer\n"
        "Rebels took Quxtown on Friday, the army said in a statement it gave to the\n"
        "local press, and 12 soldiers died in the fight for the town and for the\nbridge.\n",
        "CLASH IN QUXTOWN\nBy A. Writer\n"
        "Rebels took Quxtown on Friday, the army said in a statement it gave to the "
        "local press, and 12 soldiers died in the fight for the town and for the bridge.\n",
    ),
    "hyphens that are meant and others": (
        "The convoy was hit by the Taliban-\nled group in the 19-year-\nold war; twenty-\nfive "
        "men of the pro-\nvince were in Nagorno-\nKarabakh and Al-\nShabaab for 5-\n6,000 days, "
        "and anti-\nwar and pro-\nand anti-government groups were in Kanda-\nhar.",
        "The convoy was hit by the Taliban-led group in the 19-year-old war; twenty-five "
        "men of the province were in Nagorno-Karabakh and Al-Shabaab for 5-6,000 days, "
        "and anti-war and pro- and anti-government groups were in Kandahar.",
    ),
}
UNWRAPPED = {
    "verse": (
        "Shall I compare thee to a summer’s day?\nThou art more lovely and more temperate:\n"
        "Rough winds do shake the darling buds of May,\n"
        "And summer’s lease hath all too short a date;\n"
        "Sometime too hot the eye of heaven shines,\nAnd often is his gold complexion dimm’d;\n"
        "And every fair from fair sometime declines\n"
    ),
    "a list with numbers": (
        "The following was reported by the army on Monday from the three provinces\n"
        "1. Quxtown: 12 soldiers killed in a fight for the town\n2. Marvale: 3 hurt\n"
    ),
    "a list of names": (
        "Killed on Friday\nJohn Smith of the Second Battalion of Marvale\n"
        "Peter Jones of the Third Battalion of Quxtown\nPaul Miller of the First Battalion of Lom\n"
        "Mary Brown, a nurse of the hospital in Lom\n"
    ),
    "a table": "Place\tKilled\tHurt\nQuxtown\t12\t3\nMarvale\t2\t0\n",
    "a table set with blanks": (
        "Place              Killed      Hurt\nQuxtown            12          3\n"
        "Lom province       1           14\n"
    ),
    "a title and its story": (
        "Rebels seize border town after nine-hour fight\nThe army said on Friday that it left.\n"
    ),
    "a title in capitals of a title": (
        "The Fall of Quxtown and the Road to the Border of the North\nMarvale was quiet.\n"
    ),
    "paragraphs of a line each": (
        "Rebels took Quxtown on Friday, the army said in a statement it gave.\n"
        "Twelve soldiers died in the fight for the town, said a doctor.\n"
        "The governor said that 400 families had left their homes.\n"
        "On Saturday the army took the bridge back, and 40 men prisoner.\n"
    ),
    "titles": (
        "Rebels seize border town after fight of nine hours\nArmy says that 12 died\n"
        "Talks in the capital end without any paper being signed\nGovernor visits camp\n"
        "Price of bread up again as road to coast stays shut\n"
    ),
    "the head of a mail": (
        "From: desk <a@example.org>\nTo: news desk of the Quxia Daily <desk@example.org>\n"
        "Subject: Clash in Quxtown, 12 dead\nDate: 16 Feb 2024\n"
    ),
    "an answer below a quoted line": "> Rebels took the town, said the army and\nno, it did not.\n",
}


def rewrapped(paragraphs: list[str], width: int) -> str:
    return "\n\n".join(textwrap.fill(text, width, break_long_words=False) for text in paragraphs)


@pytest.mark.parametrize("kind", WRAPPED)
def test_soft_line_ends_are_read_as_blanks(kind: str) -> None:
    text, joined = WRAPPED[kind]
    assert join_lines(text).text == joined


@pytest.mark.parametrize("kind", UNWRAPPED)
def test_lines_that_end_for_good_stay_lines(kind: str) -> None:
    assert join_lines(UNWRAPPED[kind]).text == UNWRAPPED[kind]


@pytest.mark.parametrize(
    "word",
    [
        *("spokes-man", "state-ment", "week-end", "vil-lage", "Kanda-har", "north-ern", "pro-test"),
        *("car-ried", "so-cial", "Mon-day", "six-teen", "law-yer", "sol-diers", "ex-plosion"),
    ],
)
def test_a_hyphen_that_only_parts_a_word_is_none(word: str) -> None:
    first, second = word.split("-")
    text = f"The army said on the day before in a long paper that the {first}-\n{second} was here."
    assert word.replace("-", "") in join_lines(text).text


@pytest.mark.parametrize(
    "word",
    [
        *(
            "cease-fire",
            "two-day",
            "Iran-backed",
            "left-wing",
            "NATO-led",
            "anti-war",
            "ex-minister",
        ),
        *("high-level", "rank-and-file", "twenty-five", "Saudi-owned", "well-known", "war-torn"),
    ],
)
def test_a_hyphen_that_is_meant_stays(word: str) -> None:
    first, _, second = word.rpartition("-")
    text = f"The army said on the day before in a long paper that the {first}-\n{second} was here."
    assert word in join_lines(text).text


@pytest.mark.parametrize("width", range(56, 90))
def test_a_text_wrapped_at_any_width_reads_as_it_was(width: int) -> None:
    assert join_lines(rewrapped([STORY, SHORT], width)).text == f"{STORY}\n\n{SHORT}"


def test_a_text_of_paragraphs_of_two_lines_shows_its_width_in_all_of_them() -> None:
    paragraphs = [
        "Rebels took the town of Quxtown on Friday, said an officer of the army. "
        "Marvale was quiet.",
        "Twelve soldiers of the Second Battalion died in the fight for the town, a doctor said.",
        "Tents and flour were sent to the camp at the border on Monday by the governor.",
    ]
    assert join_lines(rewrapped(paragraphs, 74)).text == "\n\n".join(paragraphs)


@given(any_texts | st.text("aB-> \n,.é1", max_size=400))
def test_what_is_joined_stands_where_it_says(text: str) -> None:
    joined, marks = join_lines(text), marks_in(text)
    for at, char in enumerate(joined.text):
        start, end = joined.original(at, at + 1)
        is_left_out = text[start].isspace() or any(a <= start < b for a, b in marks)
        assert text[start:end] == char or (char == " " and is_left_out)
        assert joined.joined(start, start)[0] == at


def test_a_figure_is_read_across_a_soft_line_end() -> None:
    start = FIGURE.index("30")
    figure = read_figure(FIGURE, start, start + 2, "FIGURE")
    assert figure is not None
    assert (figure.qualifier, figure.counts, figure.outcome) == (
        Qualifier.MORE_THAN,
        "soldiers",
        "killed",
    )


@pytest.mark.parametrize("mark", ["[1,2]", "[1, 2]", "[1–3]", "[ii]", "[1][2]", "[a, b]"])
def test_a_figure_is_read_over_several_marks_of_notes(mark: str) -> None:
    text = f"Rebels killed 12 {mark} soldiers."
    figure = read_figure(text, 14, 16, "FIGURE")
    assert figure is not None
    assert (figure.best, figure.counts) == (12, "soldiers")


@pytest.mark.parametrize(
    ("text", "count"), [("10⁶ people", 0), ("2×10³ men", 0), ("40 км² леса", 0), ("10² men", 1)]
)
def test_a_power_is_no_mark(text: str, count: int) -> None:
    assert len(marks_in(text)) == count


def test_a_figure_among_another_names_its_place_in_the_text_with_lines() -> None:
    text = (
        "Fighters attacked an army post in Hel-\nmand province on Monday and killed 30 soldiers, "
        "includ-\ning 4 officers, the ministry said.\n"
    )
    start = text.index("4 officers")
    figure = read_figure(text, start, start + 1, "FIGURE")
    assert figure is not None
    assert figure.part_of is not None
    assert text[slice(*figure.part_of)] == "30"


@pytest.mark.parametrize("at", [0, 1, 20, 59])
def test_deep_in_a_long_text_values_and_edges_are_those_of_the_passage_alone(at: int) -> None:
    passages = ["\n".join(textwrap.wrap(f"{STORY} {SHORT} {number}.", 72)) for number in range(60)]
    passages[at] = FIGURE + "The ministry said that it had lost 40 men, includ-\ning 4 officers."
    long = "\n\n".join(passages)
    assert len(long) > 20_000
    for words in ("30", "4 officers", "province"):
        start = passages[at].index(words)
        end = start + len(words.split()[0])
        before = len("\n\n".join([*passages[:at], ""]))
        value = read_figure(long, before + start, before + end, "FIGURE")
        alone = read_figure(passages[at], start, end, "FIGURE")
        assert value is not None
        assert alone is not None
        if alone.part_of is not None:
            place = tuple(before + offset for offset in alone.part_of)
            alone = replace(alone, part_of=place)
        assert value == alone
        edge = move_edge(long, before + start, before + end, Edge.END, outward=True)
        moved = move_edge(passages[at], start, end, Edge.END, outward=True)
        assert edge == tuple(before + offset for offset in moved)


def test_an_edge_in_a_long_wrapped_text_costs_what_its_part_costs() -> None:
    story = "\n".join(textwrap.wrap(STORY, 72))

    def cost(paragraphs: int) -> int:
        text = "\n\n".join(f"{story} {number}" for number in range(paragraphs))
        start = text.index("villagers", len(text) // 2)
        return calls_of(lambda: move_edge(text, start, start + 9, Edge.END, outward=True))

    assert cost(2000) < 1.5 * cost(200)


def test_an_edge_moves_over_a_soft_line_end() -> None:
    start = HYPHENS.index("Army")
    place = start, start + 4
    for _ in range(2):
        place = move_edge(HYPHENS, *place, Edge.START, outward=True)
    assert HYPHENS[slice(*place)] == "Na-\ntional Army"
