"""A JSON object to an article, under the field names of newsx, trafilatura, newspaper4k, news-please and IPTC ninjs."""

from collections.abc import Mapping
from typing import Any

from newsx.dates import Near
from newsx.errors import InputError
from newsx.published import first
from newsx.read.draft import Draft
from newsx.read.html import fragment

_TEXTS = (
    "text", "maintext", "body_text", "bodyText", "raw_text", "articleBody", "article_text", "full_text",
    "content", "body",
)  # fmt: skip
TEXTS = frozenset(_TEXTS)
_LISTS = ("articles", "items", "results", "entries", "documents", "docs", "data")
_MARKUP = ("body_xhtml", "body_html", "bodyXhtml", "bodyHtml")
_TITLES = ("title", "headline", "name")
_DATES = (
    "published", "date", "date_publish", "publish_date", "published_at", "publishedAt", "date_published",
    "published_date", "publication_date", "datePublished", "webPublicationDate", "pubDate", "pub_date",
    "firstcreated", "firstCreated", "versioncreated", "versionCreated",
)  # fmt: skip
_URLS = ("url", "canonical_link", "source", "uri")
_IDS = ("id", "uri", "guid")
_LANGUAGES = ("language", "meta_lang", "lang")
_WITHDRAWN = ("canceled", "cancelled", "withheld")


def draft(content: Any) -> Draft:
    """The article in a JSON object. Raises InputError (without the path) when it holds none."""
    if not isinstance(content, Mapping):
        raise InputError("not an article: a JSON object with `text` is needed")
    if is_record(content):
        raise InputError("a record made by newsx, not an article")
    if content.get("pubstatus") in _WITHDRAWN:
        raise InputError(f"its publisher marks it {content['pubstatus']}")
    text, language, url = _text(content), _first(content, _LANGUAGES), _url(content)
    published, warnings = first((content.get(name) for name in _DATES), Near(language, url, text))
    return Draft(
        text=text,
        id=_first(content, _IDS),
        title=_first(content, _TITLES) or _role(content.get("headlines")),
        url=url,
        published=published,
        language=language.replace("_", "-").split("-")[0].lower() if language else None,
        locale=language,
        warnings=warnings,
    )


def listed(content: Any) -> list[Any] | None:
    """The articles of an object that is only their wrapping: {"articles": [...]}."""
    if not isinstance(content, Mapping) or is_record(content) or any(isinstance(content.get(n), str) for n in _TEXTS):
        return None
    return next((c for name in _LISTS if isinstance(c := content.get(name), list)), None)


def known_names() -> dict[str, str]:
    """The fields that an article may have, by their letters and figures alone, in small letters."""
    names = (*_TEXTS, *_MARKUP, *_TITLES, *_DATES, *_URLS, *_IDS, *_LANGUAGES)
    return {"".join(c for c in name.lower() if c.isalnum()): name for name in reversed(names)}


def is_record(content: Any) -> bool:
    """Whether this is what newsx writes: it lies beside the articles in many a folder."""
    return isinstance(content, Mapping) and "schema_version" in content and "source" in content


def _text(content: Mapping[str, Any]) -> str:
    for name in _TEXTS:
        if isinstance(content.get(name), str) and content[name].strip():
            return str(content[name])
    for name in _MARKUP:
        if isinstance(content.get(name), str):
            return fragment(content[name])
    if body := _body(content.get("bodies")):
        return body
    raise InputError("an article without `text`")


def _body(bodies: Any) -> str | None:
    """The main text in a ninjs `bodies` list, plain text first."""
    items = [b for b in _list(bodies) if isinstance(b, Mapping) and isinstance(b.get("value"), str)]
    for item in sorted(items, key=lambda b: "html" in _kind(b)):
        return fragment(item["value"]) if "html" in _kind(item) else str(item["value"])
    return None


def _kind(body: Mapping[str, Any]) -> str:
    return str(body.get("contenttype") or body.get("contentType") or "text/plain")


def _url(content: Mapping[str, Any]) -> str | None:
    found = (content.get(name) for name in _URLS)
    return next((u for u in found if isinstance(u, str) and u.startswith(("http:", "https:"))), None)


def _role(headlines: Any) -> str | None:
    """The main of ninjs `headlines`, else the first."""
    items = [h for h in _list(headlines) if isinstance(h, Mapping) and isinstance(h.get("value"), str)]
    items.sort(key=lambda h: h.get("role") != "main")
    return items[0]["value"] if items else None


def _list(value: Any) -> list[Any]:
    """The value where it is a list: a stranger may have put anything there."""
    return value if isinstance(value, list) else []


def _first(content: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = content.get(name)
        if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
            return str(value)
    return None
