"""How many keys an expert needs: plays them in the real window until every span is as in gold.

    python tests/benchmarks/expert_keys.py PASSAGES.jsonl [--write docs/expert-keys.md]

PASSAGES has a record a line with ``text`` and gold ``spans``. The expert sees each mistake and
takes the shortest way the keys offer: a paragraph or a sentence where all of it is right, else span
by span. A trusting reader, who presses the paragraph's key and looks only where it stops, is played
too: what that lets through is counted. Values of figures are not compared.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from key_bench import settle
from measuring import on_a_screen
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.domain.boundaries import Edge, move_edge
from annotator.domain.name_edges import name_end, trimmed
from annotator.domain.pace import Reach, stretch
from annotator.domain.state import ArticleState
from annotator.domain.values import NewArticle, Status, Suggestion
from annotator.operations.suggesting.prelabel import prelabel
from annotator.store.articles.article_rows import add_articles
from annotator.store.project import create_project
from annotator.ui.annotating.twice import READ_MS
from annotator.ui.launch import Launcher
from annotator.ui.look import theme
from annotator.ui.shell.settings import Settings
from annotator.workspace import Workspace

SEEDS = Path(__file__).parents[1] / "data" / "gold" / "seeds.jsonl"
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
Key = Qt.Key
Place = tuple[int, int, str]
DIGITS = {"ACTOR": Key.Key_1, "LOCATION": Key.Key_2, "FIGURE": Key.Key_3}
KINDS = ("accept", "relabel", "move", "add", "reject", "go on", "done")
_MOST_MOVES = 4  # keys at an edge; with more it is quicker to reject and to add
_MOST_TABS = 8  # to the next word with the same letters


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with its gold spans."""

    text: str
    gold: frozenset[Place]


@dataclass(slots=True)
class Count:
    """The keys of a run by kind, its gold spans, and how its spans differ from gold at the end."""

    keys: Counter[str] = field(default_factory=Counter)
    spans: int = 0
    wrong: int = 0  # spans that are not in gold
    lacking: int = 0  # gold spans that are not there

    @property
    def share(self) -> float:
        """Keys a span."""
        return sum(self.keys.values()) / max(1, self.spans)

    def row(self, name: str) -> str:
        """A line of the table."""
        cells = [f"{self.keys[kind] / max(1, self.spans):.2f}" for kind in KINDS]
        counts = f"**{self.share:.2f}** | {self.wrong} | {self.lacking}"
        return f"| {name} | {self.spans} | {' | '.join(cells)} | {counts} |"


