"""A version of the guidelines a team annotates by."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guidelines:
    """Markdown as written. Version 0 is what comes with the program, before anyone changed it."""

    version: int
    text: str
    at: str = ""
    annotator: str = ""
