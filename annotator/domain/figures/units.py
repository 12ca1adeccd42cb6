"""The units of a figure as tables: currencies, percent, units of measure. Data and look-ups only.

Currencies are ISO 4217 codes. A currency word that several countries share ("rupees", "rials")
without saying whose is kept as that word: a code would be a guess. A bare "pounds" is money or
weight and is no unit at all.
"""

from __future__ import annotations

from annotator.domain.figures.numerals import word_set

PERCENT = "percent"
FRACTION = "fraction"

SYMBOLS = {
    "$": "USD",
    "us$": "USD",
    "u.s.$": "USD",
    "a$": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "nz$": "NZD",
    "hk$": "HKD",
    "s$": "SGD",
    "€": "EUR",
    "£": "GBP",
    "₽": "RUB",
    "₺": "TRY",
    "₹": "INR",
    "؋": "AFN",
    "₪": "ILS",
    "₴": "UAH",
    "₩": "KRW",
    "₦": "NGN",
    "₱": "PHP",
    "৳": "BDT",
    "฿": "THB",
    "₫": "VND",
    "₸": "KZT",
    "₾": "GEL",
    "₼": "AZN",
    "֏": "AMD",
    "₵": "GHS",
    "gh₵": "GHS",
    "gh¢": "GHS",
    "₨": "rupee",
    "﷼": "rial",
    "rs": "rupee",
    "afs": "AFN",
    "af": "AFN",
    "ksh": "KES",
    "kshs": "KES",
    "ush": "UGX",
    "ushs": "UGX",
    "tsh": "TZS",
    "tshs": "TZS",
    "sh": "shilling",
    "shs": "shilling",
    "tk": "BDT",
    "rm": "MYR",
    "rp": "IDR",
    "nis": "ILS",
    "n": "NGN",
    "r": "ZAR",
}
"""What stands before a number, in lower case; ¥ is missing because it is yen or yuan."""

UNREAD_SIGNS = frozenset("¥￥")
"""Signs of money that do not say whose."""

LETTER_SIGNS = frozenset(("n", "r"))
"""Signs that are money only on large numbers that they touch: N50 million, but the road N50."""

CODES = word_set(
    "USD EUR GBP AFN PKR INR IRR IQD SYP YER SAR AED QAR OMR KWD JOD LBP EGP ILS TRY RUB UAH"
    " CNY JPY KRW AUD CAD NZD CHF SEK NOK DKK PLN TJS UZS KZT KGS TMT BDT LKR NPR MMK THB IDR"
    " MYR PHP VND NGN KES ETB SDG SSP SOS UGX TZS RWF CDF ZAR XAF XOF MAD TND LYD DZD MXN COP"
    " VES BRL ARS PEN CLP GHS SLL SLE ZMW MWK MZN AOA BIF DJF ERN MRU GMD LRD HTG HUF RON CZK"
    " GEL AMD AZN BHD TWD SGD HKD NIO GTQ HNL"
)
AMBIGUOUS_CODES = word_set("TRY COP SOS MAD SAR NPR")
"""Codes that are words too: money before a number ("SAR 5 million"), not behind it ("3 SOS")."""

_NATIONAL = {
    "dollars": "us USD, u.s USD, american USD, australian AUD, canadian CAD, singapore SGD",
    "pounds": "british GBP, sterling GBP, egyptian EGP, syrian SYP, lebanese LBP, sudanese SDG",
    "rupees": "pakistani PKR, indian INR, nepali NPR, nepalese NPR, lankan LKR, sri-lankan LKR",
    "rials": "iranian IRR, omani OMR, yemeni YER, qatari QAR, saudi SAR",
    "riyals": "saudi SAR, qatari QAR, yemeni YER",
    "dinars": "iraqi IQD, kuwaiti KWD, jordanian JOD, libyan LYD, algerian DZD, tunisian TND",
    "liras": "turkish TRY, syrian SYP, lebanese LBP",
    "lira": "turkish TRY, syrian SYP, lebanese LBP",
    "francs": "swiss CHF, congolese CDF, rwandan RWF",
    "pesos": "mexican MXN, colombian COP, philippine PHP, argentine ARS",
    "shillings": "kenyan KES, somali SOS, ugandan UGX, tanzanian TZS",
    "dirhams": "emirati AED, uae AED, moroccan MAD",
    "yuan": "chinese CNY",
    "won": "korean KRW",
    "rubles": "russian RUB",
    "roubles": "russian RUB",
    "afghanis": "afghan AFN",
}

_MONEY = {
    "USD": "dollar dollars us-dollars u.s-dollars us-dollar",
    "EUR": "euro euros",
    "GBP": "pounds-sterling",
    "AFN": "afghani afghanis afs",
    "RUB": "ruble rubles rouble roubles",
    "CNY": "yuan renminbi",
    "JPY": "yen",
    "ILS": "shekel shekels",
    "UAH": "hryvnia hryvnias",
    "NGN": "naira",
    "ETB": "birr",
    "BDT": "taka",
    "THB": "baht",
    "KZT": "tenge",
    "TJS": "somoni",
    "PLN": "zloty zlotys",
    "rupee": "rupee rupees",
    "rial": "rial rials",
    "riyal": "riyal riyals",
    "toman": "toman tomans",
    "dinar": "dinar dinars",
    "dirham": "dirham dirhams",
    "lira": "lira liras",
    "franc": "franc francs",
    "peso": "peso pesos",
    "shilling": "shilling shillings",
    "guilder": "guilder guilders",
    "krona": "krona kronor",
    "krone": "krone kroner",
    "GEL": "lari",
    "GHS": "cedi cedis",
    "MMK": "kyat kyats",
    "IDR": "rupiah rupiahs",
    "MYR": "ringgit",
    "VND": "dong",
    "BRL": "reais",
    "VES": "bolivar bolivars bolívares",
    "AMD": "dram",
    "AZN": "manat manats",
    "CFA franc": "cfa-franc cfa-francs fcfa",
    "kwacha": "kwacha",
    "cent": "cent cents",
    "pence": "pence",
}

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

_PERCENT_WORDS = (
    "% percent pct pc per-cent percentage-point percentage-points per-cent-points percent-points "
    "％ ٪"
)
GLUED_ONLY = frozenset(("m", "b", "t"))
"""Letters that mean a magnitude or a unit only where they touch the number."""


def _phrases() -> dict[tuple[str, ...], str]:
    table = {}
    for unit, words in (_MONEY | _MEASURES | {PERCENT: _PERCENT_WORDS}).items():
        for phrase in words.split():
            table[tuple(phrase.split("-"))] = unit
    for noun, owners in _NATIONAL.items():
        for pair in owners.split(", "):
            owner, code = pair.split()
            for form in {noun, noun.removesuffix("s")}:
                table[(*owner.split("-"), form)] = code
    for code in CODES - AMBIGUOUS_CODES:
        table[(code,)] = code
    return table


UNITS: dict[tuple[str, ...], str] = _phrases()
"""Unit phrases behind a number: tokens in lower case, but codes of money as they are written."""

UNREAD = frozenset(("pound", "pounds"))
"""Words that are money or a weight, nobody knows which."""

LONGEST = max(len(phrase) for phrase in UNITS)
MONEY: frozenset[str] = frozenset((*SYMBOLS.values(), *_MONEY, *CODES))
"""Every unit that is money."""
