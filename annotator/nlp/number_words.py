"""The vocabulary of the rules for figures. Numbers, units and approximators are those that
``annotator.domain.figures`` reads values from; what rules a number out is listed here.

Data only; the grammar is in ``figure_spans``.
"""

from __future__ import annotations

import re

from annotator.domain.figures import currencies, designators, numerals, qualifiers, units
from annotator.domain.figures.numerals import word_set as word_set

COUNTED = frozenset(numerals.UNITS) | frozenset(numerals.TENS)
TENS = frozenset(numerals.TENS)
NUMERAL = frozenset(word for word, number in numerals.UNITS.items() if 0 < number <= 10)
BIG = frozenset(numerals.SCALES)
BEHIND = frozenset(numerals.ALL_SCALES)
LETTERS = frozenset(("m", "mil", "b", "t"))  # magnitudes behind a number where money is meant
PLURAL_BEHIND = BEHIND - BIG
VAGUE = frozenset(numerals.VAGUE)
FRACTIONS = frozenset(numerals.PARTS)
SHARES = frozenset(word for word in numerals.PARTS if not word.endswith("s"))
DECIMALS = frozenset(word for word, number in numerals.UNITS.items() if number < 10)
GLYPHS = frozenset(numerals.GLYPHS)
SEVERAL = numerals.QUANTIFIERS

CURRENCY_SIGNS = frozenset(currencies.SYMBOLS) - currencies.LETTER_SIGNS | currencies.UNREAD_SIGNS
SIGN_OPENERS = frozenset(sign[0] for sign in currencies.SYMBOLS)
CODES = currencies.CODES
SIGNS = frozenset(sign for sign in currencies.SYMBOLS if len(sign) > 1)
LARGE_ONLY = currencies.AMBIGUOUS_CODES | {
    sign.upper() for sign in currencies.LETTER_SIGNS if len(sign) > 1
}
# With capitals alone, or a sign of money: PKR50,000, Ksh5,000, GH₵2,000; but no F-16 and no M23.
MONEY_GLUED = re.compile(
    rf"(?:{'|'.join(CODES - currencies.AMBIGUOUS_CODES)}|(?i:{'|'.join(map(re.escape, SIGNS))})"
    rf"|(?P<letter>{'|'.join(sorted(LARGE_ONLY | {'N', 'R', 'Q'}))}))"
    r"(?P<number>\d[\d.,]*)"
)
# Whose money it is, before its name: 5 million Iraqi dinars.
OWNERS = frozenset(
    owner.split()[0].split("-")[0]
    for owners in currencies.NATIONAL.values()
    for owner in owners.split(", ")
)
UNITS = units.UNITS | {(word,): "lb" for word in units.UNREAD}
UNITS_BY_FIRST = {
    first: tuple(sorted((phrase for phrase in UNITS if phrase[0] == first), key=len, reverse=True))
    for first in {phrase[0] for phrase in UNITS}
}
PERCENT = frozenset(
    first for (first, *rest), unit in UNITS.items() if unit == "percent" and not rest
)
UNIT_ENDS = frozenset(phrase[-1] for phrase in UNITS)

APPROXIMATORS = (frozenset(qualifiers.BEFORE) | qualifiers.COMPOUNDS) - qualifiers.VERBAL
APPROXIMATORS_BY_END = {
    end: tuple(
        sorted((phrase for phrase in APPROXIMATORS if phrase[-1] == end), key=len, reverse=True)
    )
    for end in {phrase[-1] for phrase in APPROXIMATORS}
}
# These speak of quantity only before percentages, money and measures.
NARROW_APPROXIMATORS = frozenset({("under",), ("below",), ("above",)}) | {
    (word, "than") for word in ("higher", "lower", "better", "larger", "greater")
}
AFTERTHOUGHTS = frozenset(qualifiers.AFTER)
LONGEST_AFTERTHOUGHT = max(len(phrase) for phrase in AFTERTHOUGHTS)

MONTHS = word_set(
    "January February March April May June July August September October November December Jan "
    "Jan. Feb Feb. Mar Mar. Apr Apr. Jun Jun. Jul Jul. Aug Aug. Sep Sep. Sept Sept. Oct Oct. Nov "
    "Nov. Dec Dec. JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER "
    "DECEMBER"
)
WEEKDAYS = word_set("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
TIME_UNITS = word_set(
    "year years month months week weeks day days hour hours minute minutes second seconds decade "
    "decades century centuries night nights weekend weekends millennia generations generation "
    "Year Years Month Months Week Weeks Day Days Hour Hours Minutes fortnight hr hrs mins yr yrs "
    "min mins nanoseconds season seasons semesters summers winters weekdays afternoons mornings"
)
TIME_MODIFIERS = word_set(
    "calendar consecutive straight full more additional working long successive business extra "
    "whole solid past last previous subsequent further other to or final short school different "
    "- – next crucial turbulent sacred non-consecutive bloody light"
)
CLOCK = word_set("a.m. p.m. am pm a.m p.m AM PM GMT UTC EST EDT o'clock o’clock A.M. P.M. Z")
COUNTED_PEOPLE = word_set(
    "people troops soldiers civilians men women children prisoners refugees families members "
    "fighters police deaths dead casualties militants homes houses jobs employees workers "
    "students votes protesters demonstrators personnel tons tonnes barrels kilometers miles "
    "square meters cases hectares acres dollars euros pounds others detainees rebels villages "
    "voters animals vehicles weapons rounds rockets percent"
)
DESIGNATORS = designators.DESIGNATORS
NUMBERING = designators.LOWER
VERBS = word_set("is are was were has have had been wounded injured killed dead hurt missing")
AGE_OPENERS = word_set("age aged ages Aged Age ageing turned turns")
SINGLE_COUNTED = word_set(
    "soldier soldiers person people man woman child boy girl civilian policeman policewoman "
    "insurgent militant rebel fighter gunman attacker bomber suspect prisoner detainee hostage "
    "guard marine protester demonstrator student worker journalist passenger villager foreigner "
    "driver pilot sailor peacekeeper victim death fatality casualty body bodies airstrike strike "
    "strikes rocket missile mortar bomb vehicle tank truck car house building home position "
    "positions bunker tunnel cache weapon vbied checkpoint headquarters staging area helicopter "
    "aircraft plane ship boat base camp district city village town province bridge machine gun "
    "tactical fighting unit excavator others other injury case seat vote goal gold medal "
    "artillery heavy antenna supply mortars dollar million billion trillion hundred thousand "
    "percent % third half quarter tenth fifth wounded dead injured member employee contractor "
    "engineer supporter nurse doctor bystander shepherd infant teenager brother son daughter"
)
ONE_OPENERS = word_set(
    "kill killed killing kills wound wounded wounding wounds injure injured injuring injures "
    "captured capturing destroyed destroying damaged arrested arresting detained least and only "
    "leaving left just abducted kidnapped lost rescued freed abandoned executed including"
)
ONE_STOPPERS = word_set(
    "of another day time week month year thing way hand such that who side point can could "
    "should must may might has had was is night morning official analyst witness expert "
    "diplomat reporter observer report group statement incident attack example reason "
    "area country family step more place man's"
)
