"""Word lists that tell a counted noun from what follows it. Data and look-ups only.

There is no tagger down here: a head noun is a plural by its form or a collective in a list, and
everything that is surely no part of a noun phrase is in STOPS.
"""

from __future__ import annotations

from annotator.domain.figures.numerals import word_set

COLLECTIVES = word_set(
    "people police personnel staff troops infantry cattle livestock aircraft taliban taleban"
    " talibn militia crew clergy fish sheep poultry helicopters artillery hezbollah mujahideen"
    " mujahedin peshmerga pakistani dead wounded injured missing deaths children women men mice"
    " feet teeth geese oxen wives lives thieves knives media data spacecraft watercraft"
)
_ADJECTIVAL = frozenset(["dead", "wounded", "injured", "missing", "pakistani"])
_NAMES = word_set(
    "davis harris louis memphis tunis dennis chris "
    "hamas reuters paris texas states nations kansas philippines herat arkansas massachusetts"
    " honduras netherlands emirates athens brussels abbas laos wales naples los las islamists'"
    " houthis' united"
)  # fmt: skip
_NOT_PLURAL = word_set(
    "this his its hers is was has does as us thus plus perhaps always sometimes besides towards"
    " across less unless whereas yes gas bus news series mass class ones others hundreds"
    " thousands millions billions trillions dozens scores tens times says includes remains goes"
    " means happens comes takes makes gets gives needs wants occurs lies belongs continues"
    " follows appears seems becomes begins ends stands represents faces leaves lives' shows"
    " brings percents afterwards nowadays outdoors indoors overseas years months days weeks"
    " hours minutes seconds decades nights quarters mondays sundays yards"
)

STOPS = word_set(
    "the a an this that these those which who whom whose what when where while whether why how"
    " it he she they we you i them him her me and or but nor yet so if then than because"
    " although though since until till before after during in on at by for from with without"
    " within into onto upon to of off over under above below between among amongst across"
    " through throughout against about around along near beside besides beyond behind inside"
    " outside toward towards via per as like despite amid amidst following including involving"
    " regarding both either neither each every some any no not its their his our your my there"
    " here is are was were be been being am has have had having do does did will would can could"
    " may might must shall should still also already now today yesterday tomorrow tonight again"
    " altogether apiece alone away back down up out ago later earlier early last next soon just"
    " even only too very almost nearly never ever together abroad overnight mostly mainly monday"
    " tuesday wednesday thursday friday saturday sunday january february march april june july"
    " august september october november december said say says saying died die dies dying fled"
    " flee flees fleeing left leave leaves leaving lost lose came come comes coming went go goes"
    " going gone took take takes taking taken got get made make makes making gave give found"
    " find held hold began begin started start sought seek fought fight won win saw see told"
    " tell became become remain remained remains stood stand lay lie ran run sat sit spoke speak"
    " brought bring kept keep let put set sent send met meet led live living lived "
    " believe think want need face faced call called voted attend gathered gather marched"
    " march protested rallied turned turn arrived arrive crossed returned return survived"
    " survive suffered suffer escaped escape entered enter joined join stormed storm opened hit"
    " struck shot fell rose fall rise grew grow agreed agree refused appeared appear"
    " participated continue continued include included belong belonged received receive signed"
    " moved move broke break threw fired blew drove wore carried carry used use tried try"
    " fear feared reported reportedly according worth due compared killing wounding"
    " injuring leaving bringing homeless aged old unaccounted ballots' plead pleaded pledged"
    " swept hoping trying demanding dedicated strong"
)

PERSONS = word_set(
    "person people man men woman women child children civilian civilians soldier soldiers troop"
    " troops policeman policemen officer officers fighter fighters militant militants insurgent"
    " insurgents rebel rebels gunman gunmen guard guards prisoner prisoners hostage hostages"
    " detainee detainees inmate inmates journalist journalists reporter reporters worker workers"
    " contractor contractors protester protesters protestor demonstrator demonstrators student"
    " students teacher teachers doctor doctors nurse villager villagers resident residents"
    " refugee refugees migrant migrants passenger passengers victim victims survivor survivors"
    " patient patients suspect suspects terrorist terrorists extremist extremists bomber bombers"
    " commander commanders leader leaders official officials member members marine marines"
    " sailor sailors pilot pilots peacekeeper peacekeepers serviceman servicemen recruit"
    " recruits guerrilla guerrillas citizen citizens national nationals foreigner foreigners"
    " pilgrim pilgrims worshipper worshippers miner miners fisherman fishermen girl girls boy"
    " boys baby babies family families activist activists lawmaker lawmakers legislator"
    " legislators deputy deputies diplomat diplomats driver drivers teenager teenagers adult"
    " adults tourist tourists employee employees cleric clerics bystander bystanders captive"
    " captives tribesman tribesmen firefighter firefighters personnel police staff american"
    " americans iraqi iraqis afghan afghans israeli israelis palestinian palestinians taliban"
    " taleban cop cops constable constables trooper troopers monk monks priest priests nun nuns"
    " imam imams pastor pastors trader traders herder herders herdsman herdsmen medic medics"
    " paramedic paramedics volunteer volunteers pupil pupils toddler toddlers cadet cadets"
    " jawan jawans conscript conscripts reservist reservists farmer farmers fishers"
    " boatman boatmen labourer"
    " labourers laborer laborers staffer staffers"
)
"""Words for people, singular and plural: what "one" may count, and who can be freed."""

SINGLE_PERSONS = word_set(
    "man woman boy girl teenager youth student farmer driver soldier officer journalist activist"
    " teacher victim suspect brother sister son daughter father mother husband wife civilian"
    " villager resident policeman fighter leader commander"
)
"""Who may have an age behind a comma: a man, 27, was shot."""

_LY_NOUNS = word_set("deadly elderly family friendly daily weekly italy rally ally assembly july")


PEOPLE = PERSONS | COLLECTIVES
"""What may be counted without a comma in its number, and joined: women and children."""


def is_plural(word: str) -> bool:
    """Whether the word can be the head of what a number counts."""
    low = word.lower()
    if low in COLLECTIVES:
        return low not in _ADJECTIVAL
    if low in _NOT_PLURAL or low in STOPS or (word[0].isupper() and low in _NAMES):
        return False
    if low.endswith("men"):
        return len(low) > 4
    if len(low) < 4 or not low.endswith("s") or low.endswith(("ss", "us", "'s", "’s")):
        return False
    # Israelis and Saudis are many, a crisis is one
    return word[0].isupper() or not low.endswith("is")


def is_stop(word: str) -> bool:
    """Whether the word surely ends a noun phrase."""
    low = word.lower()
    return low in STOPS or (low.endswith("ly") and low not in _LY_NOUNS)
