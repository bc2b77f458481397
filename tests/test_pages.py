"""Web pages: which text is the story, which date is that of its publication, and what is said where neither is sure."""

import time
from datetime import date

import pytest

from newsx.read.html import fragment, html
from newsx.read.plain import plain

DAY = date(2022, 6, 14)  # a Tuesday
STORY = """<p>Magistrates in Cardiff fined Brightwater Dairy £60,000 on Monday for tipping whey into a stream for two summers.</p>
<p>The dairy said that it had built a new tank, and that it would pay for the fish which the river trust put back last spring.</p>
<p>An inspector told the court that the water had been white for a mile, and that anglers had called the office eleven times.</p>"""
OTHER = "Ex-banker jailed for nine years over arson"


def page(head: str = "", top: str = "", body: str = STORY, foot: str = "") -> str:
    return f"<!doctype html><html><head><title>Dairy fined</title>{head}</head><body>{top}<article><h1>Dairy fined</h1>{body}</article>{foot}</body></html>"


def ld(content: str) -> str:
    return f'<script type="application/ld+json">{content}</script>'


@pytest.mark.parametrize(
    "source",
    [
        page('<meta property="article:published_time" content="2022-06-14T06:00:00Z">'),
        page('<meta name="DC.date.issued" content="14 juin 2022">'),
        page('<meta property="article:published_time" content="Tue, 06/14/2022 - 09:10">'),
        page(ld('{"@type": "NewsArticle", "datePublished": "2022-06-14"}')),
        page(ld('[{"@type": "WebSite", "datePublished": "2011-01-01"}, {"@type": ["Thing", "ReportageNewsArticle"], "datePublished": "2022-06-14"}]')),
        page(ld('{"@type": "VideoObject", "datePublished": "2022-05-30"}') + '<meta name="date" content="2022-06-14">'),
        page(ld('{"@type": "WebPage", "datePublished": "2019-01-01", "mainEntity": {"@type": "BlogPosting", "datePublished": "2022-06-14"}}')),
        page(ld('[{"@type": "NewsArticle", "headline": "Other", "datePublished": "2020-01-01"}, {"@type": "NewsArticle", "headline": "Dairy fined", "datePublished": "2022-06-14"}]')),
        page(ld('<!-- {"@type": "Article",\n"headline": "Dairy\tfined", "datePublished": "2022-06-14"} -->')),
        page(ld('{"@type": "ItemPage", "datePublished": "2022-06-14"}')),
        page(ld('{"broken')+ '<meta itemprop="datePublished" content="20220614">'),
        page(body=f'<span itemprop="datePublished" content="2022-06-14">last week</span>{STORY}'),
        page(body=f'<time datetime="2022-06-14">14 June</time>{STORY}'),
        page(body=f'<p>Updated <time datetime="2022-06-20">20 June</time></p><p>Published <time datetime="2022-06-14">14 June</time></p>{STORY}'),
        page(top='<nav><time datetime="2024-03-03">Today</time></nav>', body=f"<time>14 June 2022</time>{STORY}"),
        page(top='<article class="card"><h3>Rail strike</h3><time datetime="2024-03-03">3 March</time></article>', body=f"<div><time>14 June 2022</time></div>{STORY}"),
        f'<body><div class="top"><time datetime="2022-06-14">14 June</time><h1>Dairy fined</h1></div>{STORY}</body>',
        page(body=f'<p>Published: <time datetime="2022-06-14">14 June</time></p>{STORY}'),
        page(body=f'<p>Last updated: <time datetime="2022-06-14">14 June</time></p>{STORY}'),
        page(body=f'<p class="byline">By Mara Lindt</p><p>Published: Tue 14 June 2022, 09.10 BST. Last modified on Wed 15 June 2022</p>{STORY}'),
        page(body=f"<div class='meta'><span>Mara Lindt</span> | <span>Publicado el 14 de junio de 2022</span></div>{STORY}"),
        page('<link rel="canonical" href="https://harbourecho.example/2022/06/14/dairy">'),
        page(body=f'{STORY}<p class="entry-date">June 14, 2022</p>'),
        '<html lang="en-GB"><head><meta name="date" content="14/06/2022"></head><body><p>Published 14/06/2022</p>'+ STORY,
    ],
)  # fmt: skip
def test_the_date_of_the_story_is_found(source: str) -> None:
    assert html(source).published == DAY


