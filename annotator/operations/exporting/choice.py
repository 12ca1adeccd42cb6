"""What of a project is to be taken out."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.pseudonyms import Pseudonyms
from annotator.domain.token_edges import Edges
from annotator.domain.values import Status
from annotator.formats.peers.spacy import GROUP


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose work is taken out, of which articles, whether muted text goes with it, whether JSON
    lines have the tokens of their texts, and which version of a data set this is to be.

    ``annotator`` may also be “gold”, “best” or “everyone”, see `outgoing_records`. ``edges`` is for
    spans that begin or end inside tokens, in formats that have tokens, ``span_key`` the name of the
    span group of spaCy's documents that keeps every span. ``licence`` goes into the card; with None
    it is that of the project. With ``confidential`` articles go out that are marked so;
    ``pseudonyms`` stand for people, by files called ``pseudonym_key`` and ``persons``.
    """

    annotator: str
    statuses: tuple[Status, ...] = (Status.DONE,)
    keep_muted: bool = False
    tokens: bool = True
    dataset_version: str = ""
    edges: Edges = Edges.CUT
    span_key: str = GROUP
    licence: str | None = None
    confidential: bool = False
    pseudonyms: Pseudonyms | None = None
    pseudonym_key: str = ""
    persons: str = ""
