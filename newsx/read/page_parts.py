"""A page without what is not its story: navigation, comments, lists of links and lines that lead to other stories."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from newsx import patterns
from newsx.read.tree import Element, drop, text_of

_STORY = 0.4  # a part with this share of the page's paragraphs holds the story, whatever it is called
_TAGS = frozenset({
    "nav", "aside", "footer", "form", "button", "select", "svg", "iframe", "figcaption", "script", "style", "noscript",
    "template", "dialog",
})  # fmt: skip
_CODE = frozenset({"script", "style"})
_KEPT = frozenset({"html", "body", "main", "article", "h1", "head"})
_LEAVES = ("p", "li", "h2", "h3", "h4", "h5", "h6", "div", "span", "strong", "section", "blockquote")
_PARTS_OF_LINES = ("span", "strong")
_INNER = frozenset({"p", "li", "ul", "ol", "div", "section", "article", "table", "h1", "h2", "h3", "blockquote"})
_LINKED = 0.9  # the share of a line's letters that are a link when it is nothing else
_HALF = 0.5  # and of what stands behind "Read more:"
_SHORT = 15  # characters of a link that is no headline
_WORDS = re.compile(r"[a-z]+|[A-Z][a-z]*")
_FEWEST = 2  # items of a list of links


def strip(root: Element, title: str | None = None) -> Element:
    """Take all this out of the page, in place. A linked line that is its own `title` stays."""
    for element in list(furniture(root)):
        drop(element)
    for element in list(_links(root, title)):
        drop(element)
    for element in root.iter(*_TAGS):
        element.tag = "div"  # it holds the story, and a reader of main texts goes by the tag
    return root


def furniture(root: Element) -> Iterator[Element]:
    """The parts of a page that are not its story by their tag or by what they are called."""
    paragraphs = [len(text_of(p)) for p in root.iter("p")]
    most = _STORY * sum(paragraphs)
    for element in root.iter():
        if (
            not isinstance(element.tag, str)
            or element.tag in _KEPT
            or not (element.tag in _TAGS or _is_called(element))
        ):
            continue
        if element.tag in _CODE or not _holds_story(element, most):
            yield element


def _is_called(element: Element) -> bool:
    words = _called(element.get("class") or "") | _called(element.get("id") or "") | _called(element.get("role") or "")
    return not words.isdisjoint(_names())


def _called(value: str) -> set[str]:
    """The words of the names of an element, and each two that follow each other.

    >>> sorted(_called("post-related readMore"))
    ['more', 'post', 'post related', 'read', 'read more', 'related']
    """
    found: set[str] = set()
    for name in value.split():
        words = [w.lower() for w in _WORDS.findall(name)]
        found.update(words)
        found.update(f"{a} {b}" for a, b in pairwise(words))
    return found


def _holds_story(element: Element, most: float) -> bool:
    if element.find(".//h1") is not None and element.tag not in ("nav", "footer", "button", "svg"):
        return True
    return most > 0 and sum(len(text_of(p)) for p in element.iter("p")) >= most


def _links(root: Element, title: str | None) -> Iterator[Element]:
    """Lists of links, lines that are nothing but one, and lines such as "Read more:" with one."""
    lists = [e for e in root.iter("ul", "ol") if _is_list_of_links(e)]
    for element in lists:
        yield from _heading_above(element)
        yield element
    lines = [e for e in root.iter(*_LEAVES) if not any(i.tag in _INNER for i in e.iterdescendants())]
    yield from (e for e in lines if _leads_away(e))
    bare = [e for e in lines if e.tag not in _PARTS_OF_LINES and _is_link(e) and text_of(e) != title]
    if sum(len(text_of(e)) for e in bare) < _STORY * len(text_of(root)):  # else the story itself is one link
        yield from bare


def _is_list_of_links(element: Element) -> bool:
    items = [e for e in element.iter("li") if text_of(e)]
    times = {e: sum(len(text_of(t)) for t in e.iter("time")) for e in items}
    linked = [e for e in items if _linked(e) and _linked(e) >= _LINKED * (len(text_of(e)) - times[e])]
    return len(items) >= _FEWEST and len(linked) == len(items)


def _heading_above(element: Element) -> Iterator[Element]:
    before = element.getprevious()
    if before is not None and text_of(before).casefold().strip(" :") in patterns.words("pages", "lead-away"):
        yield before


def _leads_away(element: Element) -> bool:
    """Whether a line is a label with a link behind it; in a paragraph of the story a link is only some of the words."""
    said = text_of(element)
    label, linked = _label().match(said), _linked(element)
    if not label or not linked:
        return False
    return linked >= (_HALF if label["sign"] else _LINKED) * (len(said) - label.end())


def _is_link(element: Element) -> bool:
    size = len(text_of(element))
    return size > _SHORT and _linked(element) >= _LINKED * size


def _linked(element: Element) -> int:
    """How many characters of an element are links."""
    return sum(len(text_of(a)) for a in element.iter("a") if a.get("href") is not None)


@cache
def _label() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(patterns.words("pages", "lead-away"), key=lambda w: (-len(w), w)))
    return re.compile(rf"\W*(?:{words})\b\s*(?P<sign>[:：|>»›→–—-]?)\s*", re.IGNORECASE)


@cache
def _names() -> frozenset[str]:
    return patterns.words("pages", "furniture")
