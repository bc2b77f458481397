"""Records with their texts to the bytes of one page that needs nothing from elsewhere."""

import base64
import gzip
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from newsx import glance
from newsx.kept import Kept
from newsx.view.article import Page, article
from newsx.view.fields import fields
from newsx.view.folder import Folder, folder
from newsx.view.shown import link, shown
from newsx.write.rows import flat

_SCRIPTS = ("page.js", "select.js", "review.js", "folder.js")


def page(kept: Sequence[Kept]) -> str:
    """The page: that of the article where there is one, else the folder's, from which every article opens."""
    pages = [article(number, one) for number, one in enumerate(kept)]
    alone = len(pages) == 1
    packed = [pack(one, "" if alone else body(each)) for one, each in zip(kept, pages, strict=True)]
    table: Folder | None = None if alone else folder(pages)
    style, script = _style(), _script()
    return _templates().get_template("page.html").render(
        alone=body(pages[0]) if alone else None, title=pages[0].title if alone else f"{len(pages)} articles",
        folder=table, packed=packed, fields=fields(), style=Markup(style), script=Markup(script),
        style_hash=_hash(style), script_hash=_hash(script), stages=glance.STAGES.values(),
    )  # fmt: skip


def body(each: Page) -> Markup:
    """The inside of an article's page."""
    return Markup(_templates().get_template("article.html").render(page=each))


def pack(one: Kept, html: str) -> str:
    """What the script needs of an article, packed: it is unpacked when somebody opens or reviews the article."""
    content = {"record": one.record.model_dump(mode="json"), "text": one.text, "html": html}
    data = json.dumps(content, ensure_ascii=True, separators=(",", ":")).encode()
    return base64.b64encode(gzip.compress(data, compresslevel=6, mtime=0)).decode()


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("newsx.view"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    filters: dict[str, Any] = {
        "shown": shown, "plain": glance.plain, "link": link, "stage": glance.stage, "denied": glance.is_denied,
        "unsure": glance.unsure, "flat": flat,
    }  # fmt: skip
    environment.filters |= filters
    return environment


def _source(name: str) -> str:
    loader = _templates().loader
    assert loader is not None  # it was given one
    return loader.get_source(_templates(), name)[0]


@cache
def _style() -> str:
    return _source("page.css")


@cache
def _script() -> str:
    return "\n".join(_source(name) for name in _SCRIPTS)


def _hash(content: str) -> str:
    """What the page's own policy knows its style and script by: no other runs on it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
