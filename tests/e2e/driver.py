"""Drives the real program on a screen of its own: starts it, presses its keys, reads its project.

It waits for conditions, never for a time; the patience below only ends what would hang for ever.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import func, select

from annotator.domain.state import ArticleState
from annotator.store.articles import article_rows
from annotator.store.project import Project, open_project
from annotator.store.tables import EventRow, table
from annotator.store.work.suggestions import articles_without_run
from annotator.ui.annotating.twice import READ_MS

T = TypeVar("T")
EVENT = table(EventRow)
PATIENCE_S = 120.0
_POLL_S = 0.02
_PROBED = Path(__file__).with_name("probed.py")


def missing_tools() -> str:
    """Which programs a real window needs and this machine lacks; empty when it can be driven."""
    lacking = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
    return f"not installed: {', '.join(lacking)}" if lacking else ""


def wait(condition: Callable[[], T], what: str) -> T:
    """Wait until ``condition`` gives something true, and return it."""
    end = time.monotonic() + PATIENCE_S
    while not (found := condition()):
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain until {what}")
        time.sleep(_POLL_S)
    return found


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """In this block no other test starts or ends an X server: one that ends takes away the socket
    of its number, which another may have been given just then.
    """
    import fcntl  # not on Windows, where there is no X server

    with open("/tmp/.X11-of-the-tests.lock", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def screen(size: str = "1600x1100", *, resets: bool = True) -> Iterator[str]:
    """A new X server without a window manager; gives its display.

    One that ``resets`` forgets keys that are held when its last window goes, and for a moment no
    other can come.
    """
    lasting = [] if resets else ["-noreset"]
    reader, writer = os.pipe()
    with _one_at_a_time():
        server = subprocess.Popen(
            [
                "Xvfb",
                "-displayfd",
                str(writer),
                "-screen",
                "0",
                f"{size}x24",
                *lasting,
                "-nolisten",
                "tcp",
            ],
            pass_fds=[writer],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(writer)
        with os.fdopen(reader) as told:
            number = told.readline().strip()
    try:
        if not number:
            raise AssertionError("Xvfb did not start")
        yield f":{number}"
    finally:
        with _one_at_a_time():
            server.terminate()
            server.wait()


def environment(display: str) -> dict[str, str]:
    """The environment of a program on that display, without what would change its looks."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    return kept | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "QT_SCALE_FACTOR": "1"}


