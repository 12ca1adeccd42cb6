"""A version of the guidelines a team annotates by."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.domain.gold import Plan
from annotator.domain.names import ProjectName
from annotator.domain.overlap_rule import FLAT, OverlapRule
from annotator.domain.values import Label


@dataclass(frozen=True, slots=True)
class Guidelines:
    """Markdown as written. Version 0 is what comes with the program, before anyone changed it."""

    version: int
    text: str
    at: str = ""
    annotator: str = ""


@dataclass(frozen=True, slots=True)
class Definitions:
    """What annotations of a project mean: the guidelines they go by, the labels, whether spans of
    one annotator may overlap, the team's own names, who works in it, how it is reviewed, and the
    licence of its data in words, "" where nobody has said any.
    """

    guidelines: Guidelines
    labels: tuple[Label, ...]
    overlap_rule: OverlapRule = FLAT
    names: tuple[ProjectName, ...] = ()
    people: tuple[str, ...] = ()
    plan: Plan = field(default_factory=Plan)
    licence: str = ""

    def to_json(self) -> dict[str, object]:
        """What reports say of it; the text of the guidelines stays in its file."""
        guidelines = self.guidelines
        return {
            "guidelines": {
                "version": guidelines.version,
                "annotator": guidelines.annotator or None,
                "at": guidelines.at or None,
            },
            "labels": [
                {
                    "name": label.name,
                    "key": label.key,
                    "light": label.light,
                    "dark": label.dark,
                    "description": label.description,
                }
                for label in self.labels
            ],
            "overlap_rule": self.overlap_rule.to_json(),
        }
