"""A page's head to what it says of itself: meta tags, links and JSON-LD, that of the article before all others."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from newsx.read.tree import Element, text_of

_LOCALES = ("og:locale", "content-language", "dc.language", "language")
_POSTINGS = frozenset({"BlogPosting", "LiveBlogPosting", "SocialMediaPosting", "DiscussionForumPosting", "Report"})
_PAGES = frozenset({"WebPage", "ItemPage", ""})
_WRAPPED = re.compile(r"\A\s*(?:<!--|/[/*]?<!\[CDATA\[[*/]*)|(?:-->|/?[/*]*\]\]>[*/]*)\s*\Z")
Thing = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """What the head says: metas under their names in small letters, and the things that its JSON-LD describes."""

    metas: dict[str, str]
    things: tuple[Thing, ...]
    titles: tuple[str, ...]
    url: str | None
    locale: str | None

    @property
    def title(self) -> str | None:
        """The headline: as the page gives it to others, as its JSON-LD does, as it stands on the page."""
        said = (self.metas.get("og:title"), *(a.get("headline") for a in self.articles()[:1]), *self.titles)
        return next((title for s in said if isinstance(s, str) and (title := " ".join(s.split()))), None)

    def articles(self) -> list[Thing]:
        """The JSON-LD of articles, that of this page first: its headline is the page's, or its address."""
        found = [t for t in self.things if any(k.endswith("Article") or k in _POSTINGS for k in kinds(t))]
        return sorted(found, key=lambda t: not self._is_this(t))

    def pages(self) -> list[Thing]:
        """The JSON-LD of the page around the article, and of what does not say what it is."""
        return [t for t in self.things if not _PAGES.isdisjoint(kinds(t) or ("",))]

    def _is_this(self, thing: Thing) -> bool:
        about = thing.get("mainEntityOfPage")
        about = about.get("@id") if isinstance(about, dict) else about
        if self.url and self.url in (thing.get("url"), thing.get("@id"), about):
            return True
        said = thing.get("headline")
        return isinstance(said, str) and " ".join(said.split()) in (*self.titles, self.metas.get("og:title"))


def read(root: Element, url: str | None = None) -> Known:
    """What the head of a page says; its address is `url` where that is known."""
    metas = _metas(root)
    things = tuple(thing for script in root.iter("script") for thing in _things(script))
    titles = tuple(title for name in ("h1", "title") for e in root.iter(name) if (title := text_of(e)))
    return Known(metas, things, titles, url or _address(root) or metas.get("og:url") or None, _locale(root, metas))


def kinds(thing: Thing) -> tuple[str, ...]:
    """What a thing says that it is."""
    said = thing.get("@type")
    return tuple(k for k in (said if isinstance(said, list) else [said]) if isinstance(k, str))


def _metas(root: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        if meta.get("content"):
            found.setdefault(name.strip().lower(), meta.get("content").strip())
    return found


def _address(root: Element) -> str | None:
    links = (e.get("href") for e in root.iter("link") if "canonical" in (e.get("rel") or "").lower().split())
    return next((str(href) for href in links if href), None)


def _locale(root: Element, metas: dict[str, str]) -> str | None:
    """The language and, where anything says it, its country: "en-GB"."""
    said = [root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("xml:lang")]
    tags: list[str] = [s.strip().replace("_", "-") for s in (*said, *map(metas.get, _LOCALES)) if s and s.strip()]
    if not tags:
        return None
    return next((t for t in tags if "-" in t and t[:2].lower() == tags[0][:2].lower()), tags[0])


def _things(script: Element) -> Iterator[Thing]:
    if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
        return
    try:
        found = tuple(_inside(json.loads(_WRAPPED.sub("", script.text or ""), strict=False)))
    except (ValueError, RecursionError):
        return
    yield from found


def _inside(content: Any) -> Iterator[Thing]:
    """The things of JSON-LD: in a list, a @graph, or what a page is mainly about; not those that it only links to."""
    if isinstance(content, list):
        for part in content:
            yield from _inside(part)
    elif isinstance(content, dict):
        yield content
        for name in ("@graph", "mainEntity"):
            yield from _inside(content.get(name))