def run_command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command of the program to its end."""
    command = [sys.executable, "-m", "annotator", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@dataclass(frozen=True, slots=True)
class Sample:
    """The sample project below a settings folder, read beside the running window."""

    project: Project
    annotator: str

    @classmethod
    def made_in(cls, config: Path, annotator: str) -> Sample:
        """The sample project, once the window has made it."""
        path = config / "data" / "Sample.annot"
        wait(path.exists, "the sample project is there")
        return cls(open_project(path), annotator)

    def state(self, article: int) -> ArticleState:
        """An article as it is on the disk now."""
        with self.project.reading() as connection:
            return article_rows.article_state(connection, article, annotator=self.annotator)

    def events(self) -> int:
        """How many edits have been committed."""
        with self.project.reading() as connection:
            return connection.execute(select(func.count()).select_from(EVENT)).scalar_one()

    def is_suggested(self) -> bool:
        """Whether the suggester has been through every article."""
        with self.project.reading() as connection:
            return not articles_without_run(connection)


class Driver:
    """One running window and the hands on its keyboard and mouse."""

    def __init__(
        self, display: str, config: Path, *arguments: str, annotator: str = "ann", probed: bool
    ) -> None:
        """``probed`` starts it so that it tells where things are; see probed.py."""
        self._env = environment(display)
        start = [str(_PROBED)] if probed else ["-m", "annotator"]
        options = ["--config-dir", str(config), "--annotator", annotator, *arguments]
        self.process = subprocess.Popen(
            [sys.executable, *start, *options],
            env=self._env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=(config / "stderr.txt").open("wb"),
            text=True,
        )
        self._errors = config / "stderr.txt"
        self.reports: list[dict[str, Any]] = []
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self._ear = threading.Thread(target=self._listen, daemon=True)
        self._ear.start()

    # The window

    def find(self, title: str) -> str:
        """The number of the visible window whose title fits a pattern, once there is one."""
        return wait(lambda: self._search(title), f"a window “{title}” is there: {self.said()}")

    def focus(self, title: str) -> None:
        """Give a window the keyboard, as a window manager would."""
        self._xdotool("windowfocus", "--sync", self.find(title))

    def resize(self, title: str, width: int, height: int) -> None:
        """Give a window a size in pixels, at the screen's corner."""
        number = self.find(title)
        self._xdotool("windowsize", number, str(width), str(height))
        self._xdotool("windowmove", number, "0", "0")

    def wait_for_end(self) -> int:
        """The exit status, once the program has ended."""
        wait(lambda: self.process.poll() is not None, "the program has ended")
        self._ear.join()
        return int(self.process.returncode)

    def kill(self) -> None:
        """End it as a power switch would."""
        self.process.kill()
        self.process.wait()
        self._ear.join()

    def said(self) -> str:
        """What the program wrote to standard error."""
        return self._errors.read_text(errors="replace")[-2000:]

    # Keys and mouse

    def press(self, *keys: str) -> None:
        """Press keys one after the other, by their X names: ``bracketleft``, ``shift+Left``."""
        self._xdotool("key", "--delay", "2", *keys)

    def confirm(self, key: str, condition: Callable[[], object]) -> None:
        """Press a key that says first what waits, and again whenever that can have been read,
        until a condition holds. One too many says something of the next article, no more.
        """
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            self.press(key)
            read = time.monotonic() + 1.5 * READ_MS / 1000  # sooner it would be too quick
            while time.monotonic() < read:
                if condition():
                    return
                time.sleep(_POLL_S)
        raise AssertionError(f"{key} confirms nothing: {self.said()}")

    def hold(self, key: str, *, down: bool) -> None:
        """Hold a key down, or let it go."""
        self._xdotool("keydown" if down else "keyup", key)

    def press_on(self, *keys: str) -> subprocess.Popen[bytes]:
        """Press keys without waiting for it; gives the hand that does."""
        command = ["xdotool", "key", "--delay", "4", *keys]
        return subprocess.Popen(command, env=self._env, stderr=subprocess.DEVNULL)

    def type(self, words: str) -> None:
        """Type words."""
        self._xdotool("type", "--delay", "5", words)

    def click(self, at: tuple[int, int], *, button: int = 1, times: int = 1) -> None:
        """Click at a place of the screen."""
        clicks = ["click", "--repeat", str(times), "--delay", "40", str(button)]
        self._xdotool("mousemove", *map(str, at), *clicks)

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Drag with the left button, by way of a point between."""
        middle = ((start[0] + end[0]) // 2, (start[1] + end[1]) // 2)
        steps = [["mousemove", *map(str, place)] for place in (start, middle, end)]
        self._xdotool(*steps[0], "mousedown", "1", *steps[1], *steps[2], "mouseup", "1")

    # What it tells

    def ask(self, question: str, **details: object) -> dict[str, Any]:
        """An answer of a probed program."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"ask": question, **details}) + "\n")
        self.process.stdin.flush()
        return self._answers.get(timeout=PATIENCE_S)

    def saves(self) -> list[dict[str, Any]]:
        """What a probed program has called saved so far, in order."""
        return [report for report in list(self.reports) if "saved" in report]

    def wait_until_ready(self) -> None:
        """Wait until a probed program shows an article of an open project."""
        wait(
            lambda: any("ready" in report for report in list(self.reports)) or self._gone(),
            "the project is open",
        )

    def _gone(self) -> bool:
        if self.process.poll() is not None:
            raise AssertionError(f"the program has ended: {self.said()}")
        return False

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            try:
                told = json.loads(line)
            except ValueError:
                continue  # cut off by a kill
            if "answer" in told:
                self._answers.put(told["answer"])
            else:
                self.reports.append(told)

    def _search(self, title: str) -> str:
        found = self._xdotool("search", "--onlyvisible", "--name", title, check=False)
        self._gone()
        return found.split("\n")[0]

    def _xdotool(self, *arguments: str, check: bool = True) -> str:
        done = subprocess.run(
            ["xdotool", *arguments], env=self._env, capture_output=True, text=True, check=check
        )
        return done.stdout.strip()


@contextmanager
def driving(
    display: str,
    config: Path,
    arguments: Sequence[str] = (),
    *,
    annotator: str = "ann",
    probed: bool = False,
) -> Iterator[Driver]:
    """A running window that is gone afterwards, whatever happens."""
    config.mkdir(parents=True, exist_ok=True)
    driver = Driver(display, config, *arguments, annotator=annotator, probed=probed)
    try:
        yield driver
    finally:
        if driver.process.poll() is None:
            driver.kill()
