"""Markup to all of its text, tag by tag: for pieces of pages, and for pages in which no main text is found.

It keeps no stack of what is open, so that its time grows with the length alone, whatever is never closed.
"""

import re
from html import unescape

BLOCKS = frozenset({
    "p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt",
    "dd", "blockquote", "pre", "table", "tr", "td", "th", "br", "hr", "figure", "header", "footer", "aside", "nav",
    "body",
})  # fmt: skip
SKIPPED = frozenset({
    "script", "style", "noscript", "template", "nav", "aside", "footer", "form", "button", "select", "svg",
    "iframe", "figcaption", "head", "header",
})  # fmt: skip
_RAW = {
    name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")
}  # no tag in them but their own end
_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)|<[!?]")
_COMMENT = "<!--"
_SPACE = re.compile(r"\s+")


def plain(source: str, skipped: frozenset[str] = SKIPPED) -> str:
    """The text, blocks apart by an empty line, without what stands inside the tags to be skipped.

    >>> plain("<p>Before.</p><![foo bar><p>After &amp; <b>on</b>.<script>x < 1</script>")
    'Before.\\\\n\\\\nAfter & on.'
    """
    parts: list[str] = []
    open_: list[str] = []  # the skipped tag that is open, and those of its name inside it
    at = 0
    while at < len(source):
        start = _next(source, at, open_)
        if not open_:
            parts.append(unescape(source[at:start]))
        found = _TAG.match(source, start)
        if not found:
            parts.append(source[start : start + 1] * (not open_))
            at = start + 1
            continue
        at = _end(source, found)
        if found[2]:
            _pass(found, open_, parts, skipped)
    return joined("".join(parts))


def joined(text: str) -> str:
    """Blocks that NUL parts, with single spaces, apart by an empty line."""
    blocks = (_SPACE.sub(" ", block).strip() for block in text.split("\0"))
    return "\n\n".join(block for block in blocks if block)


def _next(source: str, at: int, open_: list[str]) -> int:
    """Where the next tag begins that counts; the end where there is none."""
    if open_ and open_[0] in _RAW:
        closing = _RAW[open_[0]].search(source, at)
        return closing.start() if closing else len(source)
    start = source.find("<", at)
    return start if start >= 0 else len(source)


def _end(source: str, found: re.Match[str]) -> int:
    """Where what begins with "<" ends."""
    if source.startswith(_COMMENT, found.start()):
        closing, size = source.find("-->", found.end()), 3
    else:
        closing, size = source.find(">", found.end()), 1
    return closing + size if closing >= 0 else len(source)


def _pass(tag: re.Match[str], open_: list[str], parts: list[str], skipped: frozenset[str]) -> None:
    """Go by one tag: count what is skipped, and part blocks."""
    ends, name = tag[1] == "/", tag[2].lower()
    if open_ and name == open_[0]:
        if ends:
            open_.pop()
        else:
            open_.append(name)
    elif not open_ and name in skipped and not ends:
        open_.append(name)
    if name in BLOCKS or name in skipped:
        parts.append("\0")
