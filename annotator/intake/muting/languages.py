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

COMMENT_FORMS = (
    *("keine kommentare", "kommentar schreiben", "kommentar hinterlassen", "kommentar verfassen"),
    *("laisser un commentaire", "aucun commentaire", "dejar un comentario", "deja un comentario"),
    *("sin comentarios", "dodaj komentarz", "brak komentarzy", "lascia un commento"),
    *("deixe um comentário", "laat een reactie achter", "geen reacties", "yorum yap"),
    *("оставить комментарий", "нет комментариев", "залишити коментар", "أضف تعليق", "اترك تعليقا"),
)  # fmt: skip
"""Lines of a comment form, whole."""

MORE_ARTICLES = (
    # German
    r"(?:mehr zum thema|mehr themen|top-themen)(?: (?:auf|bei) .{2,40})?:?",
    r"auch auf [\w.-]{2,40}\.\w{2,4}",
    r"(?:das könnte (?:sie|dich) auch interessieren|auch interessant|weitere (?:artikel|themen)"
    r"|lesen sie auch|lesen sie mehr|zum weiterlesen|lust auf mehr)\b.{0,3}(?:: .{3,120})?",
    # French
    r"(?:à )?lire aussi\b.{0,3}(?:.{3,120})?|sur le même sujet|articles liés|à voir aussi.{0,100}",
    r"pour (?:lire la suite|accéder en illimité).{0,100}",
    # Spanish, Portuguese, Italian
    r"(?:le|les|te) puede interesar.{0,100}|le[ae] (?:también|más)\b.{0,100}"
    r"|noticias relacionadas",
    r"(?:leia|veja) (?:também|mais)\b.{0,100}|notícias relacionadas",
    r"leggi anche\b.{0,100}|potrebbe interessarti.{0,20}",
    # Polish, Dutch, Turkish
    r"(?:czytaj|zobacz|przeczytaj) (?:też|także|również|więcej)\b.{0,120}|dowiedz się więcej",
    r"(?:lees|bekijk) (?:ook|meer)\b.{0,100}",
    r"i\u0307?lgi\u0307?ni\u0307?zi\u0307? çekebi\u0307?li\u0307?r.{0,20}",
    # Russian, Ukrainian, Arabic
    r"читайте (?:также|далее|також)\b.{0,120}|по теме",
    r"[اإ]قرأ [أا]يض[اًا]+.{0,100}",
)
"""Patterns for the whole of a line that leads to other articles."""

FOLLOWS = (
    r"(?:folgen sie uns|folgt uns|folge uns) (?:auf|bei) .{3,80}",
    r"suivez-nous sur .{3,80}|s[ií]guenos en .{3,80}|siga-nos n[oa] .{3,80}|seguici su .{3,80}",
    r"volg ons op .{3,80}|obserwuj nas na .{3,80}|(?:подписывайтесь|підписуйтесь) на .{3,80}",
)
"""Patterns for the whole of a line that asks to follow a site."""

CREDITS = (
    r"cr[ée]dits?(?: photos?)? ?: .{2,60}",
    r"(?:titelbild|beitragsbild|bildquelle|fotoquelle|foto|bild) ?: ?.{2,60}",
)
"""Patterns for the whole of a line that says whose a picture is."""
