"""The parts of the pipeline that ``ablations.py`` switches off, each with how it is done."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from spacy.language import Language

from annotator.nlp import conventions, embedding, headlines, suggest
from annotator.nlp.components import RULES, lexicon_of, use_lexicon
from annotator.nlp.components.context_names import ContextNames
from annotator.nlp.components.evidence import WeighedNames
from annotator.nlp.components.gazetteer import Gazetteer
from annotator.nlp.evidence.edges import Seams
from annotator.nlp.evidence.growth import Growth
from annotator.nlp.evidence.world import World
from annotator.nlp.lexicon import Lexicon, read_folder
from annotator.resources import resource

Off = Callable[[Language], AbstractContextManager[Any]]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the pipeline; ``is_timed`` where the words a second without it are of interest."""

    name: str
    off: Off
    is_timed: bool = True


def patched(target: Any, name: str, value: Any) -> Off:
    """Something else in the place of an attribute."""
    return lambda nlp: patch.object(target, name, value)


def disabled(component: str) -> Off:
    """A component that does nothing."""
    return lambda nlp: nlp.select_pipes(disable=[component])


def without_step(step: conventions.Step) -> Off:
    """The span conventions without one of their steps."""

    @contextmanager
    def off(nlp: Language) -> Iterator[None]:
        with (
            patch.object(conventions, "STEPS", _less(conventions.STEPS, step)),
            patch.object(conventions, "ONE_WORD_STEPS", _less(conventions.ONE_WORD_STEPS, step)),
        ):
            yield

    return off


def _less(steps: tuple[conventions.Step, ...], step: conventions.Step) -> Any:
    return tuple(other for other in steps if other is not step)


def without_file(path: Path) -> Off:
    """The lexicon without one of its files."""

    @contextmanager
    def off(nlp: Language) -> Iterator[None]:
        whole = lexicon_of(nlp)
        root = resource("gazetteer")
        with tempfile.TemporaryDirectory() as folder:
            for file in root.rglob("*.txt"):
                if file != path:
                    copy = Path(folder) / file.relative_to(root)
                    copy.parent.mkdir(exist_ok=True, parents=True)
                    copy.symlink_to(file)
            use_lexicon(nlp, read_folder(Path(folder)))
        try:
            yield
        finally:
            use_lexicon(nlp, whole)

    return off


def lists() -> Iterator[Part]:
    """Every file of names and words."""
    root = resource("gazetteer")
    for path in sorted(root.rglob("*.txt")):
        name = f"list {path.relative_to(root).with_suffix('')}"
        yield Part(name, without_file(path), is_timed=False)


IS_NETWORK_NEW = False
"""Whether what the network says has to be asked anew."""


@contextmanager
def _without_table(nlp: Language) -> Iterator[None]:
    global IS_NETWORK_NEW
    known = dict(embedding._features)
    embedding._features.clear()  # they remember words
    IS_NETWORK_NEW = True
    with patch.object(embedding.Features, "look_up", lambda self, text: 0):
        yield
    IS_NETWORK_NEW = False
    embedding._features.clear()
    embedding._features.update(known)


def _no_spans(self: Any, *_: object) -> Iterator[Any]:
    return iter(())


def _no_facility(self: Growth, *_: object) -> bool:
    return False


def _unparted(self: Seams, tokens: Any, mention: Any) -> Iterator[Any]:
    yield mention


def _unseen(line: str, lexicon: Lexicon) -> str:
    return line


def _unheard(text: str, spans: Any, lexicon: Lexicon) -> Any:
    return list(spans)


def _unjudged(self: WeighedNames, tokens: Any, mentions: Any, weights: Any) -> None:
    return None


def _unscored(nlp: Language, calibrator: Any) -> suggest.Scoring:
    return suggest.Scoring(None, None)


def _ungrown(self: Growth, tokens: Any, mentions: Any) -> Any:
    return mentions


def _unjoined(self: Gazetteer, tokens: Any, mentions: Any, hits: Any) -> Any:
    return mentions


def _no_formation(self: ContextNames, words: Any, at: int, taken: Any) -> int:
    return at


_NEVER = re.compile(r"(?!)")

PARTS = (
    Part("case: all of it", patched(suggest, "plain_case", _unseen)),
    Part(
        "case: lines in capitals",
        patched(headlines, "_from_capitals", lambda line, lexicon: line),
    ),
    Part(
        "case: lines in small letters",
        patched(headlines.truecase, "from_small", _unseen),
    ),
    Part(
        "case: titles",
        patched(headlines, "_is_title", lambda line, words, lexicon: False),
    ),
    Part("case: datelines", patched(headlines, "_DATELINE", _NEVER)),
    Part(
        "case: peoples in small letters",
        patched(headlines, "_small_peoples", lambda lexicon: frozenset()),
    ),
    Part("network: table of names", _without_table),
    *(Part(f"rules: {name}", disabled(name)) for name in RULES),
    *(
        Part(f"convention: {step.__name__}", without_step(step), is_timed=False)
        for step in conventions.STEPS
    ),
    Part("gazetteer: pieces joined", patched(Gazetteer, "_joined", _unjoined)),
    Part("context: formations", patched(ContextNames, "_formation_end", _no_formation)),
    Part("evidence: weights", patched(WeighedNames, "judge", _unjudged)),
    Part("evidence: places of the world", patched(World, "_find", lambda self, key: None)),
    Part("evidence: names grow", patched(Growth, "grown", _ungrown)),
    Part("evidence: names grow to a facility", patched(Growth, "_take_facility", _no_facility)),
    Part("evidence: names parted", patched(Seams, "part", _unparted)),
    Part("evidence: tags, peoples, roads", patched(Growth, "signed", _no_spans)),
    Part("evidence: names in capitals", patched(WeighedNames, "capitals", _no_spans)),
    Part("article: the same name", patched(suggest, "agree", _unheard)),
    Part("scores", patched(suggest.Scoring, "of", _unscored)),
)
"""All but the files of names and words."""
