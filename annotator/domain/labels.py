"""The labels a project starts with, and the colours that passed the colour-vision test."""

from __future__ import annotations

from annotator.domain.values import Label

ACTOR = "ACTOR"
LOCATION = "LOCATION"
FIGURE = "FIGURE"

# Pairwise delta-E of at least 32 for all vision types (Machado 2009), contrast with the text of
# at least 7:1: #1B1B1B on the light fills, #F0F0F0 on the dark ones.
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
