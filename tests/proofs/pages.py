"""A word of a page proves itself by the piece of a page that is left out for it, between two paragraphs of a story."""

from typing import Any

from newsx.read.headline import headline
from newsx.read.page_parts import strip
from newsx.read.tree import text_of, tree

STORY = "<p>A court in Leeds fined Harbour Bank £4m for hiding its losses from those who had lent it money.</p>"


def found(entry: dict[str, Any], piece: str) -> bool:
    """Whether nothing of the piece is left, and all of the story; or whether the piece, a first line, is no headline."""
    if entry["id"] == "no-headlines":
        return headline(f"{piece}\n\n{STORY}") is None
    root = tree(f"<body>{STORY}{piece}{STORY}</body>")
    assert root is not None
    return text_of(strip(root)).count("A court") == 2 and "arson" not in text_of(root)
