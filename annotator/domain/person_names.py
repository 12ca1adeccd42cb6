"""Names of people as files spell them: which may be two spellings of one person. Decides nothing:
whoever is asked says whether they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from annotator.domain.text import seen_text

_WORD = re.compile(r"[^\W_]+")
# Letters that no sign above another makes, and Cyrillic ones, as log-in names write them.
_LATIN = str.maketrans("øłđðıабвгдеёзийклмнопрстуфыэіїґ", "olddiabvgdeeziiklmnoprstufyeiig") | (
    str.maketrans(
        {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch"}
        | {"ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "є": "ye", "ъ": "", "ь": ""}
    )
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa"})
_SESSION = re.compile(r"(?:.*-)?\d{4}-\d\d-\d\d[ _T]\d\d[-:]?\d\d[-:]?\d\d(?:\.\d+)?")
_LONGEST = 100
NAMED_BY_TIME = "its sessions are named by their time and not by whose they are"


def seen_name(name: str) -> str:
    """A name without what nobody sees in it: marks without width, blanks at its edges and doubled;
    composed.
    """
    return seen_text(name)


def is_usable(name: str) -> bool:
    """Whether an annotator can be called so."""
    return bool(name) and name.isprintable() and len(name) <= _LONGEST


def is_session(name: str) -> bool:
    """Whether it is the time at which a tool was started, which is no person."""
    return _SESSION.fullmatch(name) is not None


def alike(names: Iterable[str], others: Iterable[str] = ()) -> Mapping[str, tuple[str, ...]]:
    """For each of ``names`` which of them and of ``others`` may be the same person, if any."""
    given = list(dict.fromkeys(names))
    by_form: dict[str, list[str]] = {}
    for name in dict.fromkeys([*given, *others]):
        for form in _forms(name):
            by_form.setdefault(form, []).append(name)
    spellings: dict[str, tuple[str, ...]] = {}
    for name in given:
        near = dict.fromkeys(other for form in sorted(_forms(name)) for other in by_form[form])
        same = tuple(o for o in near if o != name and not _are_two(name, o))
        if same:
            spellings[name] = same
    return spellings


def _words(name: str) -> list[str]:
    """The words of a name, folded and without accents, a surname given first put last."""
    surname, comma, first = name.partition(",")
    ordered = f"{first} {surname}" if comma else name
    spelt = unicodedata.normalize("NFC", ordered).lower().translate(_LATIN)
    plain = unicodedata.normalize("NFKD", spelt)
    bare = "".join(sign for sign in plain if unicodedata.category(sign) not in ("Mn", "Cf"))
    return _WORD.findall(bare.casefold())


def _forms(name: str) -> set[str]:
    """What a name may be shortened to; spellings of one person share a form."""
    local, at, _ = name.partition("@")
    words = _words(local if at else name)
    forms = {"".join(words), " ".join(sorted(words))}
    if at:
        forms.add("".join(_words(name)))
    forms.add("".join(_words(unicodedata.normalize("NFC", local).lower().translate(_UMLAUTS))))
    if len(words) > 1:
        forms.add(words[0][0] + words[-1])  # a first letter and the surname
    _, dash, last = name.rpartition("-")
    if dash and len(last) > 1 and not last.isdigit():
        forms.add("".join(_words(last)))  # as Prodigy has it: data set, dash, person
    return {form for form in forms if form} or {name}


def _are_two(one: str, other: str) -> bool:
    """Whether two names, each written out, are other words: Amir Karimi and Ali Karimi."""
    words, others = _words(one), _words(other)
    if "@" in one or "@" in other or "-" in one or "-" in other or len(words) < 2:
        return False
    whole = all(len(word) > 1 for word in (*words, *others))
    return whole and len(words) == len(others) and sorted(words) != sorted(others)
