"""Markdown to the plain text that a reader sees, with the metadata of its front matter."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsx.dates import Near
from newsx.published import first
from newsx.read.draft import Draft
from newsx.read.html import fragment

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"""^(\w++)[ \t]*+:[ \t]*+["']?(.*)$""", re.MULTILINE)
_DATES = ("published", "date", "publish_date", "pubdate")


def markdown(source: str) -> Draft:
    """Headings, links and emphasis lose their signs, blocks stand apart by an empty line."""
    front = _FRONT.match(source)
    fields = {k.lower(): _bare(v) for k, v in _FIELD.findall(front[1])} if front else {}
    blocks, heading = _blocks(source[front.end() :] if front else source)
    text, locale = "\n\n".join(blocks), fields.get("language") or fields.get("lang") or None
    published, warnings = first((fields.get(name) for name in _DATES), Near(locale, fields.get("url"), text))
    return Draft(
        text=text,
        id=fields.get("id") or None,
        title=fields.get("title") or heading,
        url=fields.get("url") or None,
        published=published,
        language=locale.replace("_", "-").split("-")[0].lower() if locale else None,
        locale=locale,
        warnings=warnings,
    )


def _bare(value: str) -> str:
    """A field's value without the quote and the spaces behind it."""
    value = value.rstrip(" \t")
    return value[:-1] if value.endswith(("'", '"')) else value


def _blocks(source: str) -> tuple[list[str], str | None]:
    """The text of each block, and the first top heading."""
    from markdown_it import MarkdownIt

    blocks: list[str] = []
    heading: str | None = None
    before = ""
    for token in MarkdownIt("commonmark").enable("table").parse(source):
        if token.type == "inline":
            text = _inline(token.children or ()).strip()
            heading = heading or (text if before == "h1" else None)
        else:
            text = _verbatim(token)
            before = token.tag
        if text:
            blocks.append(text)
    return blocks, heading


def _verbatim(token: "Token") -> str:
    if token.type == "html_block":
        return fragment(token.content)
    return token.content.strip("\n") if token.type in ("fence", "code_block") else ""


def _inline(tokens: Iterable["Token"]) -> str:
    parts = {"softbreak": " ", "hardbreak": "\n", "html_inline": "", "image": ""}
    return "".join(parts.get(token.type, token.content) for token in tokens)
