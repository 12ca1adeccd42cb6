"""What a coordinator's project says for a whole team, as it goes out to one of its annotators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.guidelines import Definitions, Guidelines
from annotator.domain.pipelines import PipelineChoice


class TermPart(StrEnum):
    """What is offered by itself, and taken or not."""

    GUIDELINES = "guidelines"
    LABELS = "labels"
    NAMES = "names"
    SETTINGS = "settings"
    ASSIGNMENTS = "assignments"


@dataclass(frozen=True, slots=True)
class TeamTerms:
    """``to`` is whom the file was made for; ``assigned`` are the hashes of the texts they are to
    annotate. ``versions`` of the guidelines are the newest first; ``former`` says what labels have
    become. ``control_share`` is in percent.
    """

    at: str
    to: str
    definitions: Definitions
    versions: tuple[Guidelines, ...]
    former: Mapping[str, str]
    policy: str
    pipeline: PipelineChoice
    control_share: int
    assigned: Sequence[str]


@dataclass(frozen=True, slots=True)
class Offer:
    """A part of the terms in which they say otherwise than the project, in a few words."""

    part: TermPart
    says: str
