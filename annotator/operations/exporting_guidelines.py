"""What an export was annotated by, beside it: the labels and the guidelines as one page."""

from __future__ import annotations

from pathlib import Path

from annotator.files import replacing
from annotator.operations import guidelines
from annotator.operations.reading import GUIDELINES_SUFFIX
from annotator.store.labels import labels
from annotator.store.project import Project


def place(out: Path) -> Path:
    """Where the page of an export to ``out`` lies: in its folder, or behind its file's name."""
    name = f"annotation{GUIDELINES_SUFFIX}"
    return out / name if out.is_dir() else out.with_name(f"{out.name}{GUIDELINES_SUFFIX}")


def write_beside(project: Project, out: Path) -> None:
    """Write the page in Markdown, in place of an older one. Raises OSError."""
    held = guidelines.current(project)
    with project.reading() as connection:
        held_labels = labels(connection)
    rows = [f"| {_cell(label.name)} | {_cell(label.description)} |" for label in held_labels]
    which = f"version {held.version}" if held.version else "as they come with the program"
    table = "\n".join(["| label | means |", "|---|---|", *rows])
    head = f"# What this was annotated by\n\nGuidelines: {which}."
    text = f"{head}\n\n{table}\n\n{held.text.strip()}\n"
    with replacing(place(out)) as draft:
        draft.write_text(text, encoding="utf-8")


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")
