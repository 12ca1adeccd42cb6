"""One document of every kind without spans, as bytes, made by other libraries where they can."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import docx
from fpdf import FPDF

HEADLINE = "Taliban launch offensive in Helmand province"
FIRST = (
    "The Taliban launched a massive offensive in Helmand province on Monday, officials and "
    "residents said, two days after a handover ceremony at a large base."
)
SECOND = (
    "At least 100 fighters were killed and 45% of the posts are empty, the Afghan Defence "
    "Ministry said in a statement that could not be verified independently."
)
LD = (
    '{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Site"},'
    f'{{"@type":"NewsArticle","headline":"{HEADLINE}","datePublished":"2021-05-04T10:00:00Z",'
    '"publisher":{"@type":"Organization","name":"Kabul Post"},'
    '"author":[{"@type":"Person","name":"Ann Writer"}]}]}'
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>{HEADLINE} | Kabul Post</title>
<link rel="canonical" href="https://www.kabulpost.example/2021/05/helmand">
<script type="application/ld+json">{LD}</script>
<script>document.title = "changed by a script"</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/asia">Asia</a></li></ul></nav>
<main><article><h1>{HEADLINE}</h1><p>{FIRST}</p>
<figure><img src="file:///etc/passwd" onerror="steal()"><figcaption>A base.</figcaption></figure>
<p>{SECOND}</p><p>Caf&eacute; &amp; &ldquo;posts&rdquo; &#x1F600; were closed in the city, he said
on Tuesday, and would not open again before the end of the week.</p></article></main>
<aside><h2>Related</h2><ul><li><a href="/x">Other story</a></li></ul></aside>
<footer>Copyright 2021 Kabul Post</footer></body></html>"""


def html() -> bytes:
    return PAGE.encode()


def markdown() -> bytes:
    return (
        f'---\ntitle: "{HEADLINE}"\nsource: Kabul Post\ndate: 2021-05-04\ndesk: Asia\n---\n\n'
        f"# {HEADLINE}\n\n{FIRST[:60]}\n{FIRST[60:].lstrip()}\n\n"
        "- **At least** [100 fighters](http://a.example)\n- ![a base](b.png) `45%`\n\n"
        "| place | killed |\n|---|---|\n| Kunduz | 3 |\n"
    ).encode()


def eml() -> bytes:
    message = EmailMessage()
    message["Subject"] = f"{HEADLINE} – “update”"
    message["From"] = "Desk <desk@kabulpost.example>"
    message["To"] = "you@example.org"
    message["Date"] = "Tue, 04 May 2021 10:00:00 +0000"
    message.set_content(f"{FIRST}\n\n{SECOND}\n")
    message.add_alternative(PAGE, subtype="html")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a.pdf")
    return message.as_bytes()


def mhtml() -> bytes:
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/story\r\n"
        'Subject: Story\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary="b"'
        "\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Location: https://a.example/frame\r\n\r\n"
        "<html><body><p>An advertisement in a frame of the page.</p></body></html>\r\n"
        "--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
        f"Content-Location: https://a.example/story\r\n\r\n{PAGE}\r\n--b--\r\n"
    ).encode()


def word() -> bytes:
    document = docx.Document()
    document.core_properties.title = HEADLINE
    document.core_properties.author = "Ann Writer"
    document.add_heading(HEADLINE, level=1)
    document.add_paragraph(FIRST)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Kunduz", "3 killed"
    document.add_paragraph(SECOND)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def pdf() -> bytes:
    document = FPDF()
    document.set_title(HEADLINE)
    document.add_page()
    document.set_font("helvetica", size=12)
    for paragraph in (HEADLINE, FIRST, SECOND):
        document.multi_cell(0, 6, paragraph, new_x="LMARGIN", new_y="NEXT")
        document.ln(6)
    return bytes(document.output())


def archive(*members: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members:
            packed.writestr(name, data)
    return file.getvalue()


SAMPLES = {
    "html": html(),
    "markdown": markdown(),
    "eml": eml(),
    "mhtml": mhtml(),
    "docx": word(),
    "pdf": pdf(),
    "zip": archive(("a.txt", FIRST.encode()), ("b/c.html", html())),
}
