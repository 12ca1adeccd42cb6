"""What the window remembers between starts: a small JSON file in the settings folder."""

from __future__ import annotations

import contextlib
import json
import logging
import os
from pathlib import Path
from typing import Any

from annotator.files import free, put_new
from annotator.places import config_dir

log = logging.getLogger(__name__)
_KEPT_PROJECTS = 50
_RECENT = 9  # projects to choose from, so that a digit is enough


class Settings:
    """Reads once, writes at once. A broken file is put aside and the defaults are used."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder  # None: the platform's own
        self._path = config_dir(folder) / "settings.json"
        self._values = self._read()

    def get(self, key: str, default: Any) -> Any:
        """A remembered value; the default if there is none of its type."""
        value = self._values.get(key, default)
        fits = default is None or isinstance(value, type(default))
        return value if fits else default

    def set(self, key: str, value: Any) -> None:
        """Remember a value that JSON can hold."""
        if self._values.get(key) != value:
            self._values[key] = value
            self._write()

    @property
    def recent_projects(self) -> list[str]:
        """The project files opened here that are still there, the newest first."""
        places = [self.get("project", ""), *reversed(self.get("articles", {}))]
        there = (place for place in dict.fromkeys(places) if os.path.isabs(place))
        return [place for place in there if os.path.exists(place)][:_RECENT]

    def last_article(self, project: str) -> int | None:
        """The article that was in view when a project was closed."""
        article = self.get("articles", {}).get(project)
        return article if isinstance(article, int) else None

    def last_place(self, project: str, article: int) -> tuple[int, int]:
        """What was at the top of an article and at its cursor when its project was closed."""
        place = self.get("places", {}).get(project)
        fits = isinstance(place, list) and len(place) == 3 and all(type(n) is int for n in place)
        return (place[1], place[2]) if fits and place[0] == article else (0, 0)

    def set_last_place(self, project: str, article: int, top: int, cursor: int) -> None:
        """Remember where a person stands in an article, in code points."""
        known = {k: v for k, v in self.get("places", {}).items() if k != project}
        kept = dict(list(known.items())[1 - _KEPT_PROJECTS :])
        self.set("places", kept | {project: [article, top, cursor]})

    def set_last_article(self, project: str, article: int) -> None:
        """Remember the article in view of a project."""
        known = {k: v for k, v in self.get("articles", {}).items() if k != project}
        kept = dict(list(known.items())[1 - _KEPT_PROJECTS :])
        self.set("articles", kept | {project: article})

    def _read(self) -> dict[str, Any]:
        try:
            values = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError):
            log.warning("the settings could not be read and were put aside")
            with contextlib.suppress(OSError):
                put_new(self._path, free(self._path.with_suffix(".bad")))
                self._path.unlink(missing_ok=True)
            return {}
        return values if isinstance(values, dict) else {}

    def _write(self) -> None:
        draft = self._path.with_suffix(f".{os.getpid()}.new")
        try:
            draft.write_text(json.dumps(self._values, indent=1), encoding="utf-8")
            draft.replace(self._path)
        except OSError:
            log.warning("the settings could not be written")