@pytest.mark.parametrize(
    "source",
    [
        page(top='<div class="topbar"><time datetime="2024-03-03">Sunday</time></div>'),
        page(foot='<footer>Reviewed <time datetime="2024-03-03">3 March 2024</time></footer>'),
        page(foot='<div id="comments"><p>Bob</p><time datetime="2024-03-03">3 March 2024</time></div>'),
        page(foot='<aside><time datetime="2024-03-03">3 March</time><a href="/x">Rail strike</a></aside>'),
        page(body=f'{STORY}<p>The hearing is on <time datetime="2022-09-01">1 September</time>, a clerk said after the sitting.</p>'),
        page(body=f'<ul><li><time datetime="2022-06-10">10 June</time> <a href="/x">Rail strike</a></li></ul>{STORY}'),
        page(ld('{"@type": "Event", "startDate": "2022-09-01", "datePublished": "2022-05-01"}')),
        page(ld('{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "2022-05-01"}]}')),
        page('<meta property="article:modified_time" content="2024-03-03"><meta property="og:updated_time" content="2024-03-03">'),
        page('<meta property="og:image" content="https://harbourecho.example/2021/02/03/cow.jpg">'),
        page(body=f"{STORY}<p>Posted 06/07/2022</p>"),
        page(body="<h1>What the court heard of 3 March 2021</h1>" + STORY),
        page(foot="<p>© 2024 Harbour Echo</p>"),
        page(top='<article class="card"><h3><a href="/x">Rail strike</a></h3><time datetime="2024-03-03">3 March</time></article>'),
        page(top='<div class="card"><time datetime="2024-03-03">3 March</time><h2><a href="/x">Rail strike</a></h2></div>'),
        page(body=f'<div><h3><a href="/x">Rail strike</a></h3><time datetime="2024-03-03">3 March</time></div>{STORY}'),
        page(body=f'<p>Hearing: <time datetime="2022-09-01">1 September</time></p>{STORY}'),
        page(body=f'<p><time itemprop="startDate" datetime="2022-09-01">1 September</time></p>{STORY}'),
    ],
)  # fmt: skip
def test_other_dates_of_a_page_are_not_its_publication(source: str) -> None:
    assert html(source).published is None


@pytest.mark.parametrize("content", ["06/07/2022", "n/a", "2022", "3 hours ago"])
def test_a_date_in_the_head_that_nobody_understands_is_told(content: str) -> None:
    found = html(page(f'<meta property="article:published_time" content="{content}">'))
    assert (found.published, found.warnings) == (None, (f'the publication date "{content}" was not understood',))


@pytest.mark.parametrize(
    ("lang", "head", "expected"),
    [
        ("en-US", "", date(2022, 7, 6)),
        ("en", '<meta property="og:locale" content="en_GB">', date(2022, 6, 7)),
        ("de", "", date(2022, 6, 7)),
        ("en", '<link rel="canonical" href="https://harbourecho.co.nz/dairy">', date(2022, 6, 7)),
        ("en", '<meta property="article:modified_time" content="2022-06-07T10:00:00Z">', date(2022, 6, 7)),
    ],
)  # fmt: skip
def test_the_page_says_how_a_date_of_figures_is_meant(lang: str, head: str, expected: date) -> None:
    source = page(f'{head}<meta name="date" content="07/06/2022">').replace("<html>", f'<html lang="{lang}">')
    assert html(source).published == expected


@pytest.mark.parametrize(
    "piece",
    [
        f"<p><strong>Read more: </strong><a href='/1'>{OTHER}</a></p>", f"<p>SEE ALSO: <a href='/1'>{OTHER}</a></p>",
        f"<p>Also see <a href='/1'>{OTHER}</a></p>", f"<p><em>[Read: <a href='/1'>{OTHER}</a>]</em></p>", f"<p>Read more:<br><a href='/1'>{OTHER}</a><br><a href='/2'>Mayor admits theft</a></p>",
        f"<p><a href='/1'>{OTHER}</a></p>", f"<h3><a href='/1'>{OTHER}</a></h3>", f"<div><a href='/1'>{OTHER}</a></div>",
        f"<ul><li><a href='/1'>{OTHER}</a></li><li><a href='/2'>Mayor admits theft</a></li></ul>",
        f"<ul><li><time>2 May 2022</time> <a href='/1'>{OTHER}</a></li><li><time>1 May 2022</time> <a href='/2'>Mayor admits theft</a></li></ul>",
        f"<h3>Related stories</h3><ol><li><a href='/1'>{OTHER}</a></li><li><a href='/2'>Mayor admits theft</a></li></ol>",
        f"<div class='related-content'><p>{OTHER}</p></div>", f"<div id='newsletter-signup'><p>{OTHER}</p></div>",
        f"<figure><img src='x.jpg'><figcaption>{OTHER}</figcaption></figure>", f"<p class='wp-caption-text'>{OTHER}</p>",
        f"<aside><p>{OTHER}</p></aside>",
    ],
)  # fmt: skip
def test_what_leads_to_another_story_is_left_out(piece: str) -> None:
    first, rest = STORY.split("\n", 1)
    found = html(page(body=f"{first}{piece}{rest}"))
    assert "arson" not in found.text
    assert [word for word in ("whey", "tank", "anglers") if word not in found.text] == []
    assert found.warnings == ()


