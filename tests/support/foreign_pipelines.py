"""Pipelines of other people for tests: saved spaCy folders with labels of their own."""

from __future__ import annotations

from pathlib import Path

PATTERNS = {"Herat": "GPE", "Penal Code": "LAW", "Kunduz": "GPE", "Thursday": "DATE"}


def make_foreign(
    folder: Path, *, version: str = "9.8.7", patterns: dict[str, str] = PATTERNS
) -> Path:
    """A pipeline that finds these words and nothing else; returns its folder."""
    import spacy

    nlp = spacy.blank("en")
    nlp.meta["name"], nlp.meta["version"] = folder.name, version
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [{"label": label, "pattern": words} for words, label in PATTERNS.items()]
    )
    folder.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(folder)
    return folder
