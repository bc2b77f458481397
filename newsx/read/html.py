"""HTML to the main text and its metadata: by trafilatura where it is installed, else by a small reader of our own."""

import json
import re
from html.parser import HTMLParser
from typing import Any

from newsx.read.day import day
from newsx.read.draft import Draft

_BLOCKS = (
    "p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt",
    "dd", "blockquote", "pre", "table", "tr", "td", "th", "br", "hr", "figure",
)  # fmt: skip
_SKIPPED = (
    "script", "style", "noscript", "template", "nav", "aside", "footer", "form", "button", "select", "svg",
    "iframe", "figcaption", "head", "header",
)  # fmt: skip
_VOID = (
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
)  # fmt: skip
_DATES = (
    "article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date",
    "dc.date", "dc.date.issued", "dcterms.created", "parsely-pub-date", "sailthru.date", "json:datepublished", "time",
)  # fmt: skip
_TITLES = ("og:title", "json:headline", "h1", "title")
_SPACE = re.compile(r"\s+")


def html(source: str) -> Draft:
    """The main text, blocks apart by an empty line, and what the page's head says of it."""
    page = _Page()
    page.feed(source)
    page.close()
    known = page.known
    return Draft(
        text=_by_library(source) or page.text(),
        title=next((known[name].strip() for name in _TITLES if known.get(name)), None),
        url=known.get("canonical") or known.get("og:url"),
        published=next((d for name in _DATES if (d := day(known.get(name)))), None),
        language=known.get("lang"),
    )


def _by_library(source: str) -> str | None:
    try:
        from trafilatura import extract
    except ImportError:
        return None
    text = extract(source, include_comments=False, include_tables=False)
    # It ends a paragraph with one line end; newsx parts blocks by an empty line.
    return re.sub(r"\n+", "\n\n", text) if isinstance(text, str) else None


class _Page(HTMLParser):
    """Collects the text of the page's body, that of its <article> or <main> apart, and its metadata."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.known: dict[str, str] = {}
        self._open: list[str] = []
        self._body: list[str] = []
        self._main: list[str] = []
        self._said: set[str] = set()  # headings that are complete: only the first of each counts

    def text(self) -> str:
        """The text of the <article> or <main>, or of the whole body where there is none."""
        return _joined(self._main) or _joined(self._body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self._note(tag, named)
        if tag in _BLOCKS:
            self._break()
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._break()
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag in self.known:
            self._said.add(tag)

    def handle_data(self, data: str) -> None:
        if not self._open:
            self._body.append(data)
            return
        for tag in ("title", "h1"):
            if tag in self._open and tag not in self._said:
                self.known[tag] = _SPACE.sub(" ", self.known.get(tag, "") + data).lstrip()
        if self._open[-1] == "script" and self.known.get("json") == "open":
            self._read_json(data)
        if not any(tag in self._open for tag in _SKIPPED):
            self._body.append(data)
            if "article" in self._open or "main" in self._open:
                self._main.append(data)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """A stray "<![x" is a comment, as browsers take it; Python's parser would stop there."""
        return self.parse_bogus_comment(i, report)

    def _break(self) -> None:
        self._body.append("\0")
        self._main.append("\0")

    def _note(self, tag: str, named: dict[str, str]) -> None:
        self.known["json"] = "open" if named.get("type") == "application/ld+json" else ""
        if tag == "html" and named.get("lang"):
            self.known["lang"] = named["lang"].split("-")[0].lower()
        if tag == "meta":
            name = named.get("property") or named.get("name") or named.get("itemprop") or ""
            self.known.setdefault(name.lower(), named.get("content", ""))
        if tag == "link" and named.get("rel") == "canonical":
            self.known.setdefault("canonical", named.get("href", ""))
        if tag == "time" and named.get("datetime"):
            self.known.setdefault("time", named["datetime"])

    def _read_json(self, data: str) -> None:
        try:
            content = json.loads(data)
            found = {name: _first(content, name) for name in ("datePublished", "headline")}
        except (ValueError, RecursionError):
            return
        for name, value in found.items():
            if value:
                self.known.setdefault(f"json:{name.lower()}", value)


def _first(content: Any, name: str) -> str | None:
    """The first string under that name in a JSON-LD value: an object, a list of them, or its @graph."""
    if isinstance(content, list):
        return next((v for c in content if (v := _first(c, name))), None)
    if not isinstance(content, dict):
        return None
    value = content.get(name)
    return value if isinstance(value, str) else _first(content.get("@graph"), name)


def _joined(parts: list[str]) -> str:
    blocks = (_SPACE.sub(" ", block).strip() for block in "".join(parts).split("\0"))
    return "\n\n".join(block for block in blocks if block)
