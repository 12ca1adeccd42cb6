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

# For labels a project adds: (light, dark). Found by searching for colours of contrast 7:1 that lie
# farthest from all before them (delta-E at least 15 for all vision types; three colours are all
# that can be 32 apart). The tag tells labels apart in any case.
SPARE_COLOURS = (
    ("#9AFF1A", "#1F0000"),
    ("#BAAB5E", "#28005C"),
    ("#66FFFF", "#1C4026"),
    ("#CBF0C2", "#82238B"),
    ("#FF881A", "#0A1A29"),
    ("#A2B380", "#9C1143"),
)
