"""A page to what states when its story was published, the most certain first; other dates of the page never count."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date

from newsx import dates
from newsx.dates import Near, head_lines
from newsx.read import page_parts
from newsx.read.page_data import Known
from newsx.read.tree import Element, drop, text_of

_METAS = (
    "article:published_time", "article:published", "og:published_time", "og:article:published_time", "datepublished",
    "date_published", "pubdate", "pub_date", "publishdate", "publish-date", "publish_date", "publication_date",
    "dc.date.issued", "dcterms.issued", "dc.date", "dc.date.created", "dcterms.date", "dcterms.created", "date",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "bt:pubdate", "rnews:datepublished",
    "originalpublicationdate", "article_date_original", "article.published", "citation_publication_date",
    "citation_date", "displaydate", "ptime", "timestamp",
)  # fmt: skip
_LINE = 80  # characters of a line that holds a date and no sentence
_TIMES = 20  # so many times at most above the first sentences of a story
_HEADLINES = ("title", "h1", "h2", "h3")
_OF_STORIES = ("", "datecreated", "datemodified", "dateposted", "date")  # what a <time> may be of; else of an event


def stated(root: Element, known: Known) -> Iterator[object]:
    """What the page states of its publication, as it is written there."""
    yield from (a.get("datePublished") for a in known.articles())
    yield from (known.metas.get(name) for name in _METAS)
    aside = set(page_parts.furniture(root))
    marked = [e for e in root.iter() if isinstance(e.tag, str) and not _lies_in(e, aside)]
    yield from (_value(e) for e in marked if _is_marked(e))
    yield from _times(root, [e for e in marked if e.tag == "time" and not _is_marked(e)])
    yield from (t.get("datePublished") for t in known.pages())


def around(root: Element, story: Element) -> str:
    """What else may show how a date of figures is meant: the dates of the page's head, and the story."""
    head = (e.get("content") or "" for e in root.iter("meta"))
    times = (e.get("datetime") or "" for e in story.iter("time"))
    return "\n".join((*(v for v in (*head, *times) if len(v) < _LINE), text_of(story)))


def by_library(story: Element, near: Near) -> date | None:
    """The date that htmldate finds in the page's address, or in lines that are no sentences; None where it guesses."""
    from htmldate import find_date

    page = _dates_only(deepcopy(story))
    if found := dates.header("\n".join(_lines(page)), near):
        return found[0]
    said = find_date(
        page, extensive_search=False, original_date=True, url=near.url, min_date="1990-01-01", max_date="2100-12-31"
    )
    day = date.fromisoformat(said) if said else None
    return None if day is None or _is_doubtful(day, text_of(page), near) else day


def _is_marked(element: Element) -> bool:
    names = (element.get("itemprop") or "").lower().split()
    return "datepublished" in names or element.get("pubdate") is not None


def _value(element: Element) -> str:
    return element.get("datetime") or element.get("content") or text_of(element)


def _times(root: Element, times: list[Element]) -> Iterator[str]:
    """The times in the head of the story, those of changes last: around its headline and above its first sentences."""
    if not times:
        return
    story, headline = _story(root)
    places = {e: n for n, e in enumerate(root.iter())}
    begin = places[story if headline is None else headline]
    end = next((places[p] for p in story.iter("p") if places[p] > begin and len(text_of(p)) > _LINE), len(places))
    inside = [e for e in times if places[e] < end and story in e.iterancestors()][:_TIMES]
    alone = [e for e in inside if _stands_alone(e, headline)]
    in_head = [e for e in alone if places[e] > begin or headline in _around(e, 2)]
    yield from (_value(e) for e in sorted(in_head, key=_is_change))


def _story(root: Element) -> tuple[Element, Element | None]:
    """The part of a page that holds its story, and the headline in it."""
    headline = next((e for e in root.iter("h1")), None)
    if headline is not None:
        return next(headline.iterancestors("article", "main", "body", "html")), headline
    return next((e for name in ("article", "main", "body") for e in root.iter(name)), root), None


def _around(element: Element, levels: int) -> Iterator[Element]:
    """What stands in the next parents of an element."""
    for over, _ in zip(element.iterancestors(), range(levels), strict=False):
        yield from over.iter()


def _stands_alone(time: Element, headline: Element | None) -> bool:
    """Whether a time is not in a sentence, a link, a list, or a box that leads to another story or names an event."""
    if (time.get("itemprop") or "").lower() not in _OF_STORIES or _said_before(time).endswith(":"):
        return _is_labelled(time)
    lines = list(time.iterancestors("p", "li", "a", "td", *_HEADLINES))
    if any(e.tag in ("li", "a") for e in lines) or any(len(text_of(e)) > _LINE for e in lines):
        return False
    boxes = [e for e in time.iterancestors("div", "section", "article") if headline not in e.iter()][:3]
    return not any(h.find(".//a") is not None for box in boxes for h in box.iter("h2", "h3", "h4"))


def _is_labelled(time: Element) -> bool:
    """Whether the words before a time say that it is that of the publication."""
    return head_lines.is_label(_said_before(time))


def _is_change(time: Element) -> bool:
    words = f"{time.get('class') or ''} {time.get('itemprop') or ''}".lower()
    return head_lines.is_change(_said_before(time)) or "updated" in words or "modified" in words


def _said_before(time: Element) -> str:
    """The words right before a time."""
    before = time.getprevious()
    said = (before.tail or text_of(before)) if before is not None else (time.getparent().text or "")
    return " ".join(said.split())


def _lies_in(element: Element, parts: set[Element]) -> bool:
    return element in parts or any(over in parts for over in element.iterancestors())


def _dates_only(page: Element) -> Element:
    """The page without sentences, headlines and what its head and its times say: these were read already."""
    for element in list(page.iter("script", "meta", "link", "time", "img", *_HEADLINES)):
        drop(element)
    for element in list(page.iter("p", "li", "div", "section", "td", "blockquote", "pre")):
        own = "".join((element.text or "", *(child.tail or "" for child in element)))
        if len(" ".join(own.split())) > _LINE or (element.tag in ("p", "li") and len(text_of(element)) > _LINE):
            drop(element) if element.tag in ("p", "li") else _silence(element)
    return page


def _silence(element: Element) -> None:
    element.text = None
    for child in element:
        child.tail = None


def _lines(page: Element) -> Iterator[str]:
    """The lines of a page, for what reads the heads of texts."""
    for element in page.iter():
        own = " ".join((element.text or "").split()) if isinstance(element.tag, str) else ""
        inner = list(element.iter()) if own else []
        if own:
            yield text_of(element) if len(inner) < 4 else own
        if tail := " ".join((element.tail or "").split()):
            yield tail


def _is_doubtful(day: date, text: str, near: Near) -> bool:
    """Whether the library took a date of figures that has two readings, without anything that decides."""
    return any(
        {day.day, day.month} == {int(a), int(b)} and int(year) == day.year and dates.stated(whole, near) != day
        for whole, a, b, year in head_lines.triples(text)
    )
