"""Whose money a word that several countries share is, by the one country the text names.

Countries, their people and largest towns as tables; what names two owners of a word stays a word.
"""

from __future__ import annotations

import re
from functools import cache

_OWNERS = {
    "rupee": {
        "INR": "India Indian Indians Delhi Mumbai Kolkata Chennai Srinagar Imphal Guwahati Patna"
        " Ranchi Raipur Lucknow",
        "PKR": "Pakistan Pakistani Pakistanis Islamabad Karachi Lahore Peshawar Quetta",
        "NPR": "Nepal Nepali Nepalis Nepalese Kathmandu",
        "LKR": "Lanka Lankan Lankans Colombo Jaffna",
        "MUR": "Mauritius Mauritian",
    },
    "rial": {
        "IRR": "Iran Iranian Iranians Tehran Isfahan Mashhad",
        "YER": "Yemen Yemeni Yemenis Sanaa Aden Taiz Hodeidah Houthi Houthis",
        "OMR": "Oman Omani Omanis Muscat",
    },
    "riyal": {
        "SAR": "Saudi Saudis Riyadh Jeddah Mecca",
        "QAR": "Qatar Qatari Qataris Doha",
        "YER": "Yemen Yemeni Yemenis Sanaa Aden Taiz Hodeidah Houthi Houthis",
    },
    "dinar": {
        "IQD": "Iraq Iraqi Iraqis Baghdad Mosul Basra Kirkuk Erbil",
        "LYD": "Libya Libyan Libyans Tripoli Benghazi Misrata",
        "DZD": "Algeria Algerian Algerians Algiers",
        "TND": "Tunisia Tunisian Tunisians Tunis",
        "JOD": "Jordan Jordanian Jordanians Amman",
        "KWD": "Kuwait Kuwaiti Kuwaitis",
        "BHD": "Bahrain Bahraini Bahrainis Manama",
        "RSD": "Serbia Serbian Serbians Serbs Belgrade",
    },
    "dirham": {
        "MAD": "Morocco Moroccan Moroccans Rabat Casablanca",
        "AED": "Emirates Emirati Emiratis UAE Dubai",
    },
    "franc": {
        "CHF": "Switzerland Swiss Zurich Geneva",
        "CDF": "Congo Congolese Kinshasa DRC Goma Bukavu Bunia Beni",
        "RWF": "Rwanda Rwandan Rwandans Kigali",
        "BIF": "Burundi Burundian Burundians Bujumbura",
        "CFA franc": "Mali Malian Malians Niger Nigerien Burkina Senegal Senegalese Ivorian"
        " Cameroon Cameroonian Chad Chadian Gabon Togo Benin Bamako Niamey Ouagadougou Dakar"
        " Bamenda Bangui",
    },
    "peso": {
        "PHP": "Philippines Philippine Filipino Filipinos Manila Mindanao Marawi Sulu Basilan"
        " Cotabato Maguindanao Zamboanga Davao Cebu",
        "MXN": "Mexico Mexican Mexicans Tijuana Sinaloa Michoacán Guerrero Chiapas",
        "COP": "Colombia Colombian Colombians Bogotá Bogota Medellín Cali",
        "ARS": "Argentina Argentine Argentines Argentinian",
        "CLP": "Chile Chilean Chileans",
        "CUP": "Cuba Cuban Cubans Havana",
        "DOP": "Dominican Dominicans",
        "UYU": "Uruguay Uruguayan",
    },
    "shilling": {
        "KES": "Kenya Kenyan Kenyans Nairobi Mombasa Kisumu Garissa Turkana",
        "UGX": "Uganda Ugandan Ugandans Kampala Gulu",
        "TZS": "Tanzania Tanzanian Tanzanians Zanzibar",
        "SOS": "Somalia Somali Somalis Mogadishu Puntland Somaliland",
    },
}
SHARED = _OWNERS.keys()
"""Words of money that several countries have."""

_NAME = re.compile(r"\b[A-Z][\w’'-]*")


@cache
def _codes(word: str) -> dict[str, str]:
    return {name: code for code, names in _OWNERS.get(word, {}).items() for name in names.split()}


def whose(unit: str | None, text: str) -> str | None:
    """The code of a shared word of money where the text names one of its owners alone."""
    if unit is None:
        return None
    names = _codes(unit)
    codes = {names[name] for name in _NAME.findall(text) if name in names}
    return codes.pop() if len(codes) == 1 else unit
