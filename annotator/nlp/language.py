"""Makes spaCy pipelines ready for suggestions: the rules alone, the shipped one, or any other.

Importing this module imports spaCy; do it in the worker process or a task, never for a window.
"""

from __future__ import annotations

import spacy
from spacy.language import Language

from annotator.domain.names import NameBook
from annotator.domain.pipelines import LabelTable
from annotator.nlp import embedding  # noqa: F401 - registers the layer the network begins with
from annotator.nlp.components import RULES, use_lexicon
from annotator.nlp.components.figures import DATE, Figures
from annotator.nlp.components.label_map import LabelMap, read_label_map
from annotator.nlp.lexicon import with_names
from annotator.nlp.rules_version import VERSION as VERSION
from annotator.nlp.tokenizer import mend_tokenizer


def rules_only() -> Language:
    """A blank English pipeline with the rules and nothing learnt."""
    nlp = spacy.blank("en")
    mend_tokenizer(nlp)
    _add_rules(nlp)
    nlp.meta["name"] = "rules"
    nlp.meta["version"] = VERSION
    return nlp


def load_pipeline(name_or_path: str, *, guidelines: bool = True) -> Language:
    """A pipeline by package name or directory.

    A pipeline that is not ours gets the label map and, with ``guidelines``, our rules behind it.
    Raises OSError if there is none of that name and ValueError if it cannot be built.
    """
    nlp = spacy.load(name_or_path)
    if set(RULES) & set(nlp.pipe_names):
        mend_tokenizer(nlp)  # it may be trained before a cut was added that figures need
    if not set(RULES) & set(nlp.pipe_names):
        nlp.add_pipe("label_map")
        if guidelines:
            mend_tokenizer(nlp)
            _add_rules(nlp)
    return nlp


def use_names(nlp: Language, book: NameBook) -> None:
    """Let the rules of a pipeline work with a team's names on top of the shipped ones."""
    use_lexicon(nlp, with_names(book))


def use_labels(nlp: Language, labels: LabelTable) -> None:
    """Let the labels of a pipeline become what a project says, above the program's label map."""
    chosen = dict(labels)
    if label_map_of(nlp) is None and chosen:  # its labels are ours, and the rules have seen them
        nlp.add_pipe("label_map", config={"table": {}, "is_ours": True})
    label_map = label_map_of(nlp)
    if label_map is not None:
        label_map.table = chosen if label_map.is_ours else read_label_map() | chosen
    for _, part in nlp.pipeline:
        if isinstance(part, Figures):
            part.keeps_dates = DATE in chosen.values()


def label_map_of(nlp: Language) -> LabelMap | None:
    """The label map of a pipeline, if it has one."""
    return next((part for _, part in nlp.pipeline if isinstance(part, LabelMap)), None)


def _add_rules(nlp: Language) -> None:
    for name in RULES:
        nlp.add_pipe(name)
