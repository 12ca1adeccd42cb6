"""How names are recognised where pseudonyms take their place: which spellings count as one, and
where a name begins and ends.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

# Han, kana, Thai, Lao, Tibetan, Burmese and Khmer have no blanks between words.
BARE = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_PARTICLES = "\uac00-\ud7a3"  # Korean writes them behind a name
BEFORE = rf"(?<![^\W_{BARE}])"
BEHIND = rf"(?:(?<=[{BARE}])|(?![^\W_{BARE}{_PARTICLES}]|[\u0300-\u036f]))"
AND, BY = "[وف]", "[بلك]"  # “and”, “by” and the like, which Arabic writes before the next word
_JOINED = ("[وفبلك]", f"{AND}{BY}")
BEHIND_JOINED = "|".join([BEFORE, *(f"(?<={BEFORE}{letters})" for letters in _JOINED)])
BEHIND_JOINED = f"(?:{BEHIND_JOINED})"
_BEHIND_FOR = "|".join(f"(?<={BEFORE}{letters})" for letters in ("ل", f"{AND}ل"))
IN_TEXT = r"[\s\-\u2010\u2011]+"
OF_TEAM = r"[\s\-\u2010\u2011_.]*"
ANYWHERE = r"(?:[\s\-\u2010\u2011_+./]|%20)+"
_APOSTROPHE = re.compile("['’‘ʼ]")

_SAME = str.maketrans("أإآٱىیکةہە", "ااااييكههه")  # letters that many write for one another
UNSEEN = (
    "\u00ad\u200d\u2060\u0640\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
)
_SPECIAL = re.compile(rf"[{UNSEEN}]+|[أإآٱىیکةہە]|(?:%[0-9A-Fa-f]{{2}})+")
_IS_UNSEEN = re.compile(f"[{UNSEEN}]")


def compared(text: str) -> tuple[str, Sequence[int]]:
    """A text as names are compared with it, and where each of its characters begins in the text,
    with its end: without the vowel signs and lengthened lines of Arabic, with one of the letters
    that are written for one another, and with what addresses encode by percent signs.
    """
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for match in _SPECIAL.finditer(text):
        start = match.start()
        pieces.append(text[at:start])
        places.extend(range(at, start))
        for char, width in _characters(match[0]):
            if not _IS_UNSEEN.match(char):
                pieces.append(char.translate(_SAME))
                places.append(start)
            start += width
        at = match.end()
    if not pieces:
        return text, range(len(text) + 1)
    places.extend(range(at, len(text) + 1))
    return "".join([*pieces, text[at:]]), places


def _characters(special: str) -> Iterator[tuple[str, int]]:
    """The characters that a part of a text stands for, and how many it has for each."""
    if not special.startswith("%"):
        yield from ((char, 1) for char in special)
        return
    encoded = bytes.fromhex(special.replace("%", ""))
    try:
        yield from ((char, 3 * len(char.encode())) for char in encoded.decode())
    except UnicodeDecodeError:
        yield from ((char, 3) for char in encoded.decode("latin-1"))


def pattern(
    spellings: Sequence[str], between: str, *, group: str = "s", any_case: bool = False
) -> re.Pattern[str] | None:
    """What recognises each of the spellings in a text as it is compared, the first as group 0."""
    if not spellings:
        return None
    each = (_spelt(spelling, between, any_case) for spelling in spellings)
    either = "|".join(f"(?P<{group}{number}>{spelt})" for number, spelt in enumerate(each))
    return re.compile(f"(?:{either}){BEHIND}")


def _spelt(spelling: str, between: str, any_case: bool) -> str:
    """A spelling, composed or not, with any apostrophe and blanks of any kind; in any case where it
    has several words, else as it is or in capitals: “may” is no name.
    """
    several = len(spelling.split()) > 1
    forms = _forms(spelling)
    if not several:
        forms |= dict.fromkeys([form.upper() for form in forms])
    either = "|".join(_form(form, between) for form in forms)
    said = f"(?i:{either})" if several or any_case else f"(?:{either})"
    first = next(iter(forms))
    if re.match(f"[{BARE}]", first):
        return said
    # A name of one word may be the end of another word.
    if not several or not re.match("[\u0621-\u06ff]", first):
        return f"{BEFORE}{said}"
    if first.startswith("ال"):
        # “For” and “the” are written with two letters, of which the first stays.
        return f"{BEHIND_JOINED}{said}|(?:{_BEHIND_FOR}){_form(first[1:], between)}"
    return f"{BEHIND_JOINED}{said}"


def _forms(spelling: str) -> dict[str, None]:
    composed = (unicodedata.normalize(form, spelling) for form in ("NFC", "NFD"))
    return dict.fromkeys(compared(form)[0] for form in composed)


def _form(form: str, between: str) -> str:
    words = [word for word in re.split(r"[\s\-\u2010\u2011]+", form) if word] or [form]
    return between.join("['’‘ʼ]".join(map(re.escape, _APOSTROPHE.split(word))) for word in words)
