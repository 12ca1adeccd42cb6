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
    # Polish, Czech, Hungarian, Romanian
    r"(?:przejdź|przeskocz|idź) (?:od razu )?do (?:głównej )?(?:treści|menu|nawigacji)",
    r"(?:přejít|přeskočit|skočit) (?:rovnou )?(?:k|na) (?:hlavnímu )?(?:obsahu?|menu)",
    r"(?:ugrás|tovább|tovább ugrás) a (?:fő)?(?:tartalom(?:ra|hoz)|menü(?:re|höz))",
    r"(?:sari|salt|mergi|treci) (?:direct )?la (?:conținut(?:ul)?(?: principal)?|meniu)",
    # Greek, Swedish, Danish, Norwegian, Finnish
    r"(?:μετάβαση|μετάβαση απευθείας|παράλειψη) στο (?:κύριο )?περιεχόμενο",
    r"(?:hoppa|gå|gå direkt) till (?:huvud)?inneh[åa]ll(?:et)?",
    r"(?:gå|hopp|spring) (?:direkte )?til (?:hoved)?ind?n?h[oo]ld(?:et)?",
    r"siirry (?:suoraan )?(?:pää)?sisältöön",
    # Hindi, Urdu, Bengali, Hebrew
    r"(?:मुख्य )?(?:सामग्री|विषयवस्तु|कंटेंट) (?:पर|तक) जा(?:एं|एँ|ये|यें|इए)",
    r"(?:مرکزی )?مواد (?:پر|تک) (?:جائیں|جائیے)",
    r"(?:মূল )?(?:কন্টেন্টে|বিষয়বস্তুতে|লেখায়) যান",
    r"(?:דלג|דלגו|עבור|עברו|מעבר) ל?(?:תוכן|תוכן העיקרי|תוכן המרכזי|לתוכן|לתוכן העיקרי)",
    # Chinese, Japanese, Korean, Vietnamese, Thai
    r"(?:跳到|跳至|跳转到|跳转至|直接跳到)(?:主要|主)?(?:内容|正文|內容)",
    r"(?:メイン)?コンテンツ(?:に|へ)(?:スキップ|移動)|本文へ(?:スキップ|移動)?",
    r"(?:본문|주 ?메뉴|주요 콘텐츠)(?:으로)? ?(?:바로 ?가기|건너뛰기)",
    r"(?:chuyển|đi|nhảy) (?:đến|tới) (?:phần )?nội dung(?: chính)?|ข้ามไปยังเนื้อหา(?:หลัก)?",
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
    # Hindi, Urdu
    (("हम", "यह वेबसाइट", "यह साइट"), ("कुकीज़", "कुकीज", "कुकी"), "का"),
    (("ہم", "یہ ویب سائٹ"), ("کوکیز", "کوکی"), "کا", "استعمال"),
    # Polish, Romanian, Czech, Chinese
    (("używamy", "korzystamy z", "ta strona używa", "ta strona korzysta z"), ("plików",), "cookie"),
    (("folosim", "utilizăm", "acest site folosește"), ("cookie-uri", "module"), ""),
    (("používáme", "tento web používá", "tyto stránky používají"), ("soubory",), "cookie"),
    (("我们使用cookie", "本网站使用cookie", "本站使用cookie"), ("",), ""),
)
COOKIE_NOTICES = tuple(
    f"{who} {use} {what}".strip()
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

NETWORKS = (
    "фейсбук|твиттер|твіттер|телеграм|телеграмм|вконтакте|одноклассники|вайбер|ватсап"
    "|فيسبوك|تويتر|واتساب|واتس اب|تلغرام|تيليغرام|تليجرام|ماسنجر|إكس"
    "|فیسبوک|توییتر|تلگرام|واتساپ|اینستاگرام|फेसबुक|ट्विटर|व्हाट्सएप|व्हाट्सऐप|टेलीग्राम"
    "|微信|微博|ツイッター|フェイスブック|페이스북|트위터|카카오톡"
)
"""What networks are called where their names are written in other letters; a pattern."""

SHARE_LINES = (
    *("artikel teilen", "diesen artikel teilen", "teilen sie diesen artikel", "beitrag teilen"),
    *("partager cet article", "partager l'article", "partager sur", "partagez cet article"),
    *("compartir este artículo", "comparte esta noticia", "compartir en", "comparte"),
    *("compartilhe esta notícia", "compartilhe", "partilhar este artigo", "partilhar"),
    *("condividi questo articolo", "condividi su", "deel dit artikel", "deel dit", "deel via"),
    *("udostępnij", "udostępnij artykuł", "bu haberi paylaş", "haberi paylaş", "bagikan ke"),
    *("bagikan artikel ini", "bagikan berita ini", "поделиться в соцсетях", "поделиться новостью"),
    *("поширити", "поділитись", "شارك المقال", "شارك الخبر", "شارك هذا المقال", "اشتراک‌گذاری"),
    *("शेयर करें", "इस खबर को शेयर करें", "शेयर", "شیئر کریں", "分享到", "分享", "공유하기", "シェアする"),
)
"""Lines that ask to share an article, whole."""

HOMES = (
    "startseite|start|accueil|inicio|início|portada|principal|strona główna|anasayfa|ana sayfa"
    "|главная|головна|главная страница|الرئيسية|الصفحة الرئيسية|صفحه اصلی|خانه|صفحہ اول"
    "|beranda|laman utama|nyumbani|mwanzo|होम|मुख्य पृष्ठ|মূলপাতা|প্রচ্ছদ|首页|首頁|ホーム|홈|trang chủ"
    "|αρχική|acasă|hem|hjem|etusivu|domů|kezdőlap|דף הבית|หน้าแรก|voorpagina"
)
"""What the first step of the path to a page is called; a pattern."""

TAGS = (
    r"(?:теги|метки|мітки|ключевые слова|ключові слова|mots[- ]cl[ée]s|étiquettes|etiquetas"
    r"|palabras clave|palavras[- ]chave|schlagw(?:ö|oe)rter|schlagworte|stichworte|trefwoorden"
    r"|parole chiave|słowa kluczowe|etiketler|الوسوم|وسوم|كلمات مفتاحية|الكلمات المفتاحية"
    r"|کلمات کلیدی|برچسب[‌ ]?ها|برچسب|टैग|टैग्स|ٹیگز|ট্যাগ|标签|关键词|關鍵字|タグ|태그|kata kunci"
    r"|ετικέτες|etichete|taggar|emneord|avainsanat|תגיות|từ khóa|lebo) ?[:：] ?.{2,150}"
)
"""A pattern for the whole of a line of tags."""

COUNTERS = (
    r"(?:kommentare?|commentaires?|comentarios?|comentários?|commenti|commento|yorumlar?"
    r"|комментари[йи]|коментар[іи]?|komentar(?:ze|i|e)?|(?:ال)?تعليقات|نظرات|نظر|reacties?|maoni"
    r"|टिप्पणियाँ|टिप्पणियां|कमेंट|تبصرے|মন্তব্য|评论|評論|コメント|댓글|σχόλια|comentarii|kommentarer|תגובות"
    r"|bình luận) ?:? ?[(\[]?\d[\d.,]*[)\]]?",
    r"(?:lesezeit|leestijd|temps de lecture|lecture|tiempo de lectura|lectura|tempo de leitura"
    r"|leitura|tempo di lettura|okuma süresi|время чтения|час читання|مدة القراءة|وقت القراءة"
    r"|زمان مطالعه|waktu baca|czas czytania|lästid|lesetid|læsetid) ?:? ?(?:ca\. ?|circa |± ?|~ ?)?"
    r"\d+ ?(?:min|мин|хв|دقيقة|دقائق|دقیقه|menit|dakika|dk)\w{0,6}\.?",
    r"\d+ ?min(?:ut(?:e[ns]?|os?|i|en)?)?\.? (?:de lecture|de lectura|de leitura|di lettura"
    r"|leestijd|lesezeit|lästid|lesetid|czytania)",
)
"""Patterns for the whole of a line that counts comments or the minutes of reading."""

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
    # Persian, Urdu, Hindi, Bengali
    r"(?:بیشتر بخوانید|بخوانید|مطالب مرتبط|خبرهای مرتبط)(?: ?: ?.{3,120})?",
    r"(?:یہ بھی پڑھیں|مزید پڑھیں|مزید پڑھیے)(?: ?: ?.{3,120})?",
    r"(?:यह भी पढ़ें|ये भी पढ़ें|और पढ़ें|इसे भी पढ़ें|यह भी पढें)(?: ?[:-] ?.{3,120})?",
    r"(?:আরও পড়ুন|আরো পড়ুন)(?: ?: ?.{3,120})?",
    # Indonesian, Swahili, Romanian, Swedish, Danish, Norwegian, Greek, Czech
    r"(?:baca juga|baca selengkapnya|lihat juga|simak juga|soma pia|soma zaidi)(?: ?: ?.{3,120})?",
    r"(?:citește și|citiți și|läs (?:också|även|mer)|les (?:også|mer)|læs også"
    r"|διαβάστε (?:επίσης|ακόμα)|přečtěte si (?:také|více)|čtěte také) ?: ?.{3,120}",
    # Chinese, Japanese, Korean
    r"(?:延伸阅读|相关阅读|相关新闻|推荐阅读|延伸閱讀|相關新聞)(?: ?[:：] ?.{2,80})?",
    r"(?:関連記事|관련 ?기사)(?: ?[:：] ?.{2,80})?",
)
"""Patterns for the whole of a line that leads to other articles."""

