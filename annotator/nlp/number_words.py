"""The vocabulary of figures: number words, units, approximators and what rules a number out.

Data only; the grammar is in ``figure_spans``.
"""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a text separated by blanks."""
    return frozenset(text.split())


_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

COUNTED = frozenset(f"{_ONES} {_TENS}".split())
TENS = frozenset(_TENS.split())
BIG = word_set("hundred thousand million billion trillion dozen lakh crore mln bn")
VAGUE = word_set("dozens hundreds thousands millions billions trillions tens scores")
FRACTIONS = word_set("half third thirds quarter quarters fourths fifth fifths sixth tenth")
SHARES = word_set("third quarter fifth sixth tenth")
SEVERAL = frozenset({"several", "few", "couple"})

CURRENCY_SIGNS = word_set("$ € £ ¥ US$ A$ C$ AU$ CA$ USD EUR GBP Rs Rs.")
CURRENCIES = word_set(
    "dollar dollars euro euros pound pounds rupee rupees yen yuan ruble rubles rouble roubles "
    "franc francs afghani afghanis rial rials riyal riyals dinar dinars shekel shekels lira "
    "peso pesos won cent cents pence kroner baht dirham dirhams USD EUR GBP bolivars"
)
PERCENT = frozenset({"%", "٪", "％", "percent", "per-cent", "pct", "pc"})
MEASURES = word_set(
    "kilometer kilometers kilometre kilometres km kms mile miles meter meters metre metres "
    "centimeter centimeters centimetre centimetres cm mm millimeter millimeters foot feet ft "
    "inch inches yard yards kilogram kilograms kilo kilos kg gram grams ton tons tonne tonnes "
    "pound pounds ounce ounces liter liters litre litres gallon gallons barrel barrels acre acres "
    "hectare hectares degree degrees megawatt megawatts kilowatts gigawatts megatons kilotons "
    "MW kW mph knots Celsius Fahrenheit bpd"
)
MEASURE_OPENERS = word_set("square cubic metric nautical")

_APPROXIMATOR_PHRASES = """
    more than|no more than|not more than|much more than|far more than|well more than
    slightly more than|little more than|a little more than|less than|no less than|not less than
    slightly less than|fewer than|no fewer than|not fewer than|at least|at most|at around|at about
    as many as|as much as|as few as|as little as|nearly as many as|up to|up to about|up to around
    nearly|almost|around|about|some|roughly|approximately|virtually|circa|~|exactly
    just over|just under|just above|just below|well over|over|under|above|below|only about
    slightly over|slightly under|a little over|an estimated|estimated|close to|upwards of|upward of
    in excess of|exceeding|an average of about|somewhere around|at least some|at least around
    at least about|greater than|higher than|lower than|better than|larger than
"""

# Approximators, longest first, as word tuples in lower case.
APPROXIMATORS = tuple(
    sorted(
        (
            tuple(phrase.split())
            for line in _APPROXIMATOR_PHRASES.strip().splitlines()
            for phrase in line.split("|")
        ),
        key=len,
        reverse=True,
    )
)
APPROXIMATORS_BY_END = {
    end: tuple(phrase for phrase in APPROXIMATORS if phrase[-1] == end)
    for end in {phrase[-1] for phrase in APPROXIMATORS}
}
# These speak of quantity only before percentages, money and measures.
NARROW_APPROXIMATORS = frozenset({("under",), ("below",), ("above",)}) | {
    (word, "than") for word in ("higher", "lower", "better", "larger", "greater")
}
AFTERTHOUGHTS = (("or", "more"), ("or", "so"), ("or", "fewer"), ("or", "less"))

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
# What stands before a number that is part of a name or a reference.
DESIGNATORS = word_set(
    "Resolution resolution Resolutions Article article Articles Chapter chapter Flight flight "
    "Channel channel Route Highway Interstate Number number No No. Nos. no. nos. Page page Pages "
    "pages Room Section section Paragraph paragraph Phase phase Apollo Boeing Airbus Version "
    "version Case Class Level level Category category Grade grade Type type Formula Tier Annex "
    "Protocol Decree decree Law Title Block Gate Terminal Unit Camp Group Force Area Zone "
    "Soyuz Shenzhou Expedition Boeing-747 Rule Part part Volume vol. Track Model Exit Pier Bloc "
    "Order Act Vol. Fig. Figure Table Chapter Tropic Room Psalm Windows Xbox iPhone Mark Gaza "
    "Studio Sector sector district-no Act act Form form Camp Ward Station Day Episode Schengen "
    "AK MiG Mi MI F A B C T G P U M PSLV GSLV Sukhoi Antonov Tupolev Il Tu UH CH MQ AH P5 "
    "telephone Telephone Tel Fax Box Ka Su An DC MD Falcon Dragon Ares Atlas Delta ISS STS "
    "Kaitai Web Radio FM ranked seeded number- Hill Checkpoint Junction "
    "Battalion Regiment Squadron Code"
)
# Words in lower case that number what follows them, so that no blank groups its digits.
NUMBERING = word_set(
    "day week ward zone line row camp sector age aged number no. page article unit"
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
NUMERAL = word_set("one two three four five six seven eight nine ten")
