"""What a page says about itself is found wherever pages say it."""

from __future__ import annotations

import pytest
from document_samples import LD
from reading_verbs import metadata_of


@pytest.mark.parametrize(
    ("head", "published", "source"),
    [
        ('<meta property="article:published_time" content="2020-01-02T03:04">', "2020-01-02", None),
        ('<meta name="pubdate" content="3 May 2020">', "2020-05-03", None),
        ('<meta property="og:site_name" content="A &amp; B">', None, "A & B"),
        ('<link rel="canonical" href="https://www.x.example/a">', None, "x.example"),
        ('<link rel="canonical" href="javascript:alert(1)">', None, None),
        ('<script type="application/ld+json">{"@type":"NewsArticle",</script>', None, None),
        (f'<script type="application/ld+json">[{LD}]</script>', "2021-05-04", "Kabul Post"),
        (
            f'<script type="application/ld+json">\n<![CDATA[\n{LD}\n]]>\n</script>',
            "2021-05-04",
            "Kabul Post",
        ),
        (
            f'<script type="application/ld+json">//<![CDATA[\n{LD};\n//]]></script>',
            "2021-05-04",
            "Kabul Post",
        ),
        ('<meta name="pdate" content="20190221">', "2019-02-21", None),
        (
            '<meta name="article:publicationdate" content="Fri Mar 13 21:30:09 EST 2015">',
            "2015-03-13",
            None,
        ),
        ('<meta property="og:site_name" content="http://www.x.example">', None, "x.example"),
        ('<link rel="canonical" href="https://x.example/2015/02/26/a">', "2015-02-26", "x.example"),
        ('<link rel="canonical" href="https://x.example/a-20190520/">', "2019-05-20", "x.example"),
        ('<link rel="canonical" href="https://x.example/a-20191350/">', None, "x.example"),
    ],
)
def test_facts_are_found_in_many_places(
    head: str, published: str | None, source: str | None
) -> None:
    facts = metadata_of(f"<html><head>{head}</head><body><p>A.</p></body></html>")
    assert (facts.published, facts.source) == (published, source)


@pytest.mark.parametrize(
    ("within", "day"),
    [
        ('<span class="posted_time">posted on April 21, 2015, at 11:29</span>', "2015-04-21"),
        ('<p class="dateline"><b>Sunday, Feb 1, 2015 11:57 AM UTC</b></p>', "2015-02-01"),
        ('<time itemprop="datePublished" content="2017-01-18T23:00">18 Jan</time>', "2017-01-18"),
        ('<meta name="date" content="0000-00-00"><i class="date">1 May 2015</i>', "2015-05-01"),
        ('<i class="date">1 May 2015</i><p>.</p><i class="date">2 May 2015</i>', None),
        ('<i class="date">Updated 1 May 2015</i>', None),
        ('<i class="update">1 May 2015</i>', None),
    ],
)
def test_the_day_is_the_one_that_a_page_prints_as_its_date(within: str, day: str | None) -> None:
    assert metadata_of(f"<body>{within}<p>A.</p></body>").published == day


@pytest.mark.parametrize(
    ("called", "title", "source"),
    [
        ("Clash in Quxtown - The Quxia Daily", "Clash in Quxtown", "The Quxia Daily"),
        ("Clash in Quxtown_World_Quxia Net", "Clash in Quxtown", "Quxia Net"),
        ("Clash in Quxtown - 07.12.2017 - QUXIA", "Clash in Quxtown", "QUXIA"),
    ],
)
def test_the_site_is_what_stands_behind_the_headline(called: str, title: str, source: str) -> None:
    heading = "<h1>Quxia</h1><h1>Clash in Quxtown</h1>"
    facts = metadata_of(f"<head><title>{called}</title></head><body>{heading}</body>")
    assert (facts.title, facts.source) == (title, source)
