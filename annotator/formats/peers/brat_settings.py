"""The files with which brat shows a folder as the project does: labels, how far spans may overlap,
colours and keys.

brat knows a label by the form in which it stores one and shows it by another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from zlib import crc32

from annotator.domain.overlap_rule import OverlapRule, Overlaps
from annotator.domain.values import Label
from annotator.formats.reader import Source
from annotator.formats.writer import Export

VISUAL = "visual.conf"
_MARK = "# Labels of an annotation project"
_SECTIONS = ("entities", "relations", "events", "attributes")
_NO_FORM = re.compile(r"[^A-Za-z0-9_-]")
_SHOWN = re.compile(r"[^|<>\t!]+")
_LIGHT_GREY = "#dddddd"


def stored_label(label: str) -> str:
    """The label as brat stores one. It would write any other in this way where it reads its
    settings, and then not know it in the articles. No two labels with other letters become one.
    """
    form = _NO_FORM.sub("_", " ".join(label.split()))
    has_letters = any(char.isalnum() and not char.isascii() for char in label)
    return f"{form}-{crc32(label.encode()):08x}" if has_letters else form


def shown_labels(visual: Source | None) -> dict[str, str]:
    """The labels that `settings` has written, by their stored forms. Raises InputError, OSError."""
    if visual is None or not visual.head.startswith(_MARK.encode()):
        return {}
    lines = visual.bytes().decode("utf-8", "replace").partition("[drawing]")[0].split("\n")
    forms = [line.split(" | ") for line in lines if " | " in line]
    return {form[0]: form[1] for form in forms if stored_label(form[1]) == form[0]}


def settings(export: Export) -> Mapping[str, bytes]:
    """The files by their names."""
    names = list(dict.fromkeys((*export.labels, *export.used)))
    defined = export.definitions
    labels = defined.labels if defined else ()
    files = {
        "annotation.conf": _annotation(names, export, defined.overlap_rule if defined else None),
        VISUAL: _visual(names, labels),
        "kb_shortcuts.conf": "".join(
            f"{label.key.upper()}\t{stored_label(label.name)}\n"
            for label in labels
            if len(label.key) == 1 and label.key.isalnum()
        ),
    }
    return {name: text.encode() for name, text in files.items()}


def _annotation(names: Sequence[str], export: Export, rule: OverlapRule | None) -> str:
    sections: dict[str, dict[str, list[str]]] = {section: {} for section in _SECTIONS}
    sections["entities"] = {stored_label(name): [] for name in names}
    for section, kind, role in export.settings:
        sections[section].setdefault(kind, []).append(role)
    text = ""
    for section, kinds in sections.items():
        text += f"[{section}]\n"
        for kind, roles in kinds.items():
            named, sign, values = ", ".join(roles).partition(", Value:")
            said = f"{named}{sign}{values.replace(', Value:', '|')}"
            text += f"{kind}\t{said}".rstrip() + "\n"
        if section == "relations" and rule:
            text += "".join(_overlaps(names, rule))
        text += "\n"
    return text


def _overlaps(names: Sequence[str], rule: OverlapRule) -> Iterator[str]:
    """The lines that say which spans may overlap; without any, none may."""
    for inner in names:
        outer: dict[str, list[str]] = {}
        for name in names:
            mode = rule.between(inner, name)
            if mode is Overlaps.ANY:
                # The same words bear a label once.
                kind = "contain|cross" if name == inner else "<ANY>"
                outer.setdefault(kind, []).append(stored_label(name))
            elif mode is Overlaps.NESTED:
                outer.setdefault("contain", []).append(stored_label(name))
        for kind, others in outer.items():
            args = f"Arg1:{stored_label(inner)}, Arg2:{'|'.join(others)}"
            yield f"<OVERLAP>\t{args}, <OVL-TYPE>:{kind}\n"


def _visual(names: Sequence[str], labels: Sequence[Label]) -> str:
    shown = "".join(f"{' | '.join(_forms(name))}\n" for name in names)
    colours = "".join(f"{stored_label(label.name)}\tbgColor:{label.light}\n" for label in labels)
    return (
        f"{_MARK}: as they are, and shorter where there is little room\n[labels]\n{shown}\n"
        f"[drawing]\nSPAN_DEFAULT\tfgColor:black, bgColor:{_LIGHT_GREY}, borderColor:darken\n"
        "ARC_DEFAULT\tcolor:black, dashArray:-, arrowHead:triangle-5\n"
        f"ATTRIBUTE_DEFAULT\tglyph:*\n{colours}"
    )


def _forms(name: str) -> Iterator[str]:
    """A label as it is stored, as it is shown, and abbreviated."""
    stored = stored_label(name)
    shown = name if _SHOWN.fullmatch(name) else stored
    yield stored
    yield from dict.fromkeys((shown, shown[:3].strip(), shown[:1]))
