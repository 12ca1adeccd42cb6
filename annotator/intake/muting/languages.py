"""What boilerplate says in other languages than English. Texts alone; ``phrases`` has the rows.

Everything is compared as ``fold`` leaves it: the Turkish “İ” as an i with a dot above it.
"""

from __future__ import annotations

SKIP_LINKS = (
    # English
    r"(?:skip|jump|go)(?: directly| straight)? to (?:the )?(?:main |primary )?"
    r"(?:content|navigation|menu|footer|search|article)",
    # German
    r"(?:direkt )?zu[mr] (?:haupt)?(?:inhalt|seiteninhalt|navigation|menü|suche)"
    r"(?: springen| wechseln| gehen)?",
    # French
    r"(?:aller|passer|accéder|sauter)(?: directement)? (?:au|à la|vers le)"
    r" (?:contenu|menu|navigation|recherche)(?: principale?)?",
    # Spanish
    r"(?:saltar|ir|pasar)(?: directamente)? (?:al|a la) (?:contenido|menú|navegación)"
    r"(?: principal)?",
    # Portuguese
    r"(?:pular|ir|saltar|avançar|passar)(?: diretamente)? (?:para o|para a|ao)"
    r" (?:conteúdo|menu|navegação)(?: principal)?",
    # Italian
    r"(?:vai|salta|passa)(?: direttamente)? (?:al|alla|ai)"
    r" (?:contenut[oi]|menu|navigazione)(?: principal[ei])?",
    # Turkish
    r"(?:ana |doğrudan )?i\u0307?çeri\u0307?ğe (?:geç|atla|gi\u0307?t)(?:i\u0307?n)?",
    # Russian
    r"(?:перейти|переход)(?: сразу)? к (?:основному |главному )?"
    r"(?:содержимому|содержанию|контенту|навигации|меню)",
    # Ukrainian
    r"(?:перейти|перехід)(?: одразу| відразу)? до (?:основного |головного )?"
    r"(?:вмісту|змісту|контенту|навігації|меню)",
    # Arabic
    r"(?:تخط[ىي]?|تجاوز|انتقل|اذهب|الانتقال|التجاوز)(?: مباشرة)? [إا]ل[ىي] المحتوى(?: الرئيسي)?",
    # Persian
    r"(?:پرش|رفتن|برو|بروید) به (?:محتوا|محتوای اصلی|منو|منوی اصلی)",
    # Dutch
    r"(?:(?:ga|spring|meteen|direct|door) (?:direct |meteen )?)?naar (?:de )?"
    r"(?:hoofd)?(?:inhoud|content|menu|navigatie)(?: gaan| springen)?",
    r"overslaan en naar de inhoud gaan",
    # Indonesian
    r"(?:langsung|lompat|loncat|lewati)(?: langsung)? ke (?:konten|isi|menu|navigasi)(?: utama)?",
    # Swahili
    r"(?:ruka|nenda)(?: moja kwa moja)? (?:hadi|kwenye|kwa) (?:maelezo|maudhui|yaliyomo)"
    r"(?: makuu| kuu)?",
)
"""Patterns for the whole of a link that leads past the menus."""

_SAYING_THAT_COOKIES_ARE_USED = (
    # German
    (("wir", "wir und unsere partner"), ("verwenden", "nutzen", "benutzen", "setzen"), "cookies"),
    (
        *(("diese website", "diese webseite", "diese seite", "unsere website"),),
        *(("verwendet", "nutzt", "benutzt"), "cookies"),
    ),
    # French
    (("nous", "nous et nos partenaires"), ("utilisons",), "des cookies", "les cookies"),
    (("ce site", "ce site web", "notre site"), ("utilise",), "des cookies", "les cookies"),
    # Spanish and Portuguese
    (("", "nosotros", "nós", "nosotros y nuestros socios"), ("usamos", "utilizamos"), "cookies"),
    (
        *(("este sitio", "este sitio web", "esta web", "esta página", "nuestro sitio web"),),
        *(("usa", "utiliza"), "cookies"),
    ),
    (("este site", "o nosso site", "nosso site"), ("usa", "utiliza"), "cookies"),
    # Italian
    (("", "noi e i nostri partner"), ("usiamo", "utilizziamo"), "cookie", "i cookie"),
    (("questo sito", "questo sito web"), ("usa", "utilizza"), "cookie", "i cookie"),
    # Turkish
    (("", "sitemizde", "web sitemizde", "bu sitede"), ("çerez", "çerezler", "çerezleri"), "kullan"),
    (("bu site", "bu web sitesi"), ("çerez", "çerezler", "çerezleri"), "kullan"),
    # Russian and Ukrainian
    (("мы",), ("используем",), "cookie", "файлы cookie", "куки"),
    (("этот сайт", "наш сайт", "сайт"), ("использует",), "cookie", "файлы cookie", "куки"),
    (("ми",), ("використовуємо",), "cookie", "файли cookie", "куки"),
    (("цей сайт", "наш сайт", "сайт"), ("використовує",), "cookie", "файли cookie", "куки"),
    # Arabic
    (("", "نحن"), ("نستخدم",), "ملفات تعريف الارتباط", "ملفات الارتباط", "ملفات الكوكيز"),
    (("",), ("يستخدم هذا الموقع", "هذا الموقع يستخدم"), "ملفات تعريف الارتباط", "ملفات الكوكيز"),
    # Persian
    (("ما", "این سایت", "این وب\u200cسایت", "این وب سایت", "این وبسایت"), ("از",), "کوکی"),
    # Dutch
    (("we", "wij", "wij en onze partners"), ("gebruiken", "maken gebruik van"), "cookies"),
    (
        *(("deze website", "deze site", "onze website"),),
        *(("gebruikt", "maakt gebruik van"), "cookies"),
    ),
    # Indonesian
    (("kami", "kami dan mitra kami"), ("menggunakan",), "cookie", "kuki"),
    (("situs ini", "situs web ini", "website ini", "situs kami"), ("menggunakan",), "cookie"),
    # Swahili
    (("", "sisi"), ("tunatumia",), "vidakuzi", "cookies"),
    (("tovuti hii", "tovuti yetu"), ("inatumia", "hutumia"), "vidakuzi", "cookies"),
)
COOKIE_NOTICES = tuple(
    f"{who} {use} {what}".lstrip()
    for subjects, uses, *objects in _SAYING_THAT_COOKIES_ARE_USED
    for who in subjects
    for use in uses
    for what in objects
)
"""How notices about cookies begin."""

COOKIE_BUTTONS = (
    *("accept", "agree", "i agree", "i accept", "decline", "reject", "got it", "preferences"),
    *("akzeptieren", "zustimmen", "ablehnen", "accepter", "refuser", "aceptar", "rechazar"),
    *("aceitar", "rejeitar", "accetta", "rifiuta", "kabul et", "reddet", "принять", "прийняти"),
    *("موافق", "قبول", "پذیرفتن", "accepteren", "weigeren", "terima", "setuju", "kubali"),
)
ADVERTISEMENTS = (
    *("anzeige", "werbung", "publicité", "publicidad", "publicidade", "pubblicità", "reklam"),
    *("реклама", "إعلان", "اعلان", "آگهی", "تبلیغات", "advertentie", "iklan", "tangazo"),
)
SHARE_BUTTONS = (
    *("teilen", "partager", "compartir", "compartilhar", "condividi", "paylaş", "поделиться"),
    *("поділитися", "مشاركة", "شارك", "اشتراک گذاری", "delen", "bagikan", "shiriki"),
)
"""Words that are boilerplate only beside other lines of their rule."""
