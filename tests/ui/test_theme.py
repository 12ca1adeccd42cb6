"""Label colours can be told apart and read, by everybody and on both pages."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem
from pytestqt.qtbot import QtBot

from annotator.domain.labels import DEFAULT_LABELS
from annotator.domain.values import Label
from annotator.ui.look import theme

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

# Machado, Oliveira and Fernandes 2009, severity 1.0, for linear RGB.
VISIONS: dict[str, Matrix] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# sRGB to CIE XYZ under D65 (IEC 61966-2-1).
TO_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE: Triple = (0.95047, 1.0, 1.08883)


def times(matrix: Matrix, vector: Triple) -> Triple:
    a, b, c = (sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix)
    return a, b, c


def linear(colour: QColor) -> Triple:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    a, b, c = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return a, b, c


def lab(colour: QColor, vision: str) -> Triple:
    """CIE L*a*b* of a colour as somebody sees it."""
    seen = times(VISIONS[vision], linear(colour))
    x, y, z = times(TO_XYZ, tuple(min(1.0, max(0.0, part)) for part in seen))  # type: ignore[arg-type]

    def f(t: float) -> float:
        return t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116

    fx, fy, fz = (f(part / white) for part, white in zip((x, y, z), WHITE, strict=True))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one: QColor, other: QColor, vision: str) -> float:
    """CIE 1976 colour difference."""
    pairs = zip(lab(one, vision), lab(other, vision), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def test_the_distance_of_black_and_white_is_that_of_their_lightness() -> None:
    assert distance(QColor("#000000"), QColor("#FFFFFF"), "usual") == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("dark", [False, True])
def test_the_fills_of_two_labels_are_never_taken_for_each_other(dark: bool, vision: str) -> None:
    for one, other in combinations(DEFAULT_LABELS, 2):
        apart = distance(theme.fill(one, dark=dark), theme.fill(other, dark=dark), vision)
        assert apart >= 32, f"{one.name} and {other.name}"


@pytest.mark.parametrize("label", DEFAULT_LABELS, ids=lambda label: label.name)
@pytest.mark.parametrize("dark", [False, True])
def test_text_on_a_fill_is_easily_read(qapp: QApplication, dark: bool, label: Label) -> None:
    text = theme.palette(dark=dark).color(QPalette.ColorRole.Text)
    assert theme.contrast(theme.fill(label, dark=dark), text) >= 7


@pytest.mark.parametrize(
    "colour",
    [*(label.light for label in DEFAULT_LABELS), "#FFFFFF", "#000000", "#808080", "#00FF00"],
)
@pytest.mark.parametrize("high_contrast", [False, True])
@pytest.mark.parametrize("dark", [False, True])
def test_lines_and_tags_are_read_on_their_page(
    qapp: QApplication, dark: bool, high_contrast: bool, colour: str
) -> None:
    look = theme.palette(dark=dark, high_contrast=high_contrast)
    ink = theme.ink(Label("X", "9", colour, colour), dark=dark)
    assert theme.contrast(ink, look.color(QPalette.ColorRole.Window)) >= 4.5


@pytest.mark.parametrize("high_contrast", [False, True])
@pytest.mark.parametrize("dark", [False, True])
def test_text_is_read_on_the_page_and_in_panels(
    qapp: QApplication, dark: bool, high_contrast: bool
) -> None:
    look = theme.palette(dark=dark, high_contrast=high_contrast)
    role = QPalette.ColorRole
    for page in (role.Window, role.Base):
        assert theme.contrast(look.color(role.Text), look.color(page)) >= 7
        assert theme.contrast(theme.quiet(look), look.color(page)) >= 4.5


def test_a_palette_knows_whether_it_is_dark(qapp: QApplication) -> None:
    assert theme.is_dark(theme.palette(dark=True))
    assert not theme.is_dark(theme.palette(dark=False))


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#FFFFFF", 21.0), ("#777777", "#FFFFFF", 4.48), ("#123456", "#123456", 1.0)],
)
def test_contrast_is_the_ratio_of_the_accessibility_guidelines(
    one: str, other: str, ratio: float
) -> None:
    assert theme.contrast(QColor(one), QColor(other)) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize("dark", [False, True])
def test_a_box_to_tick_in_a_list_is_seen_while_it_is_empty(
    qtbot: QtBot, qapp: QApplication, dark: bool
) -> None:
    try:
        theme.apply(qapp, dark=dark)
        people = QListWidget()
        item = QListWidgetItem("ann")
        item.setCheckState(Qt.CheckState.Unchecked)
        people.addItem(item)
        qtbot.addWidget(people)
        people.show()
        qtbot.waitExposed(people)
        picture = people.viewport().grab().toImage()
        page = people.palette().color(QPalette.ColorRole.Base)
        row = people.visualItemRect(item)
        colours = [
            picture.pixelColor(x, y)
            for x in range(2, row.height())
            for y in range(row.top(), row.bottom())
        ]
        assert max(theme.contrast(colour, page) for colour in colours) >= 1.4
    finally:
        theme.apply(qapp, dark=False)
