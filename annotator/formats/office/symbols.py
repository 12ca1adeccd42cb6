"""What the signs of Word's symbol fonts mean, which have no letters of their own there."""

from __future__ import annotations

import re

UNKNOWN = "\ufffd"
_FONT = re.compile(r"(?i)[\"'\s]*(?:symbol(?!a)|wingdings)")
_SYMBOL = dict(
    zip(
        "ABCDEFGHIKLMNOPQRSTUWXYZabcdefghijklmnopqrstuwxyz",
        "ΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥΩΞΨΖαβχδεφγηιϕκλμνοπθρστυωξψζ",
        strict=True,
    )
) | dict(
    zip(
        "\xa2\xa3\xa5\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4\xb7\xb8\xb9\xba\xbb\xbc\xd2\xd3\xd4\xd6"
        "\xd7\xde\xe5\xf2\x2d\x40\xa6\xb5\xb6\xc6\xce\xcf\xd1\xd0",
        "′≤∞↔←↑→↓°±″≥×•÷≠≡≈…®©™√⋅⇒∑∫−≅ƒ∝∂∅∈∉∇∠",
        strict=True,
    )
)
_WINGDINGS = dict(
    zip(
        "\x6c\x6e\x6f\xa7\xa8\xd8\xdf\xe0\xe1\xe2\xe8\xfb\xfc\x9f\x76",
        "●■□▪□➢←→↑↓➔✗✓•❖",
        strict=True,
    )
)


def is_of_signs(font: str) -> bool:
    """Whether a font has signs where others have letters."""
    return _FONT.match(font) is not None


def text_in(font: str, text: str) -> str:
    """What a text in a font of signs says."""
    return "".join(sign_of(font, ord(c)) if " " < c <= "\xff" else c for c in plain(text))


def sign_of(font: str, code: int) -> str:
    """The character a sign is; U+FFFD for one that is not known."""
    char = chr(code & 0xFF)
    table = _WINGDINGS if font.casefold().startswith("wingdings") else _SYMBOL
    if char in table:
        return table[char]
    is_plain = table is _SYMBOL and " " <= char <= "\x7e"
    return char if is_plain else UNKNOWN


def plain(text: str) -> str:
    """A text with its signs of such fonts, which lie between U+F020 and U+F0FF, as characters."""
    if not any("\uf020" <= char <= "\uf0ff" for char in text):
        return text
    return "".join(
        sign_of("Symbol", ord(char)) if "\uf020" <= char <= "\uf0ff" else char for char in text
    )
