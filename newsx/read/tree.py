"""A page's markup to a tree, and what a part of the tree says."""

from typing import Any

Element = Any  # lxml brings no types


def tree(source: str) -> Element | None:
    """The page; None where there is nothing in it, or too many tags inside each other."""
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    data = source.replace("\0", "").encode("utf-8", "replace")
    try:
        root = document_fromstring(data, parser=HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True))
    except ParserError:
        return None
    return root if root.find("body") is not None and text_of(root.find("body")) else None


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