@pytest.mark.parametrize(
    "piece",
    [
        "<ul><li>Owen Pryce was fined £300 for arson.</li><li>Mair Pryce was cleared of arson.</li></ul>",
        "<ul><li><a href='/1'>Owen Pryce</a> was jailed for arson in May, and lost his licence.</li><li><a href='/2'>Mair Pryce</a> was cleared in June of all counts.</li></ul>",
        "<p>The case follows that of <a href='/1'>Owen Pryce, jailed for arson</a> in a barn near Usk last year.</p>",
        "<p>More: he was jailed for arson.</p>", "<p>Background: a judge, in <a href='/1'>an order of May</a>, found that this was arson and that nobody else had a hand in it.</p>", "<blockquote><p>It was arson, and nothing else, the judge told him.</p></blockquote>",
        "<div class='story-part'><p>He was jailed for arson after the trial, which lasted for a week.</p></div>",
    ],
)  # fmt: skip
def test_what_belongs_to_the_story_stays(piece: str) -> None:
    first, rest = STORY.split("\n", 1)
    assert "arson" in html(page(body=f"{first}{piece}{rest}")).text


@pytest.mark.parametrize(
    "source",
    [
        f"<body><div class='cookie-banner'><p>We and our many partners use cookies to learn how our pages are read by all of you.</p></div><aside class='content'><h1>Dairy fined</h1>{STORY}</aside></body>",
        f"<body><div class='promo related'><h1>Dairy fined</h1>{STORY}</div></body>",
        f"<body><div class='sidebar'>{STORY}</div><div class='sidebar'><p>Weather</p></div></body>",
        f"<body><form>{STORY}</form></body>",
    ],
)
def test_the_story_is_found_wherever_the_page_puts_it(source: str) -> None:
    found = html(source).text
    assert "whey" in found
    assert "anglers" in found
    assert "cookies" not in found


@pytest.mark.parametrize(
    "start",
    ["<html><title>Dairy fined</title>", "<title>Dairy fined</title>", "<html><head><title>Dairy fined</title></head>"],
)
def test_a_page_that_never_opens_its_body_is_read(start: str) -> None:
    found = html(f"{start}<meta name='date' content='2022-06-14'><article>{STORY}</article>")
    assert (found.title, found.published, found.warnings) == ("Dairy fined", DAY, ())
    assert found.text.startswith("Magistrates")


def test_the_text_of_a_list_has_no_bullets_of_ours() -> None:
    found = html(page(body=f"{STORY}<ul><li>Owen Pryce was fined £300.</li><li>Mair Pryce was cleared.</li></ul>"))
    assert "\n\nOwen Pryce was fined £300.\n\nMair Pryce was cleared." in found.text


@pytest.mark.parametrize(
    "source", ["<div>" * 5000 + "<p>Deep inside, a court fined a dairy.</p>", "<font><b>" * 3000 + "Deep inside, a court fined a dairy."]
)  # fmt: skip
def test_a_page_whose_tags_are_never_closed_is_read_and_said(source: str) -> None:
    found = html(source)
    assert found.text == "Deep inside, a court fined a dairy."
    assert found.warnings == (
        "the page has too many tags inside each other: all of its text was read, and no date from its head",
    )


@pytest.mark.parametrize(
    "piece", ["<div>", "<", "<a ", "<!--", "<![", "<script>", "<p>x", "</p>", "&", "<style>x</style>"]
)
def test_plain_reading_takes_time_in_step_with_the_length(piece: str) -> None:
    def seconds(times: int) -> float:
        begun = time.process_time()
        plain(piece * times)
        return time.process_time() - begun

    assert seconds(200_000) < 12 * max(seconds(50_000), 0.02)


@pytest.mark.parametrize(
    "piece", ["<tr><td>x</td></tr>", "<p>x", "<li><a href='/1'>Man jailed for arson</a></li>", "<div class='ad'>x"]
)
def test_a_page_of_many_parts_is_read_in_seconds(piece: str) -> None:
    begun = time.process_time()
    assert "whey" in html(f"<body>{STORY}<table>{piece * 12_000}").text
    assert time.process_time() - begun < 20


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>A dairy <b>was</b>\nfined.</p>It paid.<br>At once.", "A dairy was fined.\n\nIt paid.\n\nAt once."),
        ("<p>Before.</p><![foo bar><p>After.</p>", "Before.\n\nAfter."),
        ("<style>p {}</style><p title='a > b'>Fish &amp; whey</p>", "Fish & whey"),
        (f"<p>A dairy was fined.</p><p>Read more: <a href='/1'>{OTHER}</a></p>", "A dairy was fined."),
        ("", ""),
        ("no tags, 3 < 4", "no tags, 3 < 4"),
    ],
)
def test_a_piece_of_a_page_gives_all_of_its_text(source: str, expected: str) -> None:
    assert fragment(source) == expected
