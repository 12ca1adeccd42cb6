"""What readers of a page do not see stays out, and raised marks are no part of numbers."""

from __future__ import annotations

import pytest

from annotator.formats.web.hidden_elements import without_hidden
from annotator.formats.web.html import page_of

STORY = [
    "Rebels took the town of Quxtown on Friday after a fight of nine hours, the army said in a "
    "statement it gave to the local press in Marvale.",
    "Twelve soldiers died in the fight for the town, and three villagers were hurt when a shell "
    "hit a farm near the river, a doctor in the town said.",
    "The governor of Marvale province said that 400 families had left their homes since the week "
    "before, and that tents and flour had been sent to them.",
]


def page(paragraph: str, head: str = "") -> str:
    story = "".join(f"<p>{text}</p>" for text in STORY)
    return (
        f"<html><head><title>Clash</title>{head}</head><body><article><h1>Clash</h1>"
        f"{story}{paragraph}<p>The bridge was taken back on Saturday, said the army.</p>"
        "</article></body></html>"
    )


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display: none">{}</p>',
        '<p style="visibility:hidden;">{}</p>',
        '<p style="font-size:0px">{}</p>',
        '<p style="color:#fff;background:#FFFFFF">{}</p>',
        '<p style="position:absolute; left:-9999px">{}</p>',
        "<p hidden>{}</p>",
        '<p aria-hidden="true">{}</p>',
        '<p class="sr-only">{}</p>',
        '<p class="note visually-hidden">{}</p>',
        '<div class="screen-reader-text"><p>{}</p></div>',
        '<p class="d-none">{}</p>',
        '<p class="trap">{}</p>',
        '<p id="pot">{}</p>',
    ],
)
def test_what_is_hidden_in_a_page_stays_out_with_a_note(hidden: str) -> None:
    words = "The true toll is 99 dead, as nobody reads."
    style = "<style>.trap, #pot { display:none } @media print { .shown { display: none } }</style>"
    found = page_of(page(hidden.format(words), style))
    assert "99 dead" not in found.text
    assert f"{len(words)} hidden characters were left out" in found.notes
    assert "The bridge was taken back" in found.text


@pytest.mark.parametrize(
    "shown",
    [
        '<p class="shown">{}</p>',
        '<p class="d-none d-md-block">{}</p>',
        '<p class="hidden md:block">{}</p>',
        '<p style="color:#fff;background:#000">{}</p>',
        '<p style="color:#ffffff">{}</p>',
        '<p class="hidden-gem">{}</p>',
        '<p title="hidden">{}</p>',
    ],
)
def test_what_is_seen_on_large_screens_stays_in(shown: str) -> None:
    style = "<style>@media print { .shown { display: none } }</style>"
    found = page_of(page(shown.format("A doctor counted 99 dead on Sunday in the town."), style))
    assert "99 dead" in found.text
    assert not [note for note in found.notes if "hidden" in note]


def test_a_page_that_a_script_shows_is_read_whole() -> None:
    html = f"<body><div class='hidden'>{'<p>'.join(STORY)}</div><p>Please wait.</p></body>"
    assert without_hidden(html) == (html, 0)


def test_a_hidden_paragraph_that_is_not_closed_ends_where_the_next_begins() -> None:
    html = page("<p hidden>Nobody reads this.<p>A doctor counted 99 dead in the town.")
    found = page_of(html)
    assert "Nobody reads" not in found.text
    assert "99 dead" in found.text


@pytest.mark.parametrize(
    "mark",
    [
        "<sup>1</sup>",
        '<sup class="reference"><a href="#cite_1">[1]</a></sup>',
        '<a href="#fn1" class="footnote-ref">1</a>',
        '<a href="#_ftn1">1</a>',
        '<span style="vertical-align: super">1</span>',
        '<span class="superscript">1</span>',
    ],
)
def test_a_raised_mark_is_set_apart_from_a_number(mark: str) -> None:
    found = page_of(page(f"<p>In all 12{mark} soldiers died in the fight, said the army.</p>"))
    assert "12 [1] soldiers died" in found.text


def test_a_link_on_a_number_is_no_mark() -> None:
    found = page_of(page('<p>In all <a href="/toll#top">12</a> soldiers died, said the army.</p>'))
    assert "In all 12 soldiers died" in found.text


def test_an_element_that_is_never_closed_does_not_keep_others_from_being_hidden() -> None:
    never = '<div style="display:none" id="frame">'
    found = page_of(
        page('<p class="sr-only">Nobody sees 99 dead.</p>').replace("<h1", never + "<h1")
    )
    assert "99 dead" not in found.text
    assert STORY[0] in found.text
