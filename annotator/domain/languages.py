"""Which letters languages are written with, and which a text is written with.

A language is never guessed: letters alone tell that a text cannot be what a pipeline reads.
"""

from __future__ import annotations

from functools import lru_cache

import regex

_LATIN = "Latin script"
_ARABIC = "Arabic script"
_CYRILLIC = "Cyrillic script"
_DEVANAGARI = "Devanagari script"
_ETHIOPIC = "Ethiopic script"
_CHINESE = "Chinese characters"
_JAPANESE = "Japanese script"
_KOREAN = "Korean script"
_BENGALI = "Bengali script"
_HEBREW = "Hebrew script"
_GREEK = "Greek script"

_COUNTED = 4000  # code points
_SAMPLE = 400  # letters among them
_LETTERS = regex.compile(r"\p{L}")
_LATIN_LETTERS = regex.compile(r"\p{Latin}")
_KANA = regex.compile(r"[\p{Hiragana}\p{Katakana}]")
_KANA_SHARE = 0.1  # from which on Chinese characters are those of a Japanese text
# Of other letters than Latin ones, by what they are called in Unicode.
_SCRIPTS = {
    _ARABIC: "Arabic",
    _CYRILLIC: "Cyrillic",
    _CHINESE: "Han",
    _KOREAN: "Hangul",
    _DEVANAGARI: "Devanagari",
    _BENGALI: "Bengali",
    _HEBREW: "Hebrew",
    _GREEK: "Greek",
    _ETHIOPIC: "Ethiopic",
    **{
        f"{name} script": name
        for name in (
            *("Armenian", "Georgian", "Gujarati", "Gurmukhi", "Kannada", "Khmer", "Lao"),
            *("Malayalam", "Oriya", "Sinhala", "Tamil", "Telugu", "Thaana", "Thai", "Tibetan"),
        )
    },
    "Burmese script": "Myanmar",
}
_PATTERNS = {name: regex.compile(rf"\p{{{script}}}") for name, script in _SCRIPTS.items()}

# By the codes of spaCy: a language and the letters it is written with.
_LANGUAGES: dict[str, tuple[str, tuple[str, ...]]] = {
    "am": ("Amharic", (_ETHIOPIC,)),
    "ar": ("Arabic", (_ARABIC,)),
    "bg": ("Bulgarian", (_CYRILLIC,)),
    "bn": ("Bengali", (_BENGALI,)),
    "el": ("Greek", (_GREEK,)),
    "fa": ("Persian", (_ARABIC,)),
    "he": ("Hebrew", (_HEBREW,)),
    "hi": ("Hindi", (_DEVANAGARI,)),
    "ja": ("Japanese", (_JAPANESE, _CHINESE)),
    "ko": ("Korean", (_KOREAN,)),
    "mk": ("Macedonian", (_CYRILLIC,)),
    "mr": ("Marathi", (_DEVANAGARI,)),
    "my": ("Burmese", ("Burmese script",)),
    "ne": ("Nepali", (_DEVANAGARI,)),
    "ru": ("Russian", (_CYRILLIC,)),
    "sr": ("Serbian", (_CYRILLIC, _LATIN)),
    "ta": ("Tamil", ("Tamil script",)),
    "th": ("Thai", ("Thai script",)),
    "ti": ("Tigrinya", (_ETHIOPIC,)),
    "uk": ("Ukrainian", (_CYRILLIC,)),
    "ur": ("Urdu", (_ARABIC,)),
    "zh": ("Chinese", (_CHINESE,)),
    **{
        code: (name, (_LATIN,))
        for code, name in (
            *(("af", "Afrikaans"), ("ca", "Catalan"), ("cs", "Czech"), ("da", "Danish")),
            *(("de", "German"), ("en", "English"), ("es", "Spanish"), ("et", "Estonian")),
            *(("fi", "Finnish"), ("fr", "French"), ("hr", "Croatian"), ("hu", "Hungarian")),
            *(("id", "Indonesian"), ("it", "Italian"), ("lt", "Lithuanian"), ("lv", "Latvian")),
            *(("nb", "Norwegian"), ("nl", "Dutch"), ("pl", "Polish"), ("pt", "Portuguese")),
            *(("ro", "Romanian"), ("sk", "Slovak"), ("sl", "Slovenian"), ("sq", "Albanian")),
            *(("sv", "Swedish"), ("tl", "Tagalog"), ("tr", "Turkish"), ("vi", "Vietnamese")),
        )
    },
}


def script_of(text: str) -> str | None:
    """What most letters of a text are written in, in words; None where no script has most."""
    return _script_of(text[:_COUNTED])


@lru_cache(maxsize=64)
def _script_of(beginning: str) -> str | None:
    every = _LETTERS.findall(beginning)
    letters = "".join(every[:: max(1, len(every) // _SAMPLE)])
    if len(_LATIN_LETTERS.findall(letters)) * 2 > len(letters):
        return _LATIN
    kana = len(_KANA.findall(letters))
    for name, pattern in _PATTERNS.items():
        count = len(pattern.findall(letters)) + (kana if name == _CHINESE else 0)
        if count * 2 > len(letters):
            return _JAPANESE if name == _CHINESE and kana > count * _KANA_SHARE else name
    return None


def unread(text: str, language: str) -> tuple[str, str] | None:
    """The language that is read and the script of a text, in words, where these do not go together.

    None where they may, and where a code says nothing: “xx” is any language.
    """
    name, scripts = _LANGUAGES.get(language, ("", ()))
    script = script_of(text)
    return (name, script) if scripts and script is not None and script not in scripts else None
