"""Words of outcomes and the words around them: which verb forms say killed, missing, withdrawn.

Tables only; `outcomes` decides which of them speaks of a figure.
"""

from __future__ import annotations

from annotator.domain.figures.numerals import word_set

_VERBS = {
    "killed": "kill kills killed killing slain slaughtered slaughtering massacred massacring"
    " murdered murdering lynch lynches lynched lynching executed executing assassinated"
    " beheaded beheading martyred slew hanged",
    "wounded": "wound wounds wounded wounding injure injures injured injuring hurt maimed hurting",
    "captured": "capture captures captured capturing seize seizes seized seizing overrun overran"
    " overrunning overruns occupied occupying recaptured recapture recapturing retake retakes"
    " retook retaken retaking",
    "displaced": "displace displaces displaced displacing uprooted uprooting",
    "arrested": "arrest arrests arrested arresting detain detains detained detaining nab nabs"
    " nabbed nabbing",
    "deployed": "deploy deploys deployed deploying",
    "withdrawn": "withdraw withdraws withdrew withdrawn withdrawing",
    "freed": "frees freed freeing release releases released releasing",
    "kidnapped": "kidnap kidnaps kidnapped kidnapping kidnaped abduct abducts abducted abducting",
    "evacuated": "evacuate evacuates evacuated evacuating",
    "rescued": "rescue rescues rescued rescuing",
    "destroyed": "destroy destroys destroyed destroying torch torches torched torching raze razes"
    " razed razing demolish demolishes demolished demolishing downed downing",
    "damaged": "damage damages damaged damaging",
    "imprisoned": "jailed jailing imprisoned imprisoning",
    "trapped": "trapped trapping",
    "infected": "infected infecting",
    "sentenced": "sentenced sentencing",
}
STATES = {
    "dead": "killed",
    "died": "killed",
    "perished": "killed",
    "drowned": "killed",
    "missing": "missing",
    "disappeared": "missing",
    "vanished": "missing",
    "homeless": "displaced",
    "surrendered": "surrendered",
    "defected": "defected",
    "hospitalized": "hospitalized",
    "hospitalised": "hospitalized",
    "inj": "wounded",
}
PHRASES = {
    ("shot", "dead"): "killed",
    ("gunned", "down"): "killed",
    ("mowed", "down"): "killed",
    ("rounded", "up"): "arrested",
    ("set", "free"): "freed",
    ("shot", "down"): "destroyed",
    ("burned", "down"): "destroyed",
    ("burnt", "down"): "destroyed",
    ("blew", "up"): "destroyed",
    ("set", "ablaze"): "destroyed",
}
"""Verbs of two words before a figure: gunned down 12 people."""

TAKING = word_set("take takes took taken taking hold holds held holding")
TAKEN = {"hostage": "kidnapped", "captive": "captured", "prisoner": "captured"}
"""What stands behind those who are taken so: took 12 people hostage."""

FATES = {
    "KIA": "killed",
    "KIAs": "killed",
    "DOW": "killed",
    "WIA": "wounded",
    "WIAs": "wounded",
    "MIA": "missing",
    "MIAs": "missing",
    "POW": "captured",
    "POWs": "captured",
    "EPW": "captured",
    "EPWs": "captured",
    "PoWs": "captured",
}
"""What reports of armies write behind a number, in capitals: 5 KIA."""

HEADS = {
    "deaths": "killed",
    "fatalities": "killed",
    "killings": "killed",
    "executions": "killed",
    "murders": "killed",
    "injuries": "wounded",
    "martyrs": "killed",
    "arrests": "arrested",
    "detentions": "arrested",
    "abductions": "kidnapped",
    "kidnappings": "kidnapped",
    "disappearances": "missing",
    "idps": "displaced",
}
"""Counted nouns that say the outcome themselves: 150,000 deaths."""

TOLLS = {"toll": "killed", "fatalities": "killed", "deaths": "killed", "dead": "killed"}
_NOMINALS = {
    "killed": "bodies death deaths killing killings murder murders massacre execution executions"
    " assassination slaughter slaying",
    "wounded": "wounding",
    "captured": "capture seizure",
    "displaced": "displacement",
    "missing": "disappearance disappearances",
    "arrested": "arrest arrests detention",
    "deployed": "deployment",
    "withdrawn": "withdrawal pullout",
    "freed": "release",
    "kidnapped": "kidnapping kidnappings abduction abductions",
    "evacuated": "evacuation",
    "rescued": "rescue",
    "destroyed": "destruction",
}


def _spread(table: dict[str, str]) -> dict[str, str]:
    return {form: outcome for outcome, forms in table.items() for form in forms.split()}


ACTIVE = _spread(_VERBS)
PARTICIPLES = {
    form: outcome
    for form, outcome in ACTIVE.items()
    if form.endswith(("ed", "n", "hurt")) and form not in ("overran", "slew")
}
FATED = STATES.keys() | PARTICIPLES.keys()
"""What befell those before it: 12 dead, 30 wounded."""

NOUNS = _spread(_NOMINALS)
ANY = ACTIVE | STATES
PLANS = frozenset(("deployed", "withdrawn", "evacuated"))
"""What may lie ahead and still be told of the figure: "will withdraw 2,500 troops"."""

BE = word_set("is are was were be been being got get gets left remain remains remained")
SKIPPED = word_set(
    "have has had also already now still reported reportedly confirmed listed officially all"
    " since who said to later either being be so far left currently both seriously badly"
    " critically severely slightly lightly then each recently believed feared presumed thought"
)
DOUBT = frozenset(["feared", "believed", "presumed", "thought"])
FEARS = word_set(
    "feared fears fear possible potential could may might would can avoid avoided prevent prevented"
    " expect expected predict predicted forecast warn warned warning risk not never"
    " threatened threaten deny denied denies"
)
WISHES = word_set(
    "for demand demands demanded demanding seek seeks sought seeking negotiate negotiating"
    " secure threatened against want wants wanted call calls called urge urges urged await awaits"
    " await awaiting ask asks asked request requested"
)
NEGATIONS = word_set("not never without cannot didn't wasn't weren't haven't hasn't n't")
MODALS = frozenset(["could", "may", "might", "would", "should", "can", "must", "shall"])
FUTURE = frozenset(("will", "to"))
OPENERS = word_set(
    "in on at by during near when after since this last over across outside inside and or as"
    " while from within around along before following amid with through under throughout because"
    " yesterday today monday tuesday wednesday thursday friday saturday sunday early late"
    ' overnight , . ; : ) ( ” " - – — per each every between there here so elsewhere alone if'
    " dead incl include includes included including"
    " alive"
)
EXCHANGES = word_set(
    "swap swaps swapped swapping exchange exchanges exchanged exchanging return returns returned"
    " returning repatriated repatriate traded hand handed trade"
)
"""What is done with prisoners who come home: they are not captured then."""
DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday yesterday today")
VOTES = word_set("vote votes ballots seats market")
