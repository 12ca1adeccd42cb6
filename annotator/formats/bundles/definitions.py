"""What an export's labels mean: guidelines and labels as a Markdown file beside the data.

People and other programs read it; importing knows it by its name and first line, and takes it for
no article.
"""

from __future__ import annotations

from annotator.domain.guidelines import Definitions, Guidelines
from annotator.domain.overlap_rule import OverlapRule, Overlaps
from annotator.domain.values import Label
from annotator.formats.bundles.definitions_json import block
from annotator.formats.peers import hugging_face
from annotator.formats.reader import Source

SUFFIX = ".guidelines.md"
"""Follows the name of the file it lies beside."""
IN_FOLDER = f"annotation{SUFFIX}"
LABELLING = ".config.xml"
"""Follows the name of the tasks for Label Studio that its labelling configuration lies beside."""
LABELLING_MARK = b"<!-- labelling configuration of an annotation project -->"
REPORT = "report.json"
REPORT_SUFFIX = f".{REPORT}"
CARD = "README.md"
CARD_SUFFIX = ".card.md"
CARD_MARK = b"<!-- card of an annotated data set -->"
"""How the card of an export begins, but that of a Hugging Face data set."""
REPORT_MARK = b'{\n  "articles":'
"""How the report of an export begins."""
DATA_CARD = b"---\ntask_categories:\n"
"""How the card of a data set begins that this program writes."""
_MODES = {
    Overlaps.NONE: "none",
    Overlaps.NESTED: "one wholly inside a longer one",
    Overlaps.ANY: "in any way, also the same words with two labels",
}
_MARK = b"<!-- guidelines of an annotation project -->"


def markdown(definitions: Definitions, *, whole: bool = False) -> bytes:
    """The file: the guidelines as written, a table of the labels, and how spans may overlap; with
    ``whole`` also names, people and all the rest, as programs read it.
    """
    version = _version(definitions.guidelines)
    rows = "\n".join(_row(label) for label in definitions.labels)
    return (
        _MARK.decode()
        + f"\n\n{definitions.guidelines.text.strip()}\n\n---\n\n{version}\n\n"
        + "| label | key | on a light page | on a dark page | means |\n|---|---|---|---|---|\n"
        + f"{rows}\n\n{_overlaps(definitions.overlap_rule)}\n"
        + (block(definitions) if whole else "")
    ).encode("utf-8", "replace")


def is_definitions(name: str, head: bytes) -> bool:
    """Whether a file of this name that begins so was written by ``markdown``."""
    return name.endswith(SUFFIX) and head.startswith(_MARK)


def is_labelling(name: str, head: bytes) -> bool:
    """Whether it is a labelling configuration of Label Studio that an export has written."""
    return name.endswith(LABELLING) and head.startswith(LABELLING_MARK)


def is_report(name: str, head: bytes) -> bool:
    """Whether a file of this name that begins so is the report of an export."""
    return (name == REPORT or name.endswith(REPORT_SUFFIX)) and head.startswith(REPORT_MARK)


def is_card(name: str, head: bytes) -> bool:
    """Whether a file of this name that begins so is the card of an export."""
    return (name == CARD or name.endswith(CARD_SUFFIX)) and head.startswith(CARD_MARK)


def beside_data(source: Source) -> str | None:
    """What a file that an export has put beside its data is, in words; None for any other."""
    if is_definitions(source.name, source.head):
        return "it holds the guidelines of an export and is not an article"
    if is_labelling(source.name, source.head):
        return "it holds the labelling configuration of an export and is not an article"
    if is_report(source.name, source.head):
        return "it is the report of an export and no article"
    if hugging_face.are_tokens(source):
        return "it holds the tokens of the articles beside it and is not an article"
    if is_card(source.name, source.head) or _is_data_card(source):
        return "it describes a data set and is not an article"
    return None


def _is_data_card(source: Source) -> bool:
    """Whether it is what the ``datasets`` library says of a data set, this program's or not."""
    if source.name in ("dataset_info.json", "dataset_infos.json"):
        return b'"features"' in source.head
    is_card = source.name == "README.md" and source.head.startswith(b"---\n")
    return is_card and (source.head.startswith(DATA_CARD) or b"\ndataset_info:\n" in source.head)


def _version(guidelines: Guidelines) -> str:
    if not guidelines.version:
        return "These guidelines come with the program."
    by = f" by {guidelines.annotator}" if guidelines.annotator else ""
    return f"Version {guidelines.version} of the guidelines, written{by} at {guidelines.at}."


def _overlaps(rule: OverlapRule) -> str:
    others = "".join(f" {name}: {_MODES[mode]}." for name, mode in rule.labels)
    return f"Overlapping spans of one annotator: {_MODES[rule.project]}.{others}"


def _row(label: Label) -> str:
    cells = (label.name, label.key, label.light, label.dark, label.description)
    return "| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in cells) + " |"
