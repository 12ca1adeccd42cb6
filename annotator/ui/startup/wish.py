"""What the window is started with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Wish:
    """What the window is started with; paths are absolute, ``project`` may be a URL. ``annotator``
    is empty where whoever the settings name is meant.
    """

    project: str | None
    annotator: str
    config_dir: Path | None
    theme: str
