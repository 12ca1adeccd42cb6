"""The units of a figure as tables: money, percent, units of measure. Data and look-ups only.

A bare "pounds" is money or weight and is no unit at all.
"""

from __future__ import annotations

from annotator.domain.figures.currencies import (
    AMBIGUOUS_CODES,
    CODES,
    NAMES,
    NATIONAL,
    SYMBOLS,
)

PERCENT = "percent"
FRACTION = "fraction"

_MEASURES = {
    "km": "km kms kilometer kilometers kilometre kilometres",
    "m": "meter meters metre metres",
    "cm": "cm centimeter centimeters centimetre centimetres",
    "mm": "mm millimeter millimeters millimetre millimetres",
    "mile": "mile miles mi",
    "nautical mile": "nautical-mile nautical-miles",
    "yard": "yard yards",
    "ft": "foot feet ft",
    "inch": "inch inches",
    "km²": "km² km2 square-kilometer square-kilometers square-kilometre square-kilometres sq-km",
    "m²": "m² m2 square-meter square-meters square-metre square-metres",
    "sq mile": "square-mile square-miles sq-miles",
    "sq ft": "square-foot square-feet",
    "m³": "m³ m3 cubic-meter cubic-meters cubic-metre cubic-metres",
    "hectare": "hectare hectares ha",
    "acre": "acre acres",
    "kg": "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes",
    "g": "gram grams gramme grammes",
    "tonne": "tonne tonnes metric-ton metric-tons metric-tonne metric-tonnes",
    "ton": "ton tons",
    "lb": "lb lbs",
    "ounce": "ounce ounces",
    "liter": "liter liters litre litres",
    "gallon": "gallon gallons",
    "barrel": "barrel barrels",
    "bpd": "bpd barrels-per-day barrels-a-day",
    "°C": "degree-celsius degrees-celsius degrees-centigrade °-c °c",
    "°F": "degree-fahrenheit degrees-fahrenheit °-f °f",
    "degree": "degree degrees °",
    "MW": "mw megawatt megawatts",
    "GW": "gw gigawatt gigawatts",
    "kW": "kw kilowatt kilowatts",
    "kWh": "kwh",
    "kilobyte": "kilobyte kilobytes",
    "km/h": "km-/-h kph kmh km-per-hour kilometers-per-hour kilometres-per-hour"
    " kilometers-an-hour kilometres-an-hour",
    "mph": "mph miles-per-hour miles-an-hour",
    "knot": "knots",
    "kiloton": "kiloton kilotons",
    "megaton": "megaton megatons",
}

AREAS = frozenset(("km²", "m²", "sq mile", "sq ft", "hectare", "acre"))
"""What may be captured or burnt, as no length, weight or warmth can."""

_PERCENT_WORDS = (
    "% percent pct pc per-cent percentage-point percentage-points per-cent-points percent-points "
    "％ ٪"
)
GLUED_ONLY = frozenset(("m", "b", "t"))
"""Letters that mean a magnitude or a unit only where they touch the number."""


METRIC_TONS = "MT"
"""In capitals alone: an Mt is a mountain or a megaton."""


def _phrases() -> dict[tuple[str, ...], str]:
    table = {}
    for unit, words in (NAMES | _MEASURES | {PERCENT: _PERCENT_WORDS}).items():
        for phrase in words.split():
            table[tuple(phrase.split("-"))] = unit
    for noun, owners in NATIONAL.items():
        for pair in owners.split(", "):
            owner, code = pair.split()
            for form in {noun, noun.removesuffix("s")}:
                table[(*owner.split("-"), form)] = code
    for code in CODES - AMBIGUOUS_CODES:
        table[(code,)] = code
    table[(METRIC_TONS,)] = "tonne"
    return table


UNITS: dict[tuple[str, ...], str] = _phrases()
"""Unit phrases behind a number: tokens in lower case, but codes of money as they are written."""

UNREAD = frozenset(("pound", "pounds"))
"""Words that are money or a weight, nobody knows which."""

LONGEST = max(len(phrase) for phrase in UNITS)
MONEY: frozenset[str] = frozenset((*SYMBOLS.values(), *NAMES, *CODES))
"""Every unit that is money."""