class Player:
    """The window on a project of passages, and a hand that counts what it presses."""

    def __init__(self, folder: Path, passages: Sequence[Passage]) -> None:
        path = folder / "expert.annot"
        project = create_project(path)
        with project.writing() as connection:
            articles = [NewArticle(text=p.text, title=p.text[:60]) for p in passages]
            self.numbers = [number for number, _ in add_articles(connection, articles)]
        workspace = Workspace(project, "expert")
        prelabel(workspace)
        workspace.close()
        self._launcher = Launcher(Settings(folder / "config"), "expert", folder / "config")
        self.window = self._launcher.window
        self._launcher.begin(str(path))
        while self.window.project is None:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        self.window.resize(1280, 860)
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        self.view = self.window.view
        self.view.setFocus()
        self.count = Count()
        settle()

    @property
    def state(self) -> ArticleState:
        """The article in view."""
        assert self.window.project is not None
        state = self.window.project.session.state
        assert state is not None
        return state

    @property
    def focused(self) -> Suggestion | None:
        """The suggestion that has the focus."""
        mark = self.view.focused
        return mark.span if mark is not None and isinstance(mark.span, Suggestion) else None

    def press(self, kind: str, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """Press a key of some kind."""
        self.count.keys[kind] += 1
        QTest.keyClick(self.window.windowHandle(), key, held)
        settle()

    def open(self, number: int) -> None:
        """Bring a passage into view; no key is counted, since the one before it has done that."""
        assert self.window.project is not None
        if self.window.project.session.article != number:
            self.window.project.session.open(number)
            settle()

    def finish(self) -> None:
        """Mark it done, with a second key where the window asks for one."""
        article = self.state.article_id
        for pause_ms in (0, 2 * READ_MS):  # what waits is read
            QTest.qWait(pause_ms)
            self.press("done", Key.Key_Return)
            assert self.window.project is not None
            workspace = self.window.project.session.workspace
            if workspace.article(article).status is Status.DONE:
                return
        sys.exit(f"passage {article} cannot be finished: {self.window.status.advice.text()}")

    def close(self) -> None:
        """Close the window."""
        self.window.close()


class Expert:
    """Brings one passage to its gold; ``trusts`` presses the paragraph's key without a look."""

    def __init__(self, player: Player, passage: Passage, *, trusts: bool) -> None:
        self._player = player
        self._text, self._gold = passage.text, passage.gold
        self._trusts = trusts

    def play(self) -> None:
        """Decide on all that waits, add what lacks, and finish."""
        player = self._player
        while player.state.waiting:
            if player.focused is None:
                player.press("go on", Key.Key_Tab)
            before = len(player.state.waiting), player.view.focused
            self._decide()
            if before == (len(player.state.waiting), player.view.focused):
                sys.exit(f"nothing came of a key: {player.window.status.advice.text()}")
        if not self._trusts:
            for place in sorted(self._gold - self._own()):
                self._add(place)
        own = self._own()
        player.count.spans += len(self._gold)
        player.count.wrong += len(own - self._gold)
        player.count.lacking += len(self._gold - own)
        player.finish()

    def _own(self) -> set[Place]:
        return {span.span.place for span in self._player.state.annotations}

    def _is_right(self, span: Suggestion) -> bool:
        return span.span.place in self._gold

    def _decide(self) -> None:
        player, span = self._player, self._player.focused
        if span is None:
            return
        if self._trusts:
            player.press("accept", Key.Key_E)
            if player.focused is None or player.focused.id != span.id:
                return  # else it is doubtful, and looked at
        for reach, key in ((Reach.PARAGRAPH, Key.Key_E), (Reach.SENTENCE, Key.Key_W)):
            items = self._ahead(span, reach)
            if len(items) > 1 and not self._trusts and all(map(self._is_right, items)):
                player.press("accept", key)
                if player.focused is None or player.focused.id != span.id:
                    return
        if self._is_right(span):
            player.press("accept", Key.Key_A)
        else:
            self._mend(span)

    def _ahead(self, span: Suggestion, reach: Reach) -> list[Suggestion]:
        """What waits in the stretch around the focus; the keys accept it unless it is doubtful."""
        first, last = stretch(self._text, reach, span.start, span.end)
        return [item for item in self._player.state.waiting if first <= item.start < last]

    def _mend(self, span: Suggestion) -> None:
        """Give a wrong suggestion the place and the label of its gold span, or reject it."""
        player, meant = self._player, self._meant(span)
        moves = None if meant is None else self._moves(span, meant)
        if meant is None or moves is None:
            player.press("reject", Key.Key_X)
            return
        for key, held in moves:
            player.press("move", key, held)
        if meant[2] != span.label:
            player.press("relabel", DIGITS[meant[2]])
        mark = player.view.focused
        if mark is not None and mark.confirmed and player.state.waiting:
            player.press("go on", Key.Key_Tab)

    def _meant(self, span: Suggestion) -> Place | None:
        """The gold span that a wrong suggestion was meant to be: the one it shares most words with,
        unless another suggestion or annotation is just that.
        """
        there = self._own() | {item.span.place for item in self._player.state.waiting}
        shared = [
            (min(span.end, place[1]) - max(span.start, place[0]), place)
            for place in self._gold - there
        ]
        common, place = max(shared, default=(0, None))
        return place if common > 0 else None

    def _moves(
        self, span: Suggestion, meant: Place
    ) -> Sequence[tuple[Qt.Key, Qt.KeyboardModifier]] | None:
        """The fewest keys that bring the edges there; None where that are too many."""
        text, target = self._text, meant[:2]
        by_key: dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[int, int], tuple[int, int]]] = {
            (Key.Key_B, NONE): lambda s, e: (s, name_end(text, s, e)),
            (Key.Key_T, NONE): lambda s, e: trimmed(text, s, e, span.label),
        }
        for edge, key in ((Edge.START, Key.Key_BracketLeft), (Edge.END, Key.Key_BracketRight)):
            for held, outward in ((NONE, True), (SHIFT, False)):
                by_key[key, held] = lambda s, e, edge=edge, outward=outward: move_edge(
                    text, s, e, edge, outward=outward
                )
        if span.label == "FIGURE":
            del by_key[Key.Key_B, NONE]
        waiting = deque([((span.start, span.end), ())])
        seen = {(span.start, span.end)}
        while waiting:
            place, keys = waiting.popleft()
            if place == target:
                return keys
            for pressed, act in by_key.items() if len(keys) < _MOST_MOVES else ():
                reached = act(*place)
                if reached not in seen:
                    seen.add(reached)
                    waiting.append((reached, (*keys, pressed)))
        return None

    def _add(self, place: Place) -> None:
        """Go to a word by its letters, take the rest of the span, and label it."""
        player, view, (start, end, label) = self._player, self._player.view, place
        player.press("add", Key.Key_Slash)
        word = self._text[start:end].split()[0]
        letters = word[:1] if word[0].isdigit() else word
        for letter in letters:
            if not letter.isalnum():
                break
            player.press("add", Key(ord(letter.upper())))
            if self._cursor() == start:
                break
        for _ in range(_MOST_TABS):
            if self._cursor() == start:
                break
            player.press("add", Key.Key_Tab)
        if self._cursor() != start:
            player.press("add", Key.Key_Escape)
            return  # counted as lacking
        if (
            label != "FIGURE"
            and name_end(self._text, start, self._word_end()) == end > self._word_end()
        ):
            player.press("add", Key.Key_B)
        while self._selected_end() < end:
            before = self._selected_end()
            player.press("add", Key.Key_Right, SHIFT)
            if self._selected_end() == before:
                break
        player.press("add", DIGITS[label])
        view.focus_mark(None)

    def _cursor(self) -> int | None:
        token = self._player.view.cursor_at.token
        return token.start if token is not None else None

    def _word_end(self) -> int:
        token = self._player.view.cursor_at.token
        return token.end if token is not None else 0

    def _selected_end(self) -> int:
        selection = self._player.view.cursor_at.selection
        return selection[1] if selection is not None else self._word_end()


