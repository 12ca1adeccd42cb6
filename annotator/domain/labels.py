"""The labels a project starts with, and the colours that passed the colour-vision test."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.values import Label

ACTOR = "ACTOR"
LOCATION = "LOCATION"
FIGURE = "FIGURE"


@dataclass(frozen=True, slots=True)
class LabelUses:
    """What has a label: annotations of so many annotators, suggestions, gold spans and names."""

    annotations: int = 0
    annotators: int = 0
    suggestions: int = 0
    gold: int = 0
    names: int = 0

    def __bool__(self) -> bool:
        return bool(self.annotations or self.suggestions or self.gold or self.names)

    def __str__(self) -> str:
        """The counts that are not 0, in words."""
        people = _counted(self.annotators, "annotator")
        parts = (
            f"{_counted(self.annotations, 'annotation')} of {people}" if self.annotations else "",
            _counted(self.suggestions, "suggestion") if self.suggestions else "",
            _counted(self.gold, "gold span") if self.gold else "",
            f"{_counted(self.names, 'name')} of the project" if self.names else "",
        )
        said = [part for part in parts if part]
        return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def folded(label: str) -> str:
    """A label as it is compared with those of others: without case, blanks and signs."""
    return "".join(char for char in label.casefold() if char.isalnum())


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


# At least 12 apart for all vision types (CIEDE2000, see colour_vision; 32 by CIE 1976), contrast of
# at least 7:1 with the text: #1B1B1B on the light fills, #F0F0F0 on the dark ones.
DEFAULT_LABELS = (
    Label(
        ACTOR,
        "1",
        "#9FB0F6",
        "#1029A5",
        "Named persons, organisations, armed groups, governments, forces and peoples",
    ),
    Label(
        LOCATION,
        "2",
        "#FDF688",
        "#5E4B18",
        "Countries, cities, provinces, districts, regions, seas, camps and bases",
    ),
    Label(
        FIGURE,
        "3",
        "#E99CB1",
        "#7A0554",
        "Numbers with quantity meaning, with their approximator, magnitude and unit",
    ),
)

# For labels a project adds: (light, dark). Found by searching for colours of contrast 7:1 that lie
# farthest from all before them and from the page: any two of the nine on a page are at least 10
# apart for all vision types (CIEDE2000, see colour_vision). The tag tells labels apart in any case.
SPARE_COLOURS = (
    ("#B4FCD8", "#185478"),
    ("#E4CC9C", "#480000"),
    ("#84B448", "#303C30"),
    ("#D8D8F0", "#300CFC"),
    ("#B4D800", "#9C0C48"),
    ("#A8A884", "#180024"),
)
