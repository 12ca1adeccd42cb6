"""Whether a supplier has cut a text short, as far as its end says so. Changes nothing."""

from __future__ import annotations

import re

from annotator.domain.offsets import utf16_length

_END = 300  # code points
_MOST_IN_A_CELL = 32_767  # characters that Excel keeps in a cell, as UTF-16 counts them
_COUNTED = re.compile(
    r"(?:\[\+(\d[\d,.]*) ?(?:chars|characters)\]"
    r"|[\[(]?\+?(\d[\d,.]*) more words?[\])]?)\s*\Z"
)
_REMAINS = re.compile(
    r"(?i)(?:il vous reste|(?:te|le) queda(?: un)?|you have)\s*(\d[\d.,]*)\s?% (?:de cet|de este"
    r"|del|of this|of the) (?:article|artículo|story)\b"
)
_POSTED = re.compile(
    r"(?i)\n\s*(?:the post|l['’]article|der beitrag|la entrada|o post|l['’]articolo|het bericht"
    r"|wpis|сообщение|запись) [^\n]{2,250}"
    r" (?:appeared first on|est apparu en premier sur|erschien zuerst"
    r"|se publicó primero en|apareceu primeiro|proviene da|verscheen eerst|pojawił się|появились?"
    r" сначала)[^\n]*\s*\Z"
)
_ON = (
    r"read more|continue reading|keep reading|full (?:story|article|text)"
    r"|(?:read|see|view) (?:the )?(?:full|whole|rest of the|entire) (?:story|article|post|report)"
    r"|subscribe to (?:read|continue|unlock)"
    r"|(?:lire|voir) (?:la )?suite(?: de l['’]article)?|continuer (?:la|à) (?:lecture|lire)"
    r"|weiterlesen|mehr lesen|jetzt weiterlesen|artikel weiterlesen"
    r"|leer más|seguir leyendo|sigue leyendo|continuar leyendo|leia mais|continue lendo|ler mais"
    r"|continua a leggere|leggi tutto|lees (?:meer|verder)|czytaj (?:dalej|więcej)|devamını oku"
    r"|devamı için tıklayın|читать (?:далее|дальше|полностью)|читати (?:далі|повністю)"
    r"|[إا]قر[أا] المزيد|ادامه مطلب|بیشتر بخوانید|مزید پڑھیں"
    r"|आगे पढ़ें|और पढ़ें|পুরোটা পড়ুন|baca selengkapnya|soma zaidi|阅读全文|閱讀全文|查看全文"
    r"|続きを読む|더 ?보기|기사 ?더 ?보기"
)
_ALONE = r"more|truncated|clipped|mehr|suite|más|mais|подробнее|далее|المزيد|selengkapnya"
_MORE = re.compile(
    rf"(?i)(?:(?<=[\s(\[<….])(?:{_ON})(?: (?:at|on|in|auf|bei|sur|en|em|su) [^\n]{{2,60}})?"
    rf"\s*(?:…|\.{{3}}|»|›|→|>+)?|[(\[<]\s*(?:{_ON}|{_ALONE}|…|\.{{3}})\s*(?:…|\.{{3}})?[)\]>]"
    rf"|(?:…|\.{{3}})\s*(?:{_ALONE})|(?:…|\.{{3}})\s+https?://t\.co/\w+)\s*\Z"
)
_WALL = re.compile(
    r"(?im)(?:^\s*|(?<=[.!?…] ))(?:(?:this|the (?:full|rest of this)) (?:content|article|story)"
    r" is (?:for|available (?:to|for)|reserved for|exclusive to|only for)[^\n]{0,40}"
    r"(?:subscribers?|members?)[^\n]{0,40}"
    r"|(?:to (?:read|continue reading|see)|(?:log|sign) in to (?:read|continue))[^\n]{0,60}"
    r"(?:article|story|reading|subscribe|log in|sign in)[^\n]{0,60}"
    r"|continue reading (?:this|the) (?:article|story) with[^\n]{0,60}"
    r"|(?:la suite|cet article|ce contenu|l['’]article complet) est réservée? [^\n]{0,60}"
    r"|(?:weiterlesen|diesen artikel lesen|jetzt weiterlesen) mit [^\n]{2,60}"
    r"|jetzt (?:abo |abonnieren|testen|freischalten)[^\n]{0,80}"
    r"|(?:este )?(?:contenido|artículo|conteúdo)(?: es)? (?:exclusivo|solo|sólo) [^\n]{2,60}"
    r"|(?:contenuto|articolo) riservato [^\n]{2,60}"
    r"|(?:материал|статья|полный текст)[^\n]{0,20} доступ(?:ен|на) [^\n]{0,40}подписчик[^\n]{0,40}"
    r"|هذا المحتوى (?:مخصص|متاح) [^\n]{2,60})\s*$"
)


def cut_short(text: str) -> str | None:
    """That the end of a text is missing, in words that follow a file's name; None for most."""
    if len(text) * 2 >= _MOST_IN_A_CELL and utf16_length(text) == _MOST_IN_A_CELL:
        return (
            f"its text is as long as a cell of Excel can be ({_MOST_IN_A_CELL:,}): see how it ends"
        )
    end = _POSTED.sub("", text[-2 * _END :])[-_END:]
    counted = _COUNTED.search(end)
    if counted:
        unit = "characters" if counted[1] else "words"
        count = int(re.sub(r"\D", "", counted[1] or counted[2]))
        return f"its text was cut short by its supplier: {count:,} {unit} are missing"
    remains = _REMAINS.search(end)
    if remains:
        return f"its text was cut short by its supplier: {remains[1]}% of it is missing"
    more = _WALL.search(end) or _MORE.search(end)
    if more is None or not text[: text.rindex(more[0])].strip():
        return None
    said = " ".join(more[0].split())
    return f"its text may be cut short by its supplier: it ends in “{said}”"
