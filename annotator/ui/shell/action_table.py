"""Every action of the window in one table. Menus, buttons, the key sheet and the palette are
made from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QWidget

from annotator.domain.gold import Reason
from annotator.ui.document_view.edges import Side

if TYPE_CHECKING:
    from annotator.ui.guidelines.guidelines_panel import GuidelinesPanel
    from annotator.ui.shell.main_window import MainWindow


class Scope(Enum):
    """Where an action's keys are heard."""

    SURFACE = "surface"  # only while reading, so that letters can be typed elsewhere
    WINDOW = "window"


class Mode(Enum):
    """What the window is for at the moment; an action's keys are heard in some modes only."""

    ANNOTATE = "annotate"
    REVIEW = "review"
    DRAFT = "draft"  # in review: writing what is to stand in the place of all versions


_ANNOTATE = frozenset({Mode.ANNOTATE})
_REVIEW = frozenset({Mode.REVIEW})
_DRAFT = frozenset({Mode.DRAFT})
_WRITE = frozenset({Mode.ANNOTATE, Mode.DRAFT})
_READ = frozenset({Mode.ANNOTATE, Mode.REVIEW})


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One row: ``keys`` are portable key sequences, the first is the one that is shown.

    ``modes`` are those it is there in; without, the keys of the surface are for annotating alone.
    """

    id: str
    menu: str
    text: str
    keys: tuple[str, ...]
    run: Callable[[MainWindow], object]
    scope: Scope = Scope.SURFACE
    tip: str = ""
    needs_project: bool = True
    needs_files: bool = False
    modes: frozenset[Mode] | None = None

    @property
    def heard_in(self) -> frozenset[Mode]:
        """The modes it is there in."""
        if self.modes is not None:
            return self.modes
        return _ANNOTATE if self.scope is Scope.SURFACE else frozenset(Mode)


def _choose(version: int) -> Callable[[MainWindow], object]:
    return lambda window: window.review.hand.choose(version)


def _guidelines(window: MainWindow) -> GuidelinesPanel:
    """The guidelines, shown beside the text."""
    if not window.guidelines.isVisible():
        window.toggle_guidelines()
    return window.guidelines


_S, _W = Scope.SURFACE, Scope.WINDOW
LEFT, RIGHT = Side.LEFT, Side.RIGHT
MENUS = ("File", "Edit", "Span", "Article", "Review", "View", "Help")
BREAK = "-"

# fmt: off
ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("open_project", "File", "Open project…", ("Ctrl+O",), lambda w: w.files.ask_open(), _W, needs_project=False, needs_files=True),
    ActionSpec("new_project", "File", "New project…", ("Ctrl+N",), lambda w: w.files.ask_new(), _W, needs_project=False, needs_files=True),
    ActionSpec("import", "File", "Import articles…", ("Ctrl+I",), lambda w: w.files.ask_import(), _W),
    ActionSpec("import_folder", "File", "Import a folder…", ("Ctrl+Alt+I",), lambda w: w.files.ask_import_folder(), _W),
    ActionSpec("export", "File", "Export…", ("Ctrl+E",), lambda w: w.files.ask_export(), _W),
    ActionSpec("send_work", "File", "Send work…", ("Ctrl+Shift+E",), lambda w: w.files.work.ask_send(), _W, tip="Write people’s work into one file for a colleague"),
    ActionSpec("merge_work", "File", "Merge work…", ("Ctrl+Shift+I",), lambda w: w.files.work.ask_merge(), _W, tip="Bring colleagues’ work in; nothing is overwritten"),
    ActionSpec("kept_work", "File", "Kept aside…", ("Ctrl+Shift+K",), lambda w: w.files.work.show_kept(), _W, tip="Versions of work that merges have kept, to be shown again"),
    ActionSpec("backup", "File", "Back up", ("Ctrl+B",), lambda w: w.files.back_up(), _W),
    ActionSpec("quit", "File", "Quit", ("Ctrl+Q",), lambda w: w.close(), _W, needs_project=False),
    ActionSpec("undo", "Edit", "Undo", ("Ctrl+Z",), lambda w: w.undo(), _W, modes=_READ),
    ActionSpec("redo", "Edit", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), lambda w: w.redo(), _W, modes=_READ),
    ActionSpec("copy", "Edit", "Copy", ("Ctrl+C",), lambda w: w.view.copy(), _S, modes=frozenset(Mode)),
    ActionSpec("find", "Edit", "Find in the article", ("Ctrl+F",), lambda w: w.find_bar.begin(), _W),
    ActionSpec("search", "Edit", "Search all articles", ("Ctrl+Shift+F",), lambda w: w.writing.begin_search(), _W, modes=_ANNOTATE),
    ActionSpec("filter_queue", "Edit", "Filter the queue", ("Ctrl+Shift+L",), lambda w: w.queue_panel.filter.showMenu(), _W, tip="Choose which articles the queue shows", modes=_ANNOTATE),
    ActionSpec("sort_queue", "Edit", "Order of the queue", ("Ctrl+Shift+O",), lambda w: w.queue_panel.sort.showMenu(), _W, tip="Choose in which order the queue shows them", modes=_ANNOTATE),
    ActionSpec("policy", "Edit", "Vague magnitudes…", ("Ctrl+Shift+V",), lambda w: w.ask_policy(), _W, tip="What dozens, scores and hundreds are worth in this project"),
    ActionSpec("unaided", "Edit", "Articles without suggestions…", ("Ctrl+Shift+H",), lambda w: w.files.unaided.ask(), _W, needs_files=True, tip="Hide suggestions in a share of the articles, to see how far they sway people"),
    ActionSpec("labels", "Edit", "Labels…", ("Ctrl+L",), lambda w: w.ask_labels(), _W, tip="Add, rename, recolour, merge and delete labels"),
    ActionSpec("names", "Edit", "Names…", ("Ctrl+Shift+D",), lambda w: w.names.ask(), _W, tip="The project's own names, which win over those the program knows"),
    ActionSpec("palette", "Edit", "All actions by name", ("Ctrl+K",), lambda w: w.ask_action(), _W, needs_project=False),
    ActionSpec("next_suggestion", "Span", "Next suggestion", ("Tab",), lambda w: w.spans.step(1)),
    ActionSpec("previous_suggestion", "Span", "Previous suggestion", ("Shift+Tab",), lambda w: w.spans.step(-1)),
    ActionSpec("accept", "Span", "Accept, next", ("A",), lambda w: w.spans.accept()),
    ActionSpec("accept_all", "Span", "Accept all remaining", ("Shift+A",), lambda w: w.spans.accept_all(), tip="Accept every suggestion that waits in this article; one undo takes it back"),
    ActionSpec("remove", "Span", "Reject or delete, next", ("X", "Del"), lambda w: w.hands.remove(), modes=_WRITE),
    ActionSpec("left_out", "Span", "Left edge outward", ("[",), lambda w: w.hands.move_edge(LEFT, outward=True), modes=_WRITE),
    ActionSpec("right_out", "Span", "Right edge outward", ("]",), lambda w: w.hands.move_edge(RIGHT, outward=True), modes=_WRITE),
    ActionSpec("left_in", "Span", "Left edge inward", ("Shift+[",), lambda w: w.hands.move_edge(LEFT, outward=False), modes=_WRITE),
    ActionSpec("right_in", "Span", "Right edge inward", ("Shift+]",), lambda w: w.hands.move_edge(RIGHT, outward=False), modes=_WRITE),
    ActionSpec("left_out_sign", "Span", "Left edge outward by a character", ("Alt+[",), lambda w: w.hands.move_edge(LEFT, outward=True, by_character=True), modes=_WRITE),
    ActionSpec("right_out_sign", "Span", "Right edge outward by a character", ("Alt+]",), lambda w: w.hands.move_edge(RIGHT, outward=True, by_character=True), modes=_WRITE),
    ActionSpec("left_in_sign", "Span", "Left edge inward by a character", ("Alt+Shift+[",), lambda w: w.hands.move_edge(LEFT, outward=False, by_character=True), modes=_WRITE),
    ActionSpec("right_in_sign", "Span", "Right edge inward by a character", ("Alt+Shift+]",), lambda w: w.hands.move_edge(RIGHT, outward=False, by_character=True), modes=_WRITE),
    ActionSpec("propagate_next", "Span", "Same label on the next mention", (".",), lambda w: w.spans.propagate_next()),
    ActionSpec("propagate_all", "Span", "Same label on every mention", ("Shift+.",), lambda w: w.spans.propagate_all()),
    ActionSpec("confirm", "Span", "Confirm value, next", ("V",), lambda w: w.spans.confirm_figure(), tip="Agree with the value of the focused figure; a suggestion is accepted with it"),
    ActionSpec("remember", "Span", "Remember this name", ("Ctrl+D",), lambda w: w.names.remember(), tip="Keep these words with their label, so that they are marked everywhere"),
    ActionSpec("never_name", "Span", "Never a name", ("Alt+X",), lambda w: w.names.never(), tip="Keep these words from being marked anywhere"),
    ActionSpec("note", "Span", "Note", ("N",), lambda w: w.writing.begin_note()),
    ActionSpec("done", "Article", "Done, next article", ("Return", "Enter"), lambda w: w.articles.finish(), tip="Mark this article done and open the next that needs work"),
    ActionSpec("reopen", "Article", "Reopen", ("Shift+Return", "Shift+Enter"), lambda w: w.articles.reopen()),
    ActionSpec("flag", "Article", "Flag…", ("F",), lambda w: w.ask_flag()),
    ActionSpec("skip", "Article", "Skip", ("S",), lambda w: w.articles.skip()),
    ActionSpec("mute", "Article", "Mute or unmute the paragraph", ("M",), lambda w: w.articles.toggle_muted()),
    ActionSpec("carry", "Article", "Carry spans to the other versions", ("Ctrl+T",), lambda w: w.files.stories.carry(), _W, tip="Suggest this article's spans in the other articles of its story", needs_files=True),
    ActionSpec("versions", "Article", "Versions of this story", ("Ctrl+Shift+T",), lambda w: w.files.stories.show_versions(), _W, tip="Show the articles of this story in the queue, or everything again", needs_files=True),
    ActionSpec("assign", "Article", "Assign articles…", ("Ctrl+Shift+A",), lambda w: w.files.assigning.ask(), _W, tip="Deal the articles out to annotators, each to one or several", modes=_ANNOTATE, needs_files=True),
    ActionSpec("next_article", "Article", "Next article", ("Ctrl+PgDown",), lambda w: w.step_article(1), _W, modes=_READ),
    ActionSpec("previous_article", "Article", "Previous article", ("Ctrl+PgUp",), lambda w: w.step_article(-1), _W, modes=_READ),
    ActionSpec("feedback", "Article", "Feedback", ("F3",), lambda w: w.feedback.toggle(), _W, tip="Where your finished work differs from gold, and why", modes=_ANNOTATE),
    ActionSpec("next_difference", "Article", "Next difference to gold", ("Alt+Down",), lambda w: w.feedback.step(1), _W, modes=_ANNOTATE),
    ActionSpec("previous_difference", "Article", "Previous difference to gold", ("Alt+Up",), lambda w: w.feedback.step(-1), _W, modes=_ANNOTATE),
    ActionSpec("answer", "Article", "Answer the reviewer", ("Alt+R",), lambda w: w.writing.begin_answer(), _W, modes=_ANNOTATE),
    ActionSpec("suggest_again", "Article", "Suggest again", ("Ctrl+R",), lambda w: w.suggest_again(), _W, modes=_ANNOTATE),
    *(
        ActionSpec(f"version_{n}", "Review", f"Version {n}, next", (str(n),), _choose(n - 1), modes=_REVIEW, tip=f"Let version {n} be gold and go to the next conflict")
        for n in range(1, 10)
    ),
    ActionSpec("neither", "Review", "Neither, next", ("X", "Del"), lambda w: w.review.hand.reject(), modes=_REVIEW, tip="Let nothing be gold here and go to the next conflict"),
    ActionSpec("edit_gold", "Review", "Write it yourself", ("E",), lambda w: w.review.hand.begin_draft(), modes=_REVIEW, tip="Move edges with [ ], label with the keys of the labels, Enter when it is right"),
    ActionSpec("draft_done", "Review", "Take what is written", ("Return", "Enter"), lambda w: w.review.hand.end_draft(), modes=_DRAFT),
    ActionSpec("draft_next", "Review", "Next span of the draft", ("Tab",), lambda w: w.hands.step(1), modes=_DRAFT),
    ActionSpec("draft_cancel", "Review", "Leave it as it was", ("Esc",), lambda w: w.review.hand.cancel_draft(), modes=_DRAFT),
    ActionSpec("confirm_agreed", "Review", "Confirm all that is agreed", ("Shift+A",), lambda w: w.review.hand.accept_agreed(), modes=_REVIEW, tip="Let everything be gold here that all agree on; one undo takes it back"),
    ActionSpec("next_conflict", "Review", "Next conflict", ("Tab",), lambda w: w.review.hand.step(1), modes=_REVIEW),
    ActionSpec("previous_conflict", "Review", "Previous conflict", ("Shift+Tab",), lambda w: w.review.hand.step(-1), modes=_REVIEW),
    ActionSpec("reason_gap", "Review", "Guideline gap", ("G",), lambda w: w.review.hand.give_reason(Reason.GUIDELINE_GAP), modes=_REVIEW, tip="They differ because the guidelines do not say"),
    ActionSpec("reason_ambiguous", "Review", "Ambiguous text", ("A",), lambda w: w.review.hand.give_reason(Reason.AMBIGUOUS), modes=_REVIEW, tip="They differ because the text can be read in more than one way"),
    ActionSpec("reason_slip", "Review", "Slip", ("S",), lambda w: w.review.hand.give_reason(Reason.SLIP), modes=_REVIEW, tip="They differ because somebody has overlooked something"),
    ActionSpec("review_comment", "Review", "Comment", ("C",), lambda w: w.writing.begin_comment(), modes=_REVIEW, tip="Say something to the annotators about this conflict"),
    ActionSpec("sign_off", "Review", "Save as gold, next", ("Return", "Enter"), lambda w: w.review.sign(), modes=_REVIEW, tip="Sign the article off and open the next that needs review"),
    ActionSpec("review_again", "Review", "Back into review", ("Shift+Return", "Shift+Enter"), lambda w: w.review.hand.reopen(), modes=_REVIEW),
    ActionSpec("agreement", "Review", "Agreement…", ("F4",), lambda w: w.files.agreement.ask(), _W, tip="How far annotators agree: with each other, by label and by article", modes=_READ, needs_files=True),
    ActionSpec("review_plan", "Review", "Whom to review…", ("Ctrl+Shift+R",), lambda w: w.review.ask_plan(), _W, tip="Choose annotators, the rule, and whether names are hidden", modes=_REVIEW),
    ActionSpec("gold_by_rule", "Review", "Rule on all articles…", ("Ctrl+Shift+G",), lambda w: w.review.ask_rule_all(), _W, tip="Let into gold what the rule lets by, in every article", modes=_REVIEW),
    ActionSpec("annotate_mode", "View", "Annotate", ("Ctrl+1",), lambda w: w.set_mode(Mode.ANNOTATE), _W, tip="Annotate articles", modes=_READ),
    ActionSpec("review_mode", "View", "Review", ("Ctrl+2",), lambda w: w.set_mode(Mode.REVIEW), _W, tip="Decide between annotators", modes=_READ),
    ActionSpec("larger", "View", "Larger type", ("Ctrl++", "Ctrl+="), lambda w: w.view.step_size(1), _W, needs_project=False),
    ActionSpec("smaller", "View", "Smaller type", ("Ctrl+-",), lambda w: w.view.step_size(-1), _W, needs_project=False),
    ActionSpec("normal_size", "View", "Normal type", ("Ctrl+0",), lambda w: w.reset_size(), _W, needs_project=False),
    ActionSpec("fold_muted", "View", "Fold muted text", ("Ctrl+M",), lambda w: w.view.folds.set_on(not w.view.folds.on), _W, tip="Show each run of muted paragraphs as one line, or all of them", needs_project=False),
    ActionSpec("open_fold", "View", "Open or fold the lines here", ("Space",), lambda w: w.articles.toggle_fold(), _S, tip="Show the folded lines at the cursor, or fold them again", modes=frozenset(Mode)),
    ActionSpec("queue", "View", "Article queue", ("F8",), lambda w: w.toggle_queue(), _W, needs_project=False),
    ActionSpec("side", "View", "Inspector", ("F9",), lambda w: w.toggle_inspector(), _W, needs_project=False),
    ActionSpec("guidelines", "Help", "Guidelines", ("F2",), lambda w: w.toggle_guidelines(), _W),
    ActionSpec("guidelines_versions", "Help", "Versions of the guidelines", ("Ctrl+F2",), lambda w: _guidelines(w).begin_choosing(), _W, tip="Choose an older version of the guidelines to read, to compare or to let hold again"),
    ActionSpec("guidelines_changes", "Help", "What has changed in the guidelines", ("Shift+F2",), lambda w: _guidelines(w).show_last_change(), _W, tip="Show what is new and what is gone since the version before"),
    ActionSpec("guidelines_restore", "Help", "Let older guidelines hold again", ("Alt+Shift+F2",), lambda w: _guidelines(w).chooser.restore.click(), _W, tip="Let the version that is shown hold again, as a new version"),
    ActionSpec("guidelines_edit", "Help", "Write the guidelines anew", ("Ctrl+Shift+F2",), lambda w: _guidelines(w).begin_editing(), _W, tip="Write a new version; all older ones stay"),
    ActionSpec("keys", "Help", "Keys", ("F1",), lambda w: w.ask_keys(), _W, needs_project=False),
)
# fmt: on
SEPARATED = frozenset(
    {
        "quit",
        "import",
        "find",
        "policy",
        "accept",
        "left_out",
        "propagate_next",
        "confirm",
        "remember",
    }
    | {"flag", "mute", "next_article", "suggest_again", "queue"}
    | {"neither", "next_conflict", "reason_gap", "sign_off", "review_plan", "larger", "feedback"}
    | {"fold_muted"}
)
LABEL_PREFIX = "label_"
# What a read-only project does not offer; labels do not either.
WRITING = frozenset(
    {"import", "undo", "redo", "accept", "accept_all", "remove", "left_out", "right_out"}
    | {"import_folder"}
    | {"left_in", "right_in", "left_out_sign", "right_out_sign", "left_in_sign", "right_in_sign"}
    | {"propagate_next", "propagate_all", "confirm", "note", "done", "reopen", "flag", "skip"}
    | {"merge_work", "kept_work", "carry", "assign"}
    | {"guidelines_edit", "guidelines_restore"}
    | {"mute", "suggest_again", "policy", "unaided", "labels", "names", "remember", "never_name"}
    | {"neither", "edit_gold", "confirm_agreed", "reason_gap", "reason_ambiguous", "reason_slip"}
    | {"answer", "review_comment", "sign_off", "review_again", "gold_by_rule"}
    | {f"version_{number}" for number in range(1, 10)}
)


class ActionTable:
    """The live actions of one window, by id, with the keys the person has chosen."""

    def __init__(self, window: MainWindow, surface: QWidget, keys: Mapping[str, Sequence[str]]):
        self._window = window
        self._surface = surface
        # What comes from a file may be anything.
        self._chosen: dict[str, Sequence[str]] = {
            name: tuple(chosen)
            for name, chosen in keys.items()
            if isinstance(chosen, (list, tuple)) and all(isinstance(key, str) for key in chosen)
        }
        self.actions: dict[str, QAction] = {}
        self._defaults: dict[str, tuple[str, ...]] = {}
        self._specs: dict[str, ActionSpec] = {}
        self._open = self._read_only = self._files_ready = False
        self._mode = Mode.ANNOTATE
        for spec in ACTIONS:
            self._add(spec)

    def __getitem__(self, action_id: str) -> QAction:
        return self.actions[action_id]

    def add_label(self, name: str, key: str) -> QAction:
        """An action that labels; its keys are heard while reading."""
        return self._add(
            ActionSpec(
                id=f"{LABEL_PREFIX}{name}",
                menu="Span",
                text=name.capitalize(),
                keys=(key,) if key else (),
                run=lambda window: window.hands.label(name),
                tip=_tr("Label the selection, the focused span or the word at the cursor"),
                modes=_WRITE,
            )
        )

    def set_project_open(self, is_open: bool, *, read_only: bool = False) -> None:
        """Enable what needs a project while there is one, and changes while it takes them."""
        self._open, self._read_only = is_open, read_only
        self._enable()

    def set_files_ready(self) -> None:
        """Enable what opens and makes projects, once there is what does it."""
        self._files_ready = True
        self._enable()

    def set_mode(self, mode: Mode) -> None:
        """Let the keys of this mode be heard and those of others not."""
        self._mode = mode
        self._enable()

    def is_heard(self, action_id: str, mode: Mode) -> bool:
        """Whether an action is there in a mode."""
        return mode in self._specs[action_id].heard_in

    def _enable(self) -> None:
        for name, spec in self._specs.items():
            there = self._files_ready if spec.needs_files else self._open or not spec.needs_project
            writes = name in WRITING or name.startswith(LABEL_PREFIX)
            allowed = not (self._read_only and writes) and self._mode in spec.heard_in
            self.actions[name].setEnabled(there and allowed)

    def with_keys(self, keys: QKeySequence) -> list[QAction]:
        """The actions that some keys run, heard at the moment or not; those that are come first."""
        found = [action for action in self.actions.values() if keys in action.shortcuts()]
        return sorted(found, key=lambda action: not action.isEnabled())

    def is_surface(self, action: QAction) -> bool:
        """Whether the keys of an action are heard only while reading."""
        return self._specs[action.objectName()].scope is Scope.SURFACE

    def keys_of(self, action_id: str) -> tuple[str, ...]:
        """The keys of an action as portable sequences."""
        return tuple(self._chosen.get(action_id, self._defaults[action_id]))

    def holder_of(self, key: str, action_id: str) -> str | None:
        """The action that has a key already in a mode in which another is there."""
        modes = self._specs[action_id].heard_in
        holders = (name for name in self.actions if key in self.keys_of(name))
        return next((name for name in holders if modes & self._specs[name].heard_in), None)

    def action_with(self, label: str, key: str) -> str | None:
        """What a key is for that a label would have, where that is no label itself."""
        portable = QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
        holder = self.holder_of(portable, f"{LABEL_PREFIX}{label}")
        if holder is None or holder.startswith(LABEL_PREFIX):
            return None
        return self.actions[holder].text()

    def rebind(self, action_id: str, keys: Sequence[str] | None) -> None:
        """Give an action other keys; None gives it back its own."""
        if keys is None:
            self._chosen.pop(action_id, None)
        else:
            self._chosen[action_id] = tuple(keys)
        sequences = [QKeySequence(key) for key in self.keys_of(action_id)]
        self.actions[action_id].setShortcuts(sequences)

    def set_default(self, action_id: str, keys: tuple[str, ...]) -> None:
        """Give an action other keys of its own; keys the person has chosen stay."""
        self._defaults[action_id] = keys
        self.rebind(action_id, self._chosen.get(action_id))

    def drop(self, action_id: str) -> None:
        """Forget the action of a label that is gone."""
        self.actions.pop(action_id).deleteLater()
        self._defaults.pop(action_id)
        self._specs.pop(action_id)

    @property
    def chosen(self) -> dict[str, Sequence[str]]:
        """The keys that differ from the table's, by action."""
        return dict(self._chosen)

    def _add(self, spec: ActionSpec) -> QAction:
        action = QAction(_tr(spec.text), self._window)
        action.setObjectName(spec.id)
        action.setIcon(QIcon())
        action.setToolTip(_tr(spec.tip or spec.text))
        action.setAutoRepeat(True)
        surface = spec.scope is Scope.SURFACE
        context = Qt.ShortcutContext
        action.setShortcutContext(
            context.WidgetWithChildrenShortcut if surface else context.WindowShortcut
        )
        action.triggered.connect(lambda: spec.run(self._window))
        (self._surface if surface else self._window).addAction(action)
        self.actions[spec.id] = action
        self._defaults[spec.id] = spec.keys
        self._specs[spec.id] = spec
        self.rebind(spec.id, self._chosen.get(spec.id))
        return action


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)
