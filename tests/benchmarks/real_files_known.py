"""What is right of the files of public repositories, as their own tests and the pages say it."""

from __future__ import annotations

COUNTS: dict[str, dict[str, int]] = {
    "LexisNexisTools": {"sample.TXT": 10, "sample.DOCX": 10},
    "newspapers": {
        "irish-times_1995-06-12_0001.html": 166, "guardian_1986-01-01_0001.html": 262,
        "spiegel_2012-02-01_0001.html": 49, "afp_2013-03-12_0501.html": 74,
        "nyt1.docx": 50, "lexis/washington-post.docx": 50, "lexis/usa-today.docx": 7,
        "misc.docx": 100, "nyt2.docx": 100, "guardian1.docx": 2, "guardian2.docx": 1,
        "guardian3.docx": 62, "irish-independence_1_2017-11-14.html": 44,
        "suddeutsche_1_2017-11-19.html": 51, "chosun_ilbo_1_2018-05-28.html": 59,
        "nyt_1_1993-01-03.html": 27, "german-ui.html": 100, "chinese-ui.html": 97,
        "channel1_20050201-20050228_0001-0059_0059.xlsx": 59,
        "ntv_20121201-20121231_0001-0100_0190.xlsx": 100,
        "moscow_1993-06-06_1994-09-02.html": 27, "kikuzo_1985-01-01_001.html": 95,
        "kikuzo_1985-01-01_002.html": 96, "kikuzo_raw.html": 100,
        "yomidasu_1987-01-01_001.html": 78, "yomidasu_2018-01-01_001.html": 27,
        "yomidasu_2009-01-01_001.html": 40,
    },
    "readtext": {
        "irish-times_1995-06-12_0001.html": 166, "guardian_1986-01-01_0001.html": 262,
        "sun_2000-11-01_0001.html": 32, "afp_2013-03-12_0501.html": 74,
        "spiegel_2012-02-01_0001.html": 49,
    },
    "amcat": {
        "lexisnexis/test.txt": 26, "factivia.htm": 9, "ww04.htm": 1, "zt04.htm": 1,
        "DeFacto-Campus - Ausdruck1.htm": 21, "online.rtf": 38, "onlinemanager.rtf": 20,
        "bzk/test.html": 45, "test_scrape2.html": 51,
    },
}  # fmt: skip
"""How many articles each file holds."""

ENCODINGS = {
    "eucjp": "euc_jp", "macroman": "mac_roman", "maccyrillic": "mac_cyrillic", "johab": "johab",
    "ibm855": "cp855", "ibm866": "cp866", "tis-620": "tis_620", "utf-8-sig": "utf-8-sig",
    "iso-8859-1": "cp1252",
    **{name: name for name in (
        "iso-8859-2", "iso-8859-5", "iso-8859-6", "iso-8859-7", "iso-8859-9", "windows-1250",
        "windows-1251", "windows-1254", "windows-1255", "windows-1256",
    )},
}  # fmt: skip
"""What Python calls the encodings that chardet's folders are named after."""

NEWS: dict[str, tuple[str, tuple[str, ...]]] = {
    "aktualne": ("2021-11-01", ()), "ars-1": ("2015-04-16", ()), "bbc-1": ("2015-07-24", ()),
    "breitbart": ("2016-12-22", ()),
    "bug-1255978": ("2015-09-17", ("The seven secrets that hotel owners don't want you to know",)),
    "buzzfeed-1": ("2015-04-21", ()), "citylab-1": ("2019-04-30", ()), "cnet": ("2017-01-18", ()),
    "cnet-svg-classes": ("2017-12-01", ()), "cnn": ("2016-02-01", ()),
    "engadget": ("2017-11-03", ()), "folha": ("2018-12-21", ()), "gmw": ("2017-03-10", ()),
    "guardian-1": ("2019-01-03", ()), "heise": ("2015-04-08", ()),
    "herald-sun-1": ("2015-03-13", ()), "la-nacion": ("2017-12-07", ()),
    "lemonde-1": ("2015-05-04", ()), "liberation-1": ("2015-04-30", ()),
    "medicalnewstoday": ("2017-07-27", ()), "msn": ("2016-11-15", ()),
    "nytimes-1": ("2017-01-13", ()), "nytimes-2": ("2016-07-29", ()),
    "nytimes-3": ("2019-02-21", ()), "nytimes-4": ("2018-09-25", ()),
    "nytimes-5": ("2019-08-06", ()), "qq": ("2016-10-14", ()), "quanta-1": ("2019-05-20", ()),
    "salon-1": ("2015-02-01", ()), "schema-org-context-object": ("2024-12-06", ()),
    "seattletimes-1": ("2019-04-28", ()), "telegraph": ("2017-11-16", ()),
    "theverge": ("2023-06-07", ()), "tmz-1": ("2015-02-26", ()), "videos-1": ("2017-12-15", ()),
    "videos-2": ("2017-11-24", ()), "wapo-1": ("2015-03-18", ()), "wapo-2": ("2015-03-18", ()),
    "wikia": ("2017-02-23", ()), "yahoo-1": ("2016-10-13", ()), "yahoo-3": ("2015-03-12", ()),
    "yahoo-4": ("2017-03-09", ()), "youth": ("2017-03-10", ()),
    "article-author-tag": ("2015-07-10", ()),
}  # fmt: skip
"""News pages: the day, read off the page itself, and further titles that it gives itself."""

SOURCES: dict[str, tuple[str, ...]] = {
    **{f"nytimes-{number}": ("The New York Times",) for number in range(1, 6)},
    "gmw": ("光明网",), "la-nacion": ("LA NACION",), "qq": ("腾讯网",), "youth": ("中国青年网",),
    "salon-1": ("Salon.com", "Salon"), "tmz-1": ("TMZ", "tmz.com"),
    "yahoo-1": ("finance.yahoo.com", "Yahoo Finance"), "guardian-1": ("the Guardian",),
    "videos-2": ("Libération.fr",),
}  # fmt: skip
"""What the pages that name no site in their metadata are called."""
