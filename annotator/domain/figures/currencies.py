"""The world's money as tables: signs, ISO 4217 codes and words. Data only.

A word that several countries share ("rupees", "rials") without saying whose stays that word: a
code would be a guess. Source of the codes: ISO 4217, list one (2024).
"""

from __future__ import annotations

import re

from annotator.domain.figures.numerals import ALL_SCALES, word_set

SYMBOLS = {
    "$": "USD",
    "us$": "USD",
    "u.s$": "USD",
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
    "php": "PHP",
    "fcfa": "CFA franc",
    "cfa": "CFA franc",
    "birr": "ETB",
    "rmb": "CNY",
    "r$": "BRL",
    "mx$": "MXN",
    "ar$": "ARS",
    "col$": "COP",
    "rd$": "DOP",
    "nt$": "TWD",
    "tt$": "TTD",
    "ec$": "XCD",
    "bz$": "BZD",
    "n$": "NAD",
    "l$": "LRD",
    "j$": "JMD",
    "g$": "GYD",
    "s/": "PEN",
    "₲": "PYG",
    "₡": "CRC",
    "₮": "MNT",
    "₭": "LAK",
    "៛": "KHR",
    "n": "NGN",
    "r": "ZAR",
    "q": "GTQ",
    "mk": "MWK",
    "kz": "AOA",
    "ll": "LBP",
    "tl": "TRY",
}
"""What stands before a number, in lower case; ¥ is missing because it is yen or yuan."""

UNREAD_SIGNS = frozenset("¥￥")
"""Signs of money that do not say whose."""

LETTER_SIGNS = frozenset(("n", "r", "q", "mk", "kz", "ll", "tl"))
"""Signs that are money only on large numbers that they touch: N50 million, but the road N50."""

CODES = word_set(
    "AED AFN AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN"
    " BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL"
    " GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF"
    " KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN"
    " MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD"
    " SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TRY TTD TWD TZS UAH"
    " UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG ZWL"
)
"""ISO 4217 without ALL and TOP, which are words in text in capitals."""

AMBIGUOUS_CODES = word_set(
    "TRY COP SOS MAD SAR NPR CUP BAM GEL MOP BOB PEN SDG ILS WST STN RON CAD ERN ANG BSD SCR LAK"
)
"""Codes that are words too: money before a large number alone ("SAR 5 million", "3 SOS")."""

_YEAR = re.compile(r"(?:19|20)\d\d")


def is_large(digits: str, behind: str) -> bool:
    """Whether digits and the word behind them are no road, bus or summit: N50 million, R1,500."""
    if "," in digits or behind in ALL_SCALES or behind in ("m", "b", "bn", "tn", "per"):
        return True
    return digits.isdigit() and len(digits) > 3 and _YEAR.fullmatch(digits) is None


NATIONAL = {
    "dollars": "zimbabwean ZWG, liberian LRD, namibian NAD, jamaican JMD, taiwan TWD,"
    " us USD, u.s USD, american USD, australian AUD, canadian CAD, singapore SGD",
    "pounds": "british GBP, sterling GBP, egyptian EGP, syrian SYP, lebanese LBP, sudanese SDG,"
    " south-sudanese SSP",
    "rupees": "pakistani PKR, indian INR, nepali NPR, nepalese NPR, lankan LKR, sri-lankan LKR",
    "rials": "iranian IRR, omani OMR, yemeni YER, qatari QAR, saudi SAR",
    "riyals": "saudi SAR, qatari QAR, yemeni YER",
    "dinars": "serbian RSD, bahraini BHD,"
    " iraqi IQD, kuwaiti KWD, jordanian JOD, libyan LYD, algerian DZD, tunisian TND",
    "liras": "turkish TRY, syrian SYP, lebanese LBP",
    "lira": "turkish TRY, syrian SYP, lebanese LBP",
    "francs": "swiss CHF, congolese CDF, rwandan RWF, burundian BIF, guinean GNF,"
    " djiboutian DJF, comorian KMF",
    "pesos": "mexican MXN, colombian COP, philippine PHP, argentine ARS,"
    " chilean CLP, cuban CUP, dominican DOP, uruguayan UYU",
    "shillings": "kenyan KES, somali SOS, ugandan UGX, tanzanian TZS",
    "dirhams": "emirati AED, uae AED, moroccan MAD",
    "yuan": "chinese CNY",
    "won": "korean KRW, south-korean KRW, north-korean KPW",
    "kwacha": "zambian ZMW, malawian MWK",
    "kroner": "danish DKK, norwegian NOK",
    "kronor": "swedish SEK",
    "lei": "romanian RON, moldovan MDL",
    "rubles": "russian RUB, belarusian BYN",
    "roubles": "russian RUB, belarusian BYN",
    "afghanis": "afghan AFN",
}

NAMES = {
    "USD": "dollar dollars us-dollars u.s-dollars us-dollar",
    "EUR": "euro euros",
    "GBP": "pounds-sterling",
    "AFN": "afghani afghanis afs",
    "RUB": "ruble rubles rouble roubles",
    "CNY": "yuan renminbi",
    "JPY": "yen",
    "ILS": "shekel shekels",
    "UAH": "hryvnia hryvnias hryvnya hryvnyas",
    "NGN": "naira",
    "ETB": "birr",
    "BDT": "taka",
    "THB": "baht",
    "KZT": "tenge",
    "TJS": "somoni",
    "PLN": "zloty zlotys złoty złotys",
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
    "HTG": "gourde gourdes",
    "MZN": "metical meticais",
    "AOA": "kwanza kwanzas",
    "HNL": "lempira lempiras",
    "GTQ": "quetzal quetzales quetzals",
    "NIO": "cordoba cordobas córdoba córdobas",
    "BOB": "boliviano bolivianos",
    "PYG": "guarani guaranis guaraníes",
    "ZAR": "rand rands",
    "BWP": "pula",
    "GMD": "dalasi dalasis",
    "MRU": "ouguiya ouguiyas",
    "ERN": "nakfa",
    "MGA": "ariary",
    "LSL": "maloti",
    "SZL": "emalangeni",
    "KHR": "riel riels",
    "MNT": "tugrik tugriks",
    "MKD": "denar denars",
    "ALL": "leke",
    "HUF": "forint forints",
    "CZK": "koruna korunas",
    "BGN": "leva",
    "PGK": "kina",
    "BTN": "ngultrum",
    "MVR": "rufiyaa",
    "leone": "leone leones",
    "som": "soms",
    "sol": "soles",
    "colon": "colones",
    "VES": "bolivar bolivars bolívares",
    "AMD": "dram",
    "AZN": "manat manats",
    "CFA franc": "cfa-franc cfa-francs fcfa",
    "kwacha": "kwacha",
    "cent": "cent cents",
    "pence": "pence",
}
