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


HIDING = """<style>@import url(site.css); .imported { display: none }
/* traps */ .trap, #pot { display:none } @media print { .shown { display: none } }
.pale { opacity: 0; } .small-print { font-size: 0 } .away { position:absolute; left:-9999px }
.cut { position: absolute; clip: rect(0, 0, 0, 0); width: 1px } .pushed { text-indent: -9999px }
p.note { visibility: hidden }
.box { font-size: 0 } .box p { font-size: 14px }
.fading { opacity: 0; transition: opacity .4s }
.later { opacity: 0 } .later.seen { opacity: 1 }
.wide { display: none } @media (min-width: 600px) { .wide { display: block } }
.slide { position: absolute; left: -1200px; width: 4800px }
</style>"""


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
        "<template><p>{}</p></template>",
        '<p style="opacity:0">{}</p>',
        '<p style="opacity: 0.0; pointer-events:none">{}</p>',
        '<p style="font-size:0"><b>{}</b></p>',
        '<p style="text-indent:-9999px">{}</p>',
        '<p style="position:absolute;margin-left:-10000px">{}</p>',
        '<p style="position:absolute;clip:rect(0 0 0 0)">{}</p>',
        '<p style="position:absolute!important;clip: rect(1px, 1px, 1px, 1px)">{}</p>',
        '<p style="clip-path: inset(50%)">{}</p>',
        '<p class="pale">{}</p>',
        '<p class="small-print">{}</p>',
        '<div class="away"><p>{}</p></div>',
        '<p class="cut">{}</p>',
        '<p class="pushed">{}</p>',
        '<p class="lead note">{}</p>',
        '<p class="imported">{}</p>',
    ],
)
def test_what_is_hidden_in_a_page_stays_out_with_a_note(hidden: str) -> None:
    words = "The true toll is 99 dead, as nobody reads."
    found = page_of(page(hidden.format(words), HIDING))
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
        '<div style="font-size:0px"><div style="font-size:14px">{}</div></div>',
        '<div class="box"><p>{}</p></div>',
        '<p style="opacity:0.9">{}</p>',
        '<p style="opacity:0;transform:translateY(20px)">{}</p>',
        '<p style="opacity:0" data-aos="fade-up">{}</p>',
        '<p class="wow fadeInUp" style="visibility:hidden">{}</p>',
        '<p class="fading">{}</p>',
        '<p class="later">{}</p>',
        '<p class="wide">{}</p>',
        '<div class="slide"><p>{}</p></div>',
        '<div class="note">{}</div>',
        '<template shadowrootmode="open"><p>{}</p></template>',
        '<p style="left:-9999px">{}</p>',
    ],
)
def test_what_is_seen_on_large_screens_stays_in(shown: str) -> None:
    found = page_of(page(shown.format("A doctor counted 99 dead on Sunday in the town."), HIDING))
    assert "99 dead" in found.text
    assert not [note for note in found.notes if "hidden" in note]


def test_a_page_that_a_script_shows_is_read_whole() -> None:
    html = f"<body><div class='hidden'>{'<p>'.join(STORY)}</div><p>Please wait.</p></body>"
    assert without_hidden(html) == (html, 0)


@pytest.mark.parametrize("style", ["opacity:0", "visibility:hidden", "font-size:0", "display:none"])
def test_a_story_that_a_script_fades_in_is_kept_and_named(style: str) -> None:
    story = f"<div style='{style}'>{'<br>'.join(STORY)}</div>"
    html = f"<title>Clash</title><body><h1>Clash</h1>{story}<p>The bridge is open again.</p></body>"
    found = page_of(html)
    assert all(paragraph in found.text for paragraph in STORY)
    size = sum(map(len, STORY))
    assert f"{size} characters were kept that the page hides, because a script may show them" in (
        found.notes
    )


def test_paragraphs_that_are_drawn_when_somebody_gets_to_them_are_kept() -> None:
    html = page(f'<p style="opacity:0">{STORY[0].replace("Friday", "Monday")}</p>')
    assert "Rebels took the town of Quxtown on Monday" in page_of(html).text


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
