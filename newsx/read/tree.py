"""A page's markup to a tree, and what a part of the tree says."""

from typing import Any

Element = Any  # lxml brings no types
_IN_HEAD = frozenset({"title", "meta", "link", "script", "style", "base", "noscript", "template", "object"})


def tree(source: str) -> Element | None:
    """The page; None where there is nothing in it, or too many tags inside each other."""
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    data = source.replace("\0", "").encode("utf-8", "replace")
    try:
        root = document_fromstring(data, parser=HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True))
    except ParserError:
        return None
    return root if text_of(_body(root)) else None


def _body(root: Element) -> Element:
    """The page's body, with what lxml leaves in the head of a page that never opens one: it knows no <article>."""
    body, head = root.find("body"), root.find("head")
    if body is None:
        body = root.makeelement("body")
        root.append(body)
    strays = (
        [child for child in head if isinstance(child.tag, str) and child.tag not in _IN_HEAD]
        if head is not None
        else []
    )
    for place, child in enumerate(strays):
        body.insert(place, child)
    return body


def text_of(element: Element) -> str:
    """All text inside an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def drop(element: Element) -> None:
    """Take an element out of the page; what stands behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    before, tail = element.getprevious(), f" {element.tail}" if element.tail and element.tail.strip() else ""
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