def read(path: Path) -> Iterator[Passage]:
    """The passages of a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        spans = frozenset((s["start"], s["end"], s["label"]) for s in record["spans"])
        yield Passage(record["text"], spans)


def play(passages: Sequence[Passage], *, trusts: bool) -> Count:
    """Play all passages in one window."""
    with tempfile.TemporaryDirectory() as folder:
        player = Player(Path(folder), passages)
        for number, passage in zip(player.numbers, passages, strict=True):
            player.open(number)
            Expert(player, passage, trusts=trusts).play()
        player.close()
        settle()
    return player.count


def main() -> None:
    """Print the table, and write it into a page where one is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("passages", type=Path)
    parser.add_argument("--write", type=Path, help="a page whose table is renewed")
    options = parser.parse_args()
    app = QApplication(sys.argv[:1])
    theme.apply(app, dark=False)
    sets = {"passages": list(read(options.passages)), "seeds": list(read(SEEDS))}
    table = [
        f"| run | spans | {' | '.join(KINDS)} | keys a span | wrong | lacking |",
        f"|---|---|{'---|' * (len(KINDS) + 3)}",
    ]
    for name, passages in sets.items():
        for trusts, how in ((False, "expert"), (True, "trusting")):
            count = play(passages, trusts=trusts)
            table.append(count.row(f"{name}, {len(passages)} texts, {how}"))
            print(table[-1], flush=True)
    if options.write is not None:
        page = options.write.read_text(encoding="utf-8")
        head, _, tail = page.partition("<!-- table -->\n")
        _, _, tail = tail.partition("<!-- end -->")
        whole = f"{head}<!-- table -->\n" + "\n".join(table) + f"\n<!-- end -->{tail}"
        options.write.write_text(whole, encoding="utf-8")


if __name__ == "__main__":
    on_a_screen(__file__, main)
