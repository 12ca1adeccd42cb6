"""Film strips: ten pictures each of an article from its opening to done, in four scripts.

    python tests/e2e/screenshots.py FOLDER --strips [--only dari]

The articles are made up. Their suggestions are right, but for one with a wrong label, one that is
too short and one that is no name, which the strip puts right by keys and mouse.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from e2e.driver import Driver, driving, run_command, screen, wait

from annotator.store.project import open_project
from annotator.store.work.suggestions import articles_without_run

SIZE = (1440, 900)
TITLE = "annotator"
_NO_COMMANDS_S = 0.5  # right after a field has closed, letters are no commands
AT_LEAST_45 = {
    "low": 45,
    "best": 45,
    "high": None,
    "qualifier": "at_least",
    "unit": None,
    "counts": None,
    "outcome": "killed",
    "of": None,
    "parsed": True,
    "confirmed": False,
}


@dataclass(frozen=True, slots=True)
class Story:
    """An article, its suggestions, and which of them the strip puts right.

    ``short`` lacks its last word, ``missed`` has no suggestion, ``figure`` is at least
    45 in each.
    """

    name: str
    text: str
    spans: tuple[tuple[str, str], ...]
    relabelled: tuple[str, str]  # and the key of the right label
    short: tuple[str, str]  # and the key that takes in the next word
    wrong: str
    missed: tuple[str, str]  # from its first to its last letters
    noted: str
    figure: str


STORIES = (
    Story(
        "english",
        "Rebels take two towns near the border\n\n"
        "Fighters of the Mountain Brigade took the towns of Karvan and Old Sarai on Tuesday, the "
        "Defence Ministry said. At least 45 soldiers were killed and more than 1,200 families have "
        "left their homes since Sunday.\n\n"
        "General Omar Daud, who commands the Third Corps, said that his troops would be back in "
        "Karvan within days. The Red Crescent had no way into Old Sarai, its spokeswoman said, and "
        "about 300 wounded people were waiting there.\n",
        (
            ("Mountain Brigade", "LOCATION"),
            ("Karvan", "LOCATION"),
            ("Old Sarai", "LOCATION"),
            ("Defence", "ACTOR"),
            ("At least 45 soldiers", "FIGURE"),
            ("more than 1,200 families", "FIGURE"),
            ("Sunday", "LOCATION"),
            ("Third Corps", "ACTOR"),
            ("Red Crescent", "ACTOR"),
            ("about 300", "FIGURE"),
        ),
        ("Mountain Brigade", "1"),
        ("Defence", "bracketright"),
        "Sunday",
        ("General", "Daud"),
        "Red Crescent",
        "At least 45 soldiers",
    ),
    Story(
        "dari",
        "شورشیان دو شهر نزدیک مرز را گرفتند\n\n"
        "جنگجویان لشکر کوهستان روز سه‌شنبه شهرهای کاروان و سرای کهنه را گرفتند. وزارت دفاع گفت که "
        "دست‌کم ۴۵ سرباز کشته شده‌اند و ۱٬۲۰۰ خانواده از خانه‌های خود رفته‌اند.\n\n"
        "جنرال عمر داوود به Radio Karvan گفت که ۴۵٪ از نیروهایش (Third Corps) آماده‌اند. "
        "NATO در کابل گفته است که حدود 300 زخمی در آنجا مانده‌اند.\n",
        (
            ("لشکر کوهستان", "LOCATION"),
            ("کاروان", "LOCATION"),
            ("سرای کهنه", "LOCATION"),
            ("وزارت", "ACTOR"),
            ("دست‌کم ۴۵ سرباز", "FIGURE"),
            ("۱٬۲۰۰ خانواده", "FIGURE"),
            ("سه‌شنبه", "LOCATION"),
            ("Radio Karvan", "ACTOR"),
            ("۴۵٪", "FIGURE"),
            ("Third Corps", "ACTOR"),
            ("NATO", "ACTOR"),
            ("کابل", "LOCATION"),
        ),
        ("لشکر کوهستان", "1"),
        ("وزارت", "bracketleft"),
        "سه‌شنبه",
        ("جنرال", "داوود"),
        "Radio Karvan",
        "دست‌کم ۴۵ سرباز",
    ),
    Story(
        "arabic",
        "المتمردون يسيطرون على بلدتين قرب الحدود\n\n"
        "سيطر مقاتلو لواء الجبل يوم الثلاثاء على بلدتي كروان والسراي القديمة، وقالت وزارة الدفاع "
        "إن ما لا يقل عن ٤٥ جنديا قتلوا وإن ١٢٠٠ أسرة غادرت منازلها.\n\n"
        "وقال اللواء عمر داود لوكالة Reuters إن ٪٢٥ من قواته (1,200 جندي) انسحبت في 12/05/2021. "
        "ولم يتمكن الهلال الأحمر من دخول كروان.\n",
        (
            ("لواء الجبل", "LOCATION"),
            ("كروان", "LOCATION"),
            ("والسراي القديمة", "LOCATION"),
            ("وزارة", "ACTOR"),
            ("ما لا يقل عن ٤٥ جنديا", "FIGURE"),
            ("١٢٠٠ أسرة", "FIGURE"),
            ("الثلاثاء", "LOCATION"),
            ("Reuters", "ACTOR"),
            ("٪٢٥", "FIGURE"),
            ("1,200 جندي", "FIGURE"),
            ("الهلال الأحمر", "ACTOR"),
        ),
        ("لواء الجبل", "1"),
        ("وزارة", "bracketleft"),
        "الثلاثاء",
        ("اللواء", "داود"),
        "الهلال الأحمر",
        "ما لا يقل عن ٤٥ جنديا",
    ),
    Story(
        "chinese",
        "反政府武装攻占边境两座城镇\n\n"
        "山地旅的武装人员周二攻占了卡尔万和老萨莱两座城镇，国防部表示，至少45名士兵死亡，"
        "1200多个家庭自周日以来离开了家园。\n\n"
        "第三军团司令奥马尔·达乌德将军对路透社（Reuters）说，他的部队几天之内就会回到卡尔万。"
        "红新月会发言人说，约300名伤员仍在老萨莱等待救援。\n",
        (
            ("山地旅", "LOCATION"),
            ("卡尔万", "LOCATION"),
            ("老萨莱", "LOCATION"),
            ("国防", "ACTOR"),
            ("至少45名士兵", "FIGURE"),
            ("周日", "LOCATION"),
            ("Reuters", "ACTOR"),
            ("红新月会", "ACTOR"),
            ("约300", "FIGURE"),
        ),
        ("山地旅", "1"),
        ("国防", "bracketright"),
        "周日",
        ("第", "德"),
        "红新月会",
        "至少45名士兵",
    ),
)


class Strip:
    """Works through one story in the window and takes a picture at every step."""

    def __init__(self, window: Driver, story: Story, folder: Path, look: str) -> None:
        self._window = window
        self._story = story
        self._path = folder / f"{story.name}-{look}"
        self._number = 0

    def run(self) -> None:
        """Take the ten pictures."""
        story = self._story
        self._take("opened")
        self._press("Tab", lambda: self._focused() is not None)
        self._take("first-suggestion")
        self._click(story.relabelled[0])
        self._save(story.relabelled[1])
        self._take("relabelled")
        self._click(story.short[0])
        self._save(story.short[1])
        self._take("edge-moved")
        self._click(story.wrong)
        self._save("x")
        self._take("rejected")
        self._select(*story.missed)
        self._take("selected")
        self._save("1")
        self._take("labelled")
        self._click(story.noted)
        self._save("a")
        self._click(story.noted, at=0.2)  # elsewhere on it, so that it is no double click
        self._press("n")
        self._window.type("Check the name")
        self._save("Return")
        self._click(story.figure)
        time.sleep(_NO_COMMANDS_S)
        self._save("v")
        self._take("note-and-value")
        self._save("shift+a")
        self._take("all-accepted")
        self._window.confirm("Return", self._is_done)
        self._take("done")

    def _take(self, name: str) -> None:
        self._number += 1
        path = self._path.with_name(f"{self._path.name}-{self._number:02}-{name}.png")
        assert self._window.ask("grab", path=str(path), size=SIZE)["ok"]
        print(path)

    def _press(self, key: str, condition: Callable[[], bool] = lambda: True) -> None:
        self._window.press(key)
        self._window.ask("look")  # answered once what was due before it is done
        wait(condition, f"{key} has done its work")

    def _save(self, key: str) -> None:
        """Press a key that changes something, and wait for it to be saved."""
        before = len(self._window.saves())
        self._press(key, lambda: len(self._window.saves()) > before)

    def _click(self, words: str, *, at: float = 0.5) -> None:
        self._window.click(self._on(words, at))
        wait(lambda: self._focused() == words, f"{words} has the focus")

    def _select(self, first: str, last: str) -> None:
        self._window.drag(self._on(first), self._on(last))
        wait(lambda: self._window.ask("look")["selection"], "something is selected")

    def _on(self, words: str, at: float = 0.5) -> tuple[int, int]:
        """A place on words, a share of their width from the left."""
        start = self._story.text.index(words)
        answer = self._window.ask("range", start=start, end=start + len(words))
        assert answer["seen"], f"{words} is not seen"
        left, top, width, height = answer["boxes"][0]
        return left + round(width * at), top + height // 2

    def _focused(self) -> str | None:
        focused = self._window.ask("look")["focused"]
        return self._story.text[focused[0] : focused[1]] if focused else None

    def _is_done(self) -> bool:
        return any("done" in report["title"].casefold() for report in self._window.saves())


def take_strips(folder: Path, only: str | None, looks: tuple[str, ...]) -> None:
    """All strips, in each look; ``only`` one story if it is named."""
    for story in STORIES:
        for look in looks:
            if only in (None, story.name):
                _take(folder, story, look)


def _take(folder: Path, story: Story, look: str) -> None:
    with tempfile.TemporaryDirectory() as home, screen() as display:
        project, config = Path(home, f"{story.name}.annot"), Path(home, "config")
        _make(project, story)
        arguments = ["--theme", look, str(project)]
        with driving(display, config, arguments, probed=True) as window:
            window.wait_until_ready()
            window.resize(TITLE, *SIZE)
            window.focus(TITLE)
            wait(lambda: window.ask("look")["size"] == list(SIZE), "the window has its size")
            wait(lambda: _is_suggested(project), "the suggester has been through it")
            Strip(window, story, folder, look).run()


def _make(project: Path, story: Story) -> None:
    spans = []
    for words, label in story.spans:
        start = story.text.index(words)
        span = {"start": start, "end": start + len(words), "label": label}
        spans.append(span | ({"figure": AT_LEAST_45} if words == story.figure else {}))
    record = {"text": story.text, "spans": spans}
    file = project.with_suffix(".jsonl")
    file.write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    for command in (("new", project), ("import", project, file)):
        done = run_command(*command)
        assert not done.returncode, done.stderr


def _is_suggested(path: Path) -> bool:
    project = open_project(path)
    try:
        with project.reading() as connection:
            return not articles_without_run(connection)
    finally:
        project.close()
