"""What columns and keys of the world are called by what they hold of an article.

Names are as `datasets.folded` leaves them: in lower case, letters and digits alone.
"""

from __future__ import annotations

from annotator.formats.datasets import folded


def _names(*lines: str) -> tuple[str, ...]:
    """Names parted by commas, the surest first, as they are compared."""
    return tuple(dict.fromkeys(folded(name) for line in lines for name in line.split(",")))


NAMES: dict[str, tuple[str, ...]] = {
    "text": _names(
        "text, full text, article text, article body",
        "body text, body, content, contents, main text",
        "plain text, raw text, text content, clean text, text of article, text of the article",
        "news text, story text, post text",
        "message text, document text, report text, event text",
        "article content, story body, news content, news body, post content, crawled content",
        "selftext, content text, content html",
        "body html, html content, raw content, cleaned text",
        "text body, extracted text, text raw, text clean, text en, text original",
        "article, story, document, sentence",
        "texto, texto completo, texto de la noticia, texto del artículo, cuerpo de la noticia",
        "contenido, cuerpo, texto integral, texto da notícia, conteúdo, corpo",
        "texte, texte intégral, texte complet",
        "texte de l'article, contenu, corps, corps du texte",
        "volltext, artikeltext, text des artikels",
        "inhalt, nachrichtentext, artikelinhalt, haupttext",
        "tekst, artikeltekst, volledige tekst, inhoud",
        "treść, tekst artykułu, zawartość, pełny tekst",
        "testo, testo completo, testo dell'articolo",
        "contenuto, text complet, conținut, brödtext",
        "brødtekst, szöveg, κείμενο, obsah, plné znění",
        "текст, текст статьи, текст сообщения, полный текст, текст новости, текст публикации",
        "содержание, оригинал, текст статті",
        "повний текст, текст новини, зміст, текст повідомлення",
        "metin, haber metni, tam metin, içerik",
        "isi, isi berita, isi artikel, teks, teks lengkap",
        "النص, نص, نص الخبر, نص المقال, النص الكامل, المحتوى, متن, متن خبر, متن کامل, محتوا",
        "خبر کا متن, पाठ, समाचार, विवरण, খবর, 正文",
        "本文, 全文, 内容, 新闻内容, 記事本文, 본문, 기사 본문",
        "nội dung, nội dung bài, habari",
    ),
    "title": _names(
        "title, headline, heading, article title, head, news title, post title, story title",
        "titel, titulo, título, titre, kop",
        "titolo, заголовок, überschrift, schlagzeile, titular",
        "tytuł, nagłówek, titlu, rubrik, overskrift, cím, τίτλος, nadpis, назва",
        "başlık, haber başlığı, judul, judul berita, العنوان",
        "عنوان, عنوان الخبر, عنوان خبر, 标题, 題名",
        "見出し, タイトル, 제목, शीर्षक, শিরোনাম, سرخی, tiêu đề, kichwa",
    ),
    "source": _names(
        "source, source name, publisher, outlet, newspaper, publication, publication title",
        "newspaper name, outlet name, media name, page name, media, site, site name, website",
        "domain, source domain, domain name, medium",
        "media outlet, news source, channel, channel name",
        "quelle, zeitung, fuente, bron, источник",
        "fonte, journal, medio, médio, veículo, źródło",
        "krant, gazeta, sursa, kilde, källa, forrás, πηγή, zdroj, nom du journal, média",
        "издание, сми, название сми, название источника, джерело, видання, змі",
        "kaynak, gazete, sumber, nama media, المصدر",
        "مصدر, الصحيفة, اسم الصحيفة, منبع, رسانه, روزنامه",
        "来源, 媒体, 報紙, 媒體, 新聞社, 출처, 언론사, स्रोत, সূত্র, nguồn, chanzo",
    ),
    "url": _names(
        "url, link, source url, article url, web url",
        "permalink, uri, href, article link, page url",
        "enlace, lien, ссылка, адрес, посилання, الرابط",
        "رابط, لینک, 链接, 網址, リンク, 링크, tautan",
        "adres, bağlantı, collegamento",
    ),
    "published": _names(
        "published, published at, publish date, publication date, date published, date publish",
        "pubdate, date, publish time, datetime, published date, date of publication, pub date",
        "publication time, published on, first published at",
        "date time pub, post date, posted at",
        "article date, news date, post created, release date, time published",
        "datum, fecha, data, дата, erscheinungsdatum, veröffentlicht, veröffentlichungsdatum",
        "datum der veröffentlichung, publikationsdatum",
        "fecha de publicación, fecha publicación, fecha publicacion",
        "date de publication, date de parution, data de publicação, data di pubblicazione",
        "publicatiedatum, data publikacji, data publicării",
        "publiceringsdatum, dátum, ημερομηνία",
        "дата публикации, дата выхода, дата публікації",
        "tarih, yayın tarihi, tanggal, tanggal terbit",
        "التاريخ, تاريخ, تاريخ النشر, تاریخ, تاریخ انتشار",
        "日期, 发布时间, 发布日期, 發布日期, 日付, 날짜",
        "तारीख, दिनांक, তারিখ, ngày, tarehe",
    ),
    "id": _names("id, uid, article id, doc id, document id, guid"),
}
"""For each need its names, in the order of how sure a name makes it. When a record was made
(“created_at”, “_timestamp”) is no day of its article's."""

MAY_BE_TEXT = _names(
    "notes, message, details, narrative, transcript",
    "lead, lead paragraph, post, tweet, comment",
    "description, summary, abstract, snippet, caption, excerpt",
)
"""What may hold a text as well, where nothing is named as one outright."""
