"""The English tokenizer with the cuts damaged text needs; saved with the pipeline like any other.

It cuts finer than spaCy's own, but for the stop of an abbreviated rank, which stays with it.
"""

from __future__ import annotations

from re import Pattern

from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from annotator.domain.figures.numerals import word_set

# Each cuts a glued word seen in scraped news; the comment shows one.
EXTRA_INFIXES = (
    r"(?<=\.)[-–—](?=\w)",  # U.S.-Taliban
    r"[“”„«»\"]",  # Afghanistan“Shahabuddin, 1st;“A
    r"(?<=[a-z])[‘](?=[A-Z])",  # said‘We
    r"[;•·|]",  # districts;May
    r"[\[\]()]",  # the[Doha]deal
    r"(?<=\w)…(?=\w)",  # imposition…by
    r"(?<=[0-9])[–—](?=[0-9])",  # 10–15
    r"(?<=[0-9])\.(?=[A-Za-z]{2})",  # in 2021.The
    r"(?<=[a-z]{2})\.(?=[0-9])",  # killed.3 people
    r"(?<=[A-Za-z]),(?=[0-9])",  # July,2021
    r"(?<=[0-9]),(?=[A-Za-z])",  # 2021,the
    r"(?<=[a-z])[:!?](?=[A-Za-z0-9“‘])",  # said:The
    r"(?<=[a-z]{2})[’'](?=[A-Z][a-z]{2})",  # bases’Taliban
    r"(?<=[A-Za-z0-9])[-–—]{2,}(?=[A-Za-z0-9])",  # war--and
    r"(?<=[0-9])[+](?=[A-Za-z])",  # 100+people
    r"(?<=[0-9])(?=(?:KIA|WIA|MIA|EPW|DOW)s?\b)",  # 5KIA
    r"(?<=[a-z])=(?=[0-9])",  # [size=200]
    r"(?<=[0-9])[-–](?=[$€£₹₦])",  # $10,000-$15,000
    r"(?<=[0-9])(?=[x×]$)",  # 5x ANA
    r"(?<=[a-z]{3})/(?=[0-9])",  # 12 dead/30 wounded
    r"(?<=(?:19|20)[0-9]{2})/(?=[0-9]{1,3}$)",  # 29 May 2022/2 suspects
    r"(?<=\)):(?=[A-Z])",  # (2009-present):Kenyan
)
EXTRA_PREFIXES = (
    r"[•·|]",
    r"[-–—](?=[A-Za-z“‘])",
    r"~(?=[0-9])",
    r"…",
    r"”",
    r"’(?=[A-Z])",
    r"@(?=\w)",  # @UNOCHA
)
EXTRA_SUFFIXES = (r"[•·|]", r"(?<=[a-z0-9”’])[-–—]", r"(?<=[a-z])[+]")

# spaCy keeps "Gen." and "Sen." whole, but not these.
RANKS = word_set("Brig. Capt. Cdr. Cmdr. Col. Cpl. Gens. Lt. Maj. Pfc. Pvt. Reps. Ret. Sens. Sgt.")


def mend_tokenizer(nlp: Language) -> None:
    """Add the extra cuts to the pipeline's tokenizer; leave tokenizers of another make alone."""
    tokenizer = nlp.tokenizer
    if not isinstance(tokenizer, Tokenizer):
        return
    for rank in sorted(RANKS - tokenizer.rules.keys()):
        tokenizer.add_special_case(rank, [{ORTH: rank}])
    defaults = nlp.Defaults
    prefixes = compile_prefix_regex([*(defaults.prefixes or ()), *EXTRA_PREFIXES])
    suffixes = compile_suffix_regex([*(defaults.suffixes or ()), *EXTRA_SUFFIXES])
    infixes = compile_infix_regex([*EXTRA_INFIXES, *(defaults.infixes or ())])
    # Each that is set costs the tokenizer all its special cases anew, 0.05 s.
    if not _is_of(tokenizer.prefix_search, prefixes):
        tokenizer.prefix_search = prefixes.search
    if not _is_of(tokenizer.suffix_search, suffixes):
        tokenizer.suffix_search = suffixes.search
    if not _is_of(tokenizer.infix_finditer, infixes):
        tokenizer.infix_finditer = infixes.finditer


def _is_of(method: object, pattern: Pattern[str]) -> bool:
    """Whether a method searches for just this pattern."""
    known = getattr(method, "__self__", None)
    return isinstance(known, Pattern) and known.pattern == pattern.pattern
