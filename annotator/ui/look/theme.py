"""The looks: palettes for light and dark, and inks made from the labels' colours.

Interface colours come from palette roles; only label colours are data.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from annotator.domain.values import Label

_LIGHT = {
    QPalette.ColorRole.Window: "#F4F5F7",
    QPalette.ColorRole.WindowText: "#1B1B1B",
    QPalette.ColorRole.Base: "#FFFFFF",
    QPalette.ColorRole.AlternateBase: "#F4F5F7",
    QPalette.ColorRole.Text: "#1B1B1B",
    QPalette.ColorRole.PlaceholderText: "#667080",
    QPalette.ColorRole.Button: "#FFFFFF",
    QPalette.ColorRole.ButtonText: "#1B1B1B",
    QPalette.ColorRole.ToolTipBase: "#1F2328",
    QPalette.ColorRole.ToolTipText: "#F0F0F0",
    QPalette.ColorRole.Highlight: "#0B63A5",
    QPalette.ColorRole.HighlightedText: "#FFFFFF",
    QPalette.ColorRole.Link: "#0B63A5",
    QPalette.ColorRole.Mid: "#D9DCE1",
    QPalette.ColorRole.Midlight: "#E6E8EC",
    QPalette.ColorRole.Light: "#FFFFFF",
    QPalette.ColorRole.Dark: "#8A93A0",
    QPalette.ColorRole.Shadow: "#5B6470",
}
_DARK = {
    QPalette.ColorRole.Window: "#1E1F22",
    QPalette.ColorRole.WindowText: "#F0F0F0",
    QPalette.ColorRole.Base: "#17181A",
    QPalette.ColorRole.AlternateBase: "#1E1F22",
    QPalette.ColorRole.Text: "#F0F0F0",
    QPalette.ColorRole.PlaceholderText: "#9AA3AF",
    QPalette.ColorRole.Button: "#26282C",
    QPalette.ColorRole.ButtonText: "#F0F0F0",
    QPalette.ColorRole.ToolTipBase: "#F0F0F0",
    QPalette.ColorRole.ToolTipText: "#1B1B1B",
    QPalette.ColorRole.Highlight: "#6CB6F5",
    QPalette.ColorRole.HighlightedText: "#10151B",
    QPalette.ColorRole.Link: "#6CB6F5",
    QPalette.ColorRole.Mid: "#3A3D42",
    QPalette.ColorRole.Midlight: "#2C2E33",
    QPalette.ColorRole.Light: "#34373C",
    QPalette.ColorRole.Dark: "#7D8691",
    QPalette.ColorRole.Shadow: "#A6AEB9",
}
# Laid over the palettes above where the system asks for high contrast.
_CONTRAST_LIGHT = {
    QPalette.ColorRole.Window: "#FFFFFF",
    QPalette.ColorRole.WindowText: "#000000",
    QPalette.ColorRole.Text: "#000000",
    QPalette.ColorRole.ButtonText: "#000000",
    QPalette.ColorRole.PlaceholderText: "#333333",
    QPalette.ColorRole.Highlight: "#00417A",
    QPalette.ColorRole.Mid: "#000000",
    QPalette.ColorRole.Midlight: "#555555",
}
_CONTRAST_DARK = {
    QPalette.ColorRole.Window: "#000000",
    QPalette.ColorRole.WindowText: "#FFFFFF",
    QPalette.ColorRole.Base: "#000000",
    QPalette.ColorRole.Text: "#FFFFFF",
    QPalette.ColorRole.Button: "#000000",
    QPalette.ColorRole.ButtonText: "#FFFFFF",
    QPalette.ColorRole.PlaceholderText: "#D0D0D0",
    QPalette.ColorRole.Highlight: "#9AD0FF",
    QPalette.ColorRole.HighlightedText: "#000000",
    QPalette.ColorRole.Mid: "#FFFFFF",
    QPalette.ColorRole.Midlight: "#BBBBBB",
}
# Of reviews, light and dark: fill and ink of what is settled and of what is open.
_SETTLED = (("#D6E9DF", "#0B6B4A"), ("#16382B", "#63C8A0"))
_OPEN = (("#F8E4DE", "#B3391B"), ("#44251D", "#FF9B82"))
# Of differences between texts, light and dark: fill and ink of what is new and of what is gone.
_ADDED = (("#DCE9F8", "#0B4F8A"), ("#16304A", "#8CC4FF"))
_REMOVED = (("#F8E6DC", "#9A3412"), ("#45281A", "#FFB088"))
# One for each annotator of a review, under white letters; the letter tells them apart in any case.
_BADGES = ("#6E4AB0", "#B3461D", "#0B6B70", "#8A5A00", "#2F5FA8", "#A02C6B", "#4C6B1F", "#6B5B4C")
_READING_FAMILIES = ("Charter", "Source Serif 4", "Noto Serif", "DejaVu Serif", "Georgia")


def palette(*, dark: bool, high_contrast: bool = False) -> QPalette:
    """The palette for a light or a dark screen."""
    made = QPalette()
    colours = _DARK if dark else _LIGHT
    if high_contrast:
        colours = colours | (_CONTRAST_DARK if dark else _CONTRAST_LIGHT)
    for role, colour in colours.items():
        made.setColor(role, QColor(colour))
        if role in (
            QPalette.ColorRole.WindowText,
            QPalette.ColorRole.Text,
            QPalette.ColorRole.ButtonText,
        ):
            dimmed = QColor(colour)
            dimmed.setAlphaF(0.45)
            made.setColor(QPalette.ColorGroup.Disabled, role, dimmed)
    return made


def apply(app: QApplication, *, dark: bool | None = None) -> None:
    """Fusion with our palette; ``dark`` None follows the system, now and when it changes."""
    app.setStyle("Fusion")
    hints = QGuiApplication.styleHints()
    # Qt knows of the system's wish for contrast since 6.10.
    wishes = hints.accessibility() if hasattr(hints, "accessibility") else None

    def follow() -> None:
        scheme = hints.colorScheme() == Qt.ColorScheme.Dark
        high = wishes is not None and (
            wishes.contrastPreference() == Qt.ContrastPreference.HighContrast
        )
        is_dark_now = scheme if dark is None else dark
        look = palette(dark=is_dark_now, high_contrast=high)
        app.setPalette(look)
        # The stubs ask for bytes, which the call itself refuses.
        for fields in ("QLineEdit", "QCheckBox", "QRadioButton"):
            app.setPalette(_fields(look) if is_dark_now else look, fields)  # type: ignore[arg-type]
        for lists in ("QListWidget", "QTreeView", "QTableView"):
            app.setPalette(_edged(look) if is_dark_now else look, lists)  # type: ignore[arg-type]
        # Part of a list, and painted in the colour that edges are made of.
        app.setPalette(look, "QHeaderView")  # type: ignore[arg-type]

    hints.colorSchemeChanged.connect(follow)
    if wishes is not None:
        wishes.contrastPreferenceChanged.connect(follow)
    follow()


def _fields(look: QPalette) -> QPalette:
    """The palette of fields on a dark screen, where Fusion draws edges nobody sees."""
    fields = _edged(look)
    fields.setColor(QPalette.ColorRole.Base, look.color(QPalette.ColorRole.Midlight))
    return fields


def _edged(look: QPalette) -> QPalette:
    """A palette whose edges, also those of the boxes to tick in a list, can be seen."""
    edged = QPalette(look)
    # Not painted itself: the edges are drawn in a darker shade of it.
    edged.setColor(QPalette.ColorRole.Window, look.color(QPalette.ColorRole.PlaceholderText))
    return edged


def is_dark(look: QPalette) -> bool:
    """Whether a palette is one for a dark screen."""
    return look.color(QPalette.ColorRole.Base).lightness() < 128


def reading_font(size_px: int) -> QFont:
    """The serif the articles are set in."""
    font = QFont()
    families = set(QFontDatabase.families())
    chosen = [family for family in _READING_FAMILIES if family in families]
    font.setFamilies([*chosen, "serif"])
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPixelSize(size_px)
    return font


def fill(label: Label, *, dark: bool) -> QColor:
    """The colour behind a confirmed span."""
    return QColor(label.dark if dark else label.light)


def ink(label: Label, *, dark: bool) -> QColor:
    """The colour of a label's lines and tags, readable on the page (contrast at least 4.5:1)."""
    base = QColor(label.light)
    hue, saturation = base.hslHueF(), base.hslSaturationF()
    page = QColor((_DARK if dark else _LIGHT)[QPalette.ColorRole.Window])
    steps = range(50, 100) if dark else range(50, 0, -1)
    for step in steps:
        colour = QColor.fromHslF(max(0.0, hue), max(0.6, saturation * 0.9), step / 100)
        if contrast(colour, page) >= 4.6:
            return colour
    return QColor("#FFFFFF" if dark else "#000000")


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def quiet(look: QPalette) -> QColor:
    """The colour of what is there but should not be loud."""
    return look.color(QPalette.ColorRole.PlaceholderText)


def settled(*, dark: bool) -> tuple[QColor, QColor]:
    """Fill and ink of what annotators agree on or a reviewer has decided."""
    fill_name, ink_name = _SETTLED[dark]
    return QColor(fill_name), QColor(ink_name)


def undecided(*, dark: bool) -> tuple[QColor, QColor]:
    """Fill and ink of what a reviewer has to decide."""
    fill_name, ink_name = _OPEN[dark]
    return QColor(fill_name), QColor(ink_name)


def added(*, dark: bool) -> tuple[QColor, QColor]:
    """Fill and ink of what a text has and an older one had not."""
    fill_name, ink_name = _ADDED[dark]
    return QColor(fill_name), QColor(ink_name)


def removed(*, dark: bool) -> tuple[QColor, QColor]:
    """Fill and ink of what an older text had and a newer one has not."""
    fill_name, ink_name = _REMOVED[dark]
    return QColor(fill_name), QColor(ink_name)


def badge(number: int) -> QColor:
    """The colour behind the letter of the annotator with this number in a review, from 0."""
    return QColor(_BADGES[number % len(_BADGES)])
