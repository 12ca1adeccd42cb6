"""Overlapping spans of an open project: what is allowed, and going through what is not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer

from annotator.domain.changes import Change, Part
from annotator.domain.gold import GOLD
from annotator.domain.overlap_rule import OverlapRule, OwnOverlap
from annotator.domain.state import ArticleState, Contradiction
from annotator.domain.wording import counted, filled
from annotator.operations import overlaps
from annotator.tasks import Progress
from annotator.ui.overlaps.overlap_model import whose
from annotator.ui.overlaps.overlaps_dialog import OverlapsDialog
from annotator.ui.shell.action_rows import ANNOTATE, Mode
from annotator.ui.shell.banner import Standing
from annotator.ui.shell.context import Context
from annotator.ui.shell.room import OpenRoom

_LANE = "overlaps"
_HERE, _UNTOLD = "overlaps_here", "overlaps_untold"


class OpenOverlaps(OpenRoom):
    """Says above the article which spans may not overlap, and goes from one to the next."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._workspace = context.session.workspace
        self.bind({"overlaps": self.ask})
        self.bind({"next_overlap": self.step}, ANNOTATE)
        self._is_untold = False
        self._said: tuple[Contradiction, ...] = ()
        self._timer = QTimer(self, singleShot=True, interval=0)  # behind the painting of an edit
        self._timer.timeout.connect(self._say_here)
        project, annotator = self._workspace.project, self._workspace.annotator
        if not project.read_only:
            context.tasks.start(
                lambda progress: overlaps.untold(project, annotator, progress=progress),
                done=self._tell,
                lane=_LANE,
            )

    def show_article(self, state: ArticleState) -> None:
        self._timer.start()

    def update_article(self, state: ArticleState) -> None:
        self._timer.start()

    def show_nothing(self) -> None:
        self._timer.start()

    def enter(self, mode: Mode) -> None:
        self._timer.start()

    def follow(self, change: Change) -> None:
        if Part.OVERLAPS in change.parts:
            self._timer.start()

    def close(self) -> None:
        self._timer.stop()
        self.context.banner.fall(_HERE)
        self.context.banner.fall(_UNTOLD)
        super().close()

    def ask(self) -> None:
        """Ask whether spans may overlap, with the list of those that do."""
        project, annotator = self._workspace.project, self._workspace.annotator
        rule = self.context.session.look(lambda: overlaps.chosen(project))
        if rule is not None:
            self.context.tasks.run(
                self.tr("Looking for overlapping spans…"),
                lambda progress: [
                    pair
                    for name in (annotator, GOLD)
                    for pair in overlaps.own(project, name, progress=progress)
                ],
                lambda pairs: self._ask(rule, pairs),
            )

    def step(self) -> None:
        """Go to the next two spans that may not overlap, in this article or another."""
        state = self.context.session.state
        further = self._further(state) if state is not None else None
        if further is not None:
            self._focus(further)
            return
        project, annotator = self._workspace.project, self._workspace.annotator

        def work(progress: Progress) -> Sequence[OwnOverlap]:
            rule = overlaps.chosen(project)
            pairs = overlaps.own(project, annotator, progress=progress)
            return [pair for pair in pairs if not rule.allows(*pair.spans)]

        self.context.tasks.start(work, done=self._go_to_next, lane=_LANE)

    def _ask(self, rule: OverlapRule, pairs: Sequence[OwnOverlap]) -> None:
        session = self.context.session
        wish = OverlapsDialog.ask(self.context.window, rule, list(session.labels), pairs)
        self.context.banner.fall(_UNTOLD)
        self._is_untold = False
        self._timer.start()
        if any(not rule.allows(*pair.spans) for pair in pairs):
            session.attempt(lambda: overlaps.note_told(self._workspace))
        chosen = wish.rule
        if chosen is not None:
            self.context.tasks.run(
                self.tr("Counting what waits…"),
                lambda progress: overlaps.choose(self._workspace, chosen),
                lambda done: None,
            )
        if wish.place is not None:
            self._go_to(wish.place)

    def _tell(self, pairs: Sequence[OwnOverlap]) -> None:
        if pairs:
            self._is_untold = True
            sentence = self.tr("%1 overlap in %2, which this project does not allow.")
            articles = counted(len({pair.article for pair in pairs}), "article")
            words = filled(sentence, whose(pairs), articles)
            standing = Standing(words, self.tr("Show them…"), self.ask)
            self.context.banner.stand(_UNTOLD, standing, behind=True)

    def _say_here(self) -> None:
        """Say of the article in view what an annotator has to decide there."""
        banner = self.context.banner
        is_annotating = self.context.table.mode is Mode.ANNOTATE
        state = self.context.session.state if is_annotating else None
        # Where the whole list is to be told first, its line is not covered by that of an article.
        pairs = state.contradictions if state is not None and not self._is_untold else ()
        if not pairs:
            if self._said:
                banner.fall(_HERE)
        elif pairs != self._said:
            one, other = (f"{item.label} “{item.text}”" for item in pairs[0])
            words = self.tr(
                "%1 and %2 overlap, which is not allowed: delete one or move its edges."
            )
            if len(pairs) > 1:
                words += " " + self.tr("There are %3 such pairs in this article.")
            words = filled(words, one, other, len(pairs))
            banner.stand(_HERE, Standing(words, self.tr("Show"), self.step), behind=True)
        self._said = pairs

    def _further(self, state: ArticleState) -> Contradiction | None:
        """The two spans behind the focus; the first where the focus is on none of any two."""
        mark = self.context.surface.focused
        places = [pair[1].id for pair in state.contradictions]
        here = mark.id if mark is not None else None
        at = places.index(here) + 1 if here in places else 0
        return state.contradictions[at] if at < len(places) else None

    def _go_to_next(self, pairs: Sequence[OwnOverlap]) -> None:
        here = self.context.session.article or 0
        behind = [pair for pair in pairs if pair.article > here]
        if behind or pairs:
            self._go_to((behind or list(pairs))[0])
        else:
            self.context.status.advise(self.tr("No spans overlap that may not."))

    def _go_to(self, pair: OwnOverlap) -> None:
        """Bring two spans into view, the one to be looked at in focus; those of gold in review."""
        if pair.gold and self.context.table.mode is Mode.ANNOTATE:
            self.context.table["review_mode"].trigger()
        start, end = min(s.start for s in pair.spans), max(s.end for s in pair.spans)
        self.context.go_to(pair.article, (start, end))
        state = self.context.session.state if not pair.gold else None
        places = [(span.start, span.end, span.label) for span in pair.spans]
        for item in state.contradictions if state is not None else ():
            if [span.span.place for span in item] == places:
                self._focus(item)
                return

    def _focus(self, pair: Contradiction) -> None:
        self.context.surface.focus_mark(pair[1].id)
        self.context.surface.setFocus()
