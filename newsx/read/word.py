"""A Word file to the text that a reader sees in it: paragraphs, cells, text boxes, with tracked changes accepted."""

import io
from collections.abc import Iterator
from typing import Any

from newsx.errors import FAULTS, InputError
from newsx.read.draft import Draft
from newsx.read.sources import BROKEN
from newsx.read.zipped import bounded

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _TEXT, _BOX = f"{_W}p", f"{_W}t", f"{_W}txbxContent"
# What was deleted or moved away, and a text box told once more for older programs.
_GONE = frozenset(
    {f"{_W}del", f"{_W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def docx(data: bytes) -> Draft:
    """The paragraphs of a Word file, apart by an empty line. Raises InputError when it cannot be read."""
    try:
        from docx import Document
        from docx.opc.exceptions import OpcError
    except ImportError as error:
        raise InputError("a DOCX file needs the package python-docx: pip install 'newsx[docx]'") from error
    try:
        bounded(data)
        document = Document(io.BytesIO(data))
        blocks = [_text(paragraph).strip() for paragraph in _paragraphs(document.element.body)]
        title = document.core_properties.title
    except (OpcError, SyntaxError, *BROKEN, *FAULTS) as error:  # python-docx trusts what stands in the file
        raise InputError(f"cannot be read as DOCX: {error}") from error
    return Draft(text="\n\n".join(block for block in blocks if block), title=title or None)


def _paragraphs(part: Any) -> Iterator[Any]:
    """The paragraphs of a part in their order: also those in tables, text boxes and content controls, a cell once."""
    for child in part:
        if child.tag in _GONE:
            continue
        if child.tag == _PARAGRAPH:
            yield child
        yield from _paragraphs(child)


def _text(part: Any) -> str:
    """What a paragraph says, without the paragraphs of a text box that hangs on it."""
    if part.tag == _TEXT:
        return part.text or ""
    if part.tag in _GONE or part.tag == _BOX:
        return ""
    return _SIGNS.get(part.tag, "") or "".join(map(_text, part))
