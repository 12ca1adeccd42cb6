"""The rules as spaCy components; importing this package registers them.

Each works behind any pipeline, or alone behind a blank one. Order: ``label_map`` (pipelines of
other people only), then the names in ``RULES``.
"""

from __future__ import annotations

from spacy.language import Language

from annotator.nlp.components import figures, label_map  # noqa: F401 - registers them
from annotator.nlp.components.collective_heads import CollectiveHeads
from annotator.nlp.components.context_names import ContextNames
from annotator.nlp.components.evidence import WeighedNames
from annotator.nlp.components.gazetteer import Gazetteer
from annotator.nlp.components.span_conventions import SpanConventions
from annotator.nlp.lexicon import Lexicon, shipped

RULES = (
    "span_conventions",
    "gazetteer",
    "context_names",
    "evidence",
    "collective_heads",
    "figures",
)
"""The names of the rule components, in the order in which they must run."""

_LEXICAL = (SpanConventions, Gazetteer, ContextNames, WeighedNames, CollectiveHeads)


def use_lexicon(nlp: Language, lexicon: Lexicon) -> None:
    """Let all rules of a pipeline work with these names and word lists."""
    for _, component in nlp.pipeline:
        if isinstance(component, _LEXICAL):
            component.use(lexicon)


def lexicon_of(nlp: Language) -> Lexicon:
    """The names and word lists the rules of a pipeline work with."""
    gazetteers = [part for _, part in nlp.pipeline if isinstance(part, Gazetteer)]
    return gazetteers[0].lexicon if gazetteers else shipped()