FOLLOWS = (
    r"(?:folgen sie uns|folgt uns|folge uns) (?:auf|bei) .{3,80}",
    r"suivez-nous sur .{3,80}|s[ií]guenos en .{3,80}|siga-nos n[oa] .{3,80}|seguici su .{3,80}",
    r"volg ons op .{3,80}|obserwuj nas na .{3,80}|(?:подписывайтесь|підписуйтесь) на .{3,80}",
)
"""Patterns for the whole of a line that asks to follow a site."""

COPYRIGHTS = (
    r".{0,60}?(?:جميع الحقوق محفوظة|كافة الحقوق محفوظة|(?:تمامی|کلیه) حقوق .{0,40}محفوظ|alle rechte"
    r" vorbehalten|tous (?:les )?droits (?:de reproduction )?réservés|todos los derechos reservados"
    r"|todos os direitos reservados|tutti i diritti riservati|alle rechten voorbehouden"
    r"|tüm hakları (?:saklıdır|mahfuzdur)|все права защищены"
    r"|[ув]сі права (?:захищен[оі]|застережено)"
    r"|wszelkie prawa zastrzeżone|hak cipta dilindungi|toate drepturile rezervate|版权所有|版權所有"
    r"|無断転載|सर्वाधिकार सुरक्षित|جملہ حقوق .{0,20}محفوظ).{0,80}",
)
"""Patterns for the whole of a line that reserves rights."""

CREDITS = (
    r"cr[ée]dits?(?: photos?)? ?: .{2,60}",
    r"(?:titelbild|beitragsbild|bildquelle|fotoquelle|foto|bild) ?: ?.{2,60}",
)
"""Patterns for the whole of a line that says whose a picture is."""
