"""What stands around numbers that are no figures: times, ages, clocks, what "one" counts or not.

Data only; ``exclusions`` and ``days`` look there.
"""

from __future__ import annotations

from annotator.domain.figures import dates
from annotator.domain.figures.numerals import word_set

_MONTHS = dates.MONTHS.split("|")
MONTHS = frozenset(
    [*_MONTHS, *(f"{month}." for month in _MONTHS if len(month) < 5), *map(str.upper, _MONTHS[:12])]
)
WEEKDAYS = word_set("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
TIME_UNITS = word_set(
    "year years month months week weeks day days hour hours minute minutes second seconds decade "
    "decades century centuries night nights weekend weekends millennia generations generation "
    "Year Years Month Months Week Weeks Day Days Hour Hours Minutes fortnight hr hrs mins yr yrs "
    "min mins mth mths nanoseconds season seasons semesters summers winters weekdays afternoons"
    " mornings"
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
    "engineer supporter nurse doctor bystander shepherd infant teenager brother son daughter "
    "cop constable trooper jawan medic paramedic toddler cadet conscript pilgrim herder missing "
    "hurt kia wia mia motorcycle motorbike jet drone launcher warship bus lorry minibus ambulance "
    "grenade rifle pistol"
)
ONE_OPENERS = word_set(
    "dead kill killed killing kills wound wounded wounding wounds injure injured injuring injures "
    "captured capturing destroyed destroying damaged arrested arresting detained least "
    "leaving just abducted kidnapped lost rescued freed abandoned executed"
)
ONE_STOPPERS = word_set(
    "of another day time week month year thing way hand such that who side point can could "
    "should must may might has had was is night morning official analyst witness expert "
    "diplomat reporter observer report group statement incident attack example reason "
    "area country family step more place man's"
)
