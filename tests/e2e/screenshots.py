"""Pictures of the window for people to look at, in light and dark, large and small.

    python tests/e2e/screenshots.py FOLDER [--strips [--only STORY]]

They are taken of the real window on a screen of its own, after some spans have been decided.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from e2e.driver import Driver, Sample, driving, missing_tools, screen, wait
from e2e.film_strip import STORIES, take_strips

SIZES = ((1440, 900), (1024, 700))
THEMES = ("light", "dark")
TITLE = "Sample – annotator"
DECIDED = (
    "Tab",
    "a",
    "a",
    "x",
    "a",
    "2",
    "Tab",
    "a",
    "a",
    "bracketright",
    "shift+bracketright",
    "Tab",
)


class Camera:
    """Takes pictures of one window in one look."""

    def __init__(self, window: Driver, folder: Path, look: str, size: tuple[int, int]) -> None:
        self._window = window
        self._folder = folder
        self._look = f"{look}-{size[0]}x{size[1]}"
        self._size = size

    def take(self, name: str) -> None:
        """Save what the screen shows now."""
        path = self._folder / f"{self._look}-{name}.png"
        assert self._window.ask("grab", path=str(path), size=self._size)["ok"]
        print(path)

    def take_dialog(self, name: str, key: str, title: str) -> None:
        """Open a dialog by its key, take it and let it go."""
        self._window.press(key)
        self._until("dialog", True)
        self._window.focus(title)
        self._window.ask("look")  # answered once what was due before it is done
        self.take(name)
        self._window.press("Escape")
        self._until("dialog", False)
        self._window.focus(TITLE)

    def _until(self, what: str, value: object) -> None:
        wait(lambda: self._window.ask("look")[what] == value, f"{what} is {value}")


def main() -> int:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--strips", action="store_true", help="take film strips, see film_strip.py")
    parser.add_argument("--only", choices=[story.name for story in STORIES], help="one of them")
    options = parser.parse_args()
    folder: Path = options.folder
    if missing_tools():
        print(missing_tools())
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    if options.strips:
        take_strips(folder, options.only, THEMES)
        return 0
    with tempfile.TemporaryDirectory() as home, screen() as display:
        config = Path(home, "config")
        _decide(display, config)
        for look in THEMES:
            for size in SIZES:
                _picture(display, config, look, size, _reading(folder, look, size))
        (config / "data" / "Sample.annot").chmod(0o444)
        _picture(display, config, "light", SIZES[0], _read_only(folder), "read-only")
    return 0


def _decide(display: str, config: Path) -> None:
    with driving(display, config, probed=True) as window:
        window.wait_until_ready()
        sample = Sample.made_in(config, "ann")
        wait(sample.is_suggested, "the sample has suggestions")
        window.focus(TITLE)
        window.press(*DECIDED)
        wait(lambda: len(window.saves()) >= 8, "the edits are saved")
        window.press("ctrl+q")
        window.wait_for_end()


def _picture(
    display: str,
    config: Path,
    look: str,
    size: tuple[int, int],
    take: Callable[[Driver], None],
    title: str = TITLE,
) -> None:
    with driving(display, config, ["--theme", look], probed=True) as window:
        window.wait_until_ready()
        window.resize(title, *size)
        window.focus(title)
        wait(lambda: window.ask("look")["size"] == list(size), "the window has its size")
        take(window)


def _reading(folder: Path, look: str, size: tuple[int, int]) -> Callable[[Driver], None]:
    def take(window: Driver) -> None:
        camera = Camera(window, folder, look, size)
        window.press("Tab")
        wait(lambda: window.ask("look")["focused"], "a span is focused")
        camera.take("reading")
        # A letter first: right after a field has closed, letters are no commands.
        camera.take_dialog("flag", "f", "Flag the article")
        camera.take_dialog("keys", "F1", "Keys")
        camera.take_dialog("palette", "ctrl+k", "All actions")
        camera.take_dialog("unaided", "ctrl+shift+h", "Articles without suggestions")
        window.press("ctrl+f")
        window.type("Taliban")
        wait(lambda: window.ask("look")["selection"], "something is found")
        camera.take("find")
        window.press("Escape")

    return take


def _read_only(folder: Path) -> Callable[[Driver], None]:
    return lambda window: Camera(window, folder, "light", SIZES[0]).take("read-only")


if __name__ == "__main__":
    sys.exit(main())
