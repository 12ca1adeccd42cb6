"""Downloads of two articles as suppliers write them, typed by hand after their form; no text of
anyone's. What each holds: title, source, day and author of both, and a sentence of both."""

from __future__ import annotations

from typing import NamedTuple

CLASH = "Rebels took Quxtown on Friday, the army said; 12 soldiers died in the fight."
QUIET = "Nothing was reported in Marvale. Three men were freed after a court order."


class Download(NamedTuple):
    supplier: str
    name: str
    text: str
    articles: tuple[tuple[str, str | None, str | None, str | None, str], ...]


_BOTH = (
    ("Clash in Quxtown", "Quxia Daily", "2024-02-10", "A. Writer", CLASH),
    ("Quiet in Marvale", "Radio Marvale", "2024-02-12", None, QUIET),
)

NEXIS = Download(
    "Nexis",
    "nexis.txt",
    f"""


Download Request: Selected Items: 1-2
Time Of Request: Friday, February 16, 2024  08:00:00



                               1 of 2 DOCUMENTS


                                 Quxia Daily

                          February 10, 2024 Saturday
                                 Late Edition

Clash in Quxtown

BYLINE: A. Writer

SECTION: NEWS; Pg. 3

LENGTH: 14 words

DATELINE: QUXTOWN


{CLASH}

LOAD-DATE: February 11, 2024

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

                          Copyright 2024 Quxia Daily
                             All Rights Reserved


                               2 of 2 DOCUMENTS


                          Copyright 2024 Radio Marvale
                                 Radio Marvale

                               12. Februar 2024

LÄNGE: 12 Wörter

KOP: Quiet in Marvale

TEKST:


{QUIET}

LOAD-DATE: February 12, 2024
""",
    _BOTH,
)
UNI = Download(
    "Nexis Uni",
    "uni.txt",
    f"""User Name: B. Reader
Date and Time: Friday, February 16, 2024 8:00:00 AM CET
Documents (2)
1. Clash in Quxtown
Client/Matter: -None-
2. Quiet in Marvale
Client/Matter: -None-

Clash in Quxtown
Quxia Daily
February 10, 2024 Saturday, Final Edition
Copyright 2024 Quxia Daily All Rights Reserved
Section: NEWS; Pg. 3
Length: 14 words
Byline: A. Writer
Body
{CLASH}
Classification
Language: ENGLISH
Publication-Type: Newspaper
Load-Date: February 11, 2024
End of Document

Quiet in Marvale
Radio Marvale
February 12, 2024 Monday
Copyright 2024 Radio Marvale
Length: 12 words
Body
{QUIET}
Load-Date: February 12, 2024
End of Document
""",
    _BOTH,
)
FACTIVA = Download(
    "Factiva",
    "factiva.txt",
    f"""Dow Jones Factiva
News
Clash in Quxtown
By A. Writer
14 words
10 February 2024
08:00
Quxia Daily
QUX
3
English
(c) 2024 Quxia Daily

{CLASH}

Document QUXD000020240211ed00001

Quiet in Marvale
12 Wörter
12 Februar 2024
Radio Marvale
RMAR
Deutsch
Copyright 2024 Radio Marvale

{QUIET}

Dokument RMAR000020240212ed00002

Search Summary
Text: quxtown or marvale
""",
    (("Clash in Quxtown", "Quxia Daily", "2024-02-10", "By A. Writer", CLASH), _BOTH[1]),
)
CODED = Download(
    "Factiva",
    "coded.txt",
    f"""SE\tNews
HD\tClash in Quxtown
BY\tA. Writer
WC\t14 words
PD\t10 February 2024
SN\tQuxia Daily
SC\tQUX
LA\tEnglish
CY\t(c) 2024 Quxia Daily
LP\t{CLASH}
TD
RE it was over, he said: IN the end nobody had won.
NS\tgcns : National Security
RE\tquxia : Quxia
AN\tDocument QUXD000020240211ed00001

HD\tQuiet in Marvale
WC\t12 words
PD\t12 February 2024
SN\tRadio Marvale
LP\t{QUIET}
AN\tDocument RMAR000020240212ed00002
""",
    _BOTH,
)
PROQUEST = Download(
    "ProQuest",
    "proquest.txt",
    f"""____________________________________________________________

Clash in Quxtown

Author: A. Writer

Publication info: Quxia Daily ; Quxtown [Quxtown]10 Feb 2024: 3.

http://example.com/docview/281234567

Abstract: Rebels took a town.

Links: http://example.com/openurl

Full text: {CLASH}

Subject: Armed forces; Rebellions

Location: Quxtown

Title: Clash in Quxtown

Publication title: Quxia Daily

Publication date: Feb 10, 2024

ProQuest document ID: 281234567

Database: Global Newsstream

____________________________________________________________

Quiet in Marvale

Publication info: Radio Marvale ; Marvale [Marvale]12 Feb 2024.

Full text: {QUIET}

Title: Quiet in Marvale

Publication title: Radio Marvale

Publication date: Feb 12, 2024

ProQuest document ID: 281234568

____________________________________________________________

Contact us at: http://example.com/contact

Database copyright © 2024
""",
    _BOTH,
)
NUMBERED = Download(
    "ProQuest",
    "numbered.txt",
    f"""Document 1 of 2

Clash in Quxtown

Author: A. Writer

Full text: {CLASH}

Publication title: Quxia Daily

Publication date: Feb 10, 2024

ProQuest document ID: 281234567

Document 2 of 2

Quiet in Marvale

Full text: {QUIET}

Publication title: Radio Marvale

Publication date: Feb 12, 2024

ProQuest document ID: 281234568
""",
    _BOTH,
)
EBSCO = Download(
    "EBSCO",
    "ebsco.txt",
    f"""Record: 1
Title:
Clash in Quxtown.
Authors:
A. Writer
Source:
Quxia Daily. 2/10/2024, p3.
Document Type:
Article
Accession Number:
12345
Full Text:
{CLASH}
Database:
Newspaper Source

Record: 2
Title:
Quiet in Marvale.
Source:
Radio Marvale. 12 Feb 2024.
Full Text:
{QUIET}
Accession Number:
12346
Database:
Newspaper Source
""",
    (
        ("Clash in Quxtown.", "Quxia Daily", "2024-02-10", "A. Writer", CLASH),
        ("Quiet in Marvale.", "Radio Marvale", "2024-02-12", None, QUIET),
    ),
)
EUROPRESSE = Download(
    "Europresse",
    "europresse.html",
    f"""<!DOCTYPE html><html><body><article><header>
<div class="rdp__DocPublicationName"><span class="DocPublicationName">Quxia Daily</span></div>
<div><span class="DocHeader">International, samedi 10 février 2024 14 mots, p. 3</span></div>
<div class="titreArticle"><p class="titreArticleVisu">Clash in Quxtown</p></div>
<div class="docAuthors">Ann Writer</div></header>
<section class="DocText"><p>{CLASH}</p></section>
<footer class="x"><div class="publi"><p>© 2024 Quxia Daily. Tous droits réservés.</p></div>
<div class="publiC-lblNodoc">news·20240210·QD·0001</div></footer></article>
<article><header><div><span class="DocPublicationName">Radio Marvale</span></div>
<div><span class="DocHeader">lundi 12 février 2024 12 mots</span></div>
<div class="titreArticle"><p class="titreArticleVisu">Quiet in Marvale</p></div></header>
<section><p>{QUIET}</p></section><div class="publiC-lblNodoc">news·20240212·RM·0002</div></article>
</body></html>""",
    (("Clash in Quxtown", "Quxia Daily", "2024-02-10", "Ann Writer", CLASH), _BOTH[1]),
)
NEWSBANK = Download(
    "NewsBank",
    "newsbank.txt",
    f"""Clash in Quxtown
Quxia Daily (Quxtown) - February 10, 2024
Author: A. Writer
Section: News
Page: 3

{CLASH}

Record Number: 0F1234567890ABCD
Copyright (c) 2024 Quxia Daily

Quiet in Marvale
Radio Marvale - February 12, 2024

{QUIET}

Record Number: 0F1234567890ABCE
""",
    (
        ("Clash in Quxtown", "Quxia Daily (Quxtown)", "2024-02-10", "A. Writer", CLASH),
        _BOTH[1],
    ),
)
DEFACTO = Download(
    "DeFacto",
    "defacto.html",
    f"""<!DOCTYPE html><html><head><title>DeFacto-Campus - Ausdruck</title></head><body>
<div>"Quxia Daily" Nr. 14/2024 vom 10.02.2024                 Seite: 3</div>
<div>Ressort: Politik</div>
<h3>Clash in Quxtown</h3><div>Von A. Writer</div><p>{CLASH}</p>
<div>"Radio Marvale" vom 12.02.2024</div><div>Ressort: Lokales</div>
<h3>Quiet in Marvale</h3><p>{QUIET}</p></body></html>""",
    (("Clash in Quxtown", "Quxia Daily", "2024-02-10", "Von A. Writer", CLASH), _BOTH[1]),
)
PAGE = Download(
    "Factiva",
    "factiva.html",
    f"""<!DOCTYPE html><html><head><title>Factiva</title></head><body><form><div id="article-X1">
<div class="article enArticle"><div>Foreign affairs</div><div id="hd"><span class="enHeadline">Clash
in Quxtown</span></div><div>14 words</div><div>10 February 2024</div><div>Quxia Daily</div>
<div>QUX</div><div>English</div><div>(c) 2024 Quxia Daily</div>
<p class="articleParagraph enarticleParagraph">{CLASH}</p>
<p>Document QUXD000020240211ed00001</p></div></div><br><div id="article-X2">
<div class="article"><div id="hd"><span class="deHeadline">Quiet in Marvale</span></div>
<div>12 words</div><div>12 February 2024</div><div>Radio Marvale</div><div>RMAR</div>
<div>English</div><p>{QUIET}</p><p>Document RMAR000020240212ed00002</p></div></div></form>
</body></html>""",
    (("Clash in Quxtown", "Quxia Daily", "2024-02-10", None, CLASH), _BOTH[1]),
)
DOWNLOADS = (
    *(NEXIS, UNI, FACTIVA, CODED, PROQUEST, NUMBERED, EBSCO, EUROPRESSE, NEWSBANK, DEFACTO),
    PAGE,
)
