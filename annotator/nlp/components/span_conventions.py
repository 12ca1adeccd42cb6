"""Brings the spans of any recogniser to the edges the guidelines ask for.

Split at line breaks, trim, strip titles, cut at hyphens and possessives, let the lexicon and
facility words decide the label. Touches ACTOR and LOCATION; everything else passes through.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from annotator.nlp.conventions import Conventions
from annotator.nlp.lexicon import Lexicon, shipped
from annotator.nlp.mentions import Tokens, read_mentions, write_mentions


class SpanConventions:
    """The component form of ``Conventions``."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.use(lexicon)

    def use(self, lexicon: Lexicon) -> None:
        """Work with these names and word lists from now on."""
        self.conventions = Conventions(lexicon)

    def __call__(self, doc: Doc) -> Doc:
        """Mend the entities of one Doc."""
        if doc.ents:
            tokens = Tokens.of(doc)
            mended = self.conventions.apply(tokens, read_mentions(doc, tokens))
            write_mentions(doc, tokens, mended)
        return doc


@Language.factory("span_conventions")
def make_span_conventions(nlp: Language, name: str) -> SpanConventions:
    """The component, with the shipped word lists and names."""
    return SpanConventions(shipped())
