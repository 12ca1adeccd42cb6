"""Whether colours can be told apart, and what is said of labels that cannot."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from annotator.domain.colour_vision import (
    LEAST_DISTANCE,
    Lab,
    Vision,
    ciede2000,
    confusing,
    distance,
    seen,
)
from annotator.domain.label_colours import colour, confusions, recoloured, spare_colours
from annotator.domain.labels import DEFAULT_LABELS, SPARE_COLOURS
from annotator.domain.values import Label

PALETTE = [*((label.light, label.dark) for label in DEFAULT_LABELS), *SPARE_COLOURS]


# Sharma, Wu and Dalal 2005, table 1, pairs 1, 4, 7, 10, 15, 17, 22, 25 and 34.
@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0009), 7.1792),
        ((50.0, -0.001, 2.49), (50.0, 0.0011, -2.49), 4.7461),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_distance_is_that_of_the_published_pairs(one: Lab, other: Lab, apart: float) -> None:
    assert ciede2000(one, other) == pytest.approx(apart, abs=5e-5)
    assert ciede2000(other, one) == pytest.approx(apart, abs=5e-5)


def test_white_and_black_are_the_ends_of_lightness_for_everybody() -> None:
    for vision in Vision:
        assert seen("#FFFFFF", vision)[0] == pytest.approx(100, abs=0.05)
        assert seen("#000000", vision) == pytest.approx((0, 0, 0), abs=1e-9)


def test_red_and_green_are_confused_without_cones_for_long_or_middle_waves() -> None:
    apart = {vision: distance("#FF0000", "#7F6A00", vision) for vision in Vision}
    assert apart[Vision.USUAL] > 40
    assert apart[Vision.PROTANOPIA] < apart[Vision.USUAL] / 2


def test_blue_and_green_of_the_same_lightness_are_confused_with_tritanopia_alone() -> None:
    assert Vision.TRITANOPIA in confusing("#4E9A90", "#4E97B0")
    assert Vision.USUAL not in confusing("#4E9A90", "#4E97B0")


@pytest.mark.parametrize("wrong", ["", "red", "#12345", "#12345G"])
def test_what_is_no_colour_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"colour|invalid literal"):
        seen(wrong)


@pytest.mark.parametrize("vision", Vision)
@pytest.mark.parametrize("dark", [False, True])
def test_any_two_colours_of_the_palette_are_told_apart(dark: bool, vision: Vision) -> None:
    for one, other in combinations(PALETTE, 2):
        apart = distance(one[dark], other[dark], vision)
        assert apart >= 10 > LEAST_DISTANCE, f"{one[dark]} and {other[dark]}: {apart:.1f}"


def test_the_labels_of_a_new_project_look_alike_to_nobody() -> None:
    assert confusions(DEFAULT_LABELS) == []


def test_labels_that_look_alike_are_named_with_the_page_and_to_whom() -> None:
    actor = DEFAULT_LABELS[0]
    weapon = Label("WEAPON", "4", actor.light, "#9C0C48")
    (found,) = confusions([*DEFAULT_LABELS, weapon])
    assert (found.one, found.other, found.dark) == ("ACTOR", "WEAPON", False)
    assert found.visions == tuple(Vision)


def test_a_colour_of_the_palette_is_suggested_for_the_page_where_they_look_alike() -> None:
    actor = DEFAULT_LABELS[0]
    labels = [*DEFAULT_LABELS, Label("WEAPON", "4", actor.light, "#9C0C48")]
    better = recoloured(labels, "WEAPON")
    assert better is not None
    assert better.dark == "#9C0C48"
    assert better.light in {pair[0] for pair in PALETTE}
    assert confusions([*DEFAULT_LABELS, better]) == []


def test_nothing_is_suggested_where_no_colour_is_left() -> None:
    labels = [Label(f"L{n}", "", light, dark) for n, (light, dark) in enumerate(PALETTE)]
    labels.append(replace(labels[0], name="ONE MORE"))
    assert recoloured(labels, "ONE MORE") is None


def test_added_labels_take_colours_that_all_can_tell_as_long_as_there_are_some() -> None:
    labels = list(DEFAULT_LABELS)
    for number in range(len(SPARE_COLOURS)):
        labels.append(Label(f"NEW {number}", "", *spare_colours(labels)))
    assert confusions(labels) == []
    held = {colour(label, dark=False) for label in labels}
    assert len(held) == len(PALETTE)
