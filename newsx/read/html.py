"""HTML to the main text, which trafilatura chooses, and to what the page says of itself."""

import re
from copy import deepcopy

from newsx.dates import Near
from newsx.published import first
from newsx.read import page_data, page_dates, page_parts
from newsx.read.draft import Draft
from newsx.read.plain import plain
from newsx.read.tree import Element, tree

_WHOLE = "no main text was found in the page: all of its text was read"
_DEEP = "the page has too many tags inside each other: all of its text was read, and no date from its head"
_MOST = 3000  # tags of a page: its second opinions on a short text take the square of their number
_BULLET = re.compile(r"^- ", re.MULTILINE)


def html(source: str, url: str | None = None) -> Draft:
    """The main text, blocks apart by an empty line, and what the page's head says of it."""
    root = tree(source)
    if root is None:
        return Draft(text=plain(source), url=url, warnings=(_DEEP,) if source.count("<") > 1 else ())
    known = page_data.read(root, url)
    story = page_parts.strip(deepcopy(root), known.title)
    text = _main(story)
    near = Near(known.locale, known.url, page_dates.around(root, story))
    published, warnings = first(page_dates.stated(root, known), near)
    return Draft(
        text=text or _all(story),
        title=known.title,
        url=known.url,
        published=published or page_dates.by_library(story, near),
        language=known.locale.replace("_", "-").split("-")[0].lower() if known.locale else None,
        locale=known.locale,
        warnings=warnings if text else (*warnings, _WHOLE),
    )


def fragment(source: str) -> str:
    """All text of a piece of a page, which whoever cut it out has chosen, without lines that lead to other stories."""
    root = tree(source)
    return plain(source) if root is None else _all(page_parts.strip(root))


def _main(story: Element) -> str | None:
    from trafilatura import extract

    size = sum(1 for _ in story.iter())
    text = extract(deepcopy(story), include_comments=False, include_tables=False, fast=size > _MOST)
    # It ends a paragraph with one line end, where newsx has an empty line, and puts a bullet before an item.
    return re.sub(r"\n+", "\n\n", _BULLET.sub("", text)) if isinstance(text, str) else None


def _all(story: Element) -> str:
    from lxml.html import tostring

    for element in story.iter():
        element.attrib.clear()  # a ">" in one would end its tag
    return plain(tostring(story, encoding="unicode"), frozenset({"head", "script", "style", "noscript", "template"}))
