"""PDF and DOCX files to their text and metadata, by libraries that come as extras."""

import io
import logging
from zipfile import BadZipFile, ZipFile

from newsx.errors import InputError
from newsx.read.draft import Draft

# What a Word file may unpack to: pictures and all.
_LONGEST = 256 * 1024 * 1024


def pdf(data: bytes) -> Draft:
    """The text of a PDF, pages apart by an empty line. Raises InputError when it cannot be read."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise InputError("a PDF needs the package pypdf: pip install 'newsx[pdf]'") from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong comes as the error, in one line
    try:
        reader = PdfReader(io.BytesIO(data))
        pages = [page.extract_text() for page in reader.pages]
        known = reader.metadata
    except (PyPdfError, ValueError, KeyError) as error:
        raise InputError(f"cannot be read as PDF: {error}") from error
    # The creation date of the file is when it was typeset, not when the article appeared: it is not used.
    return Draft(text="\n\n".join(page.strip() for page in pages), title=(known and known.title) or None)


def docx(data: bytes) -> Draft:
    """The paragraphs of a Word file, apart by an empty line. Raises InputError when it cannot be read."""
    try:
        from docx import Document
        from docx.opc.exceptions import OpcError
    except ImportError as error:
        raise InputError("a DOCX file needs the package python-docx: pip install 'newsx[docx]'") from error
    try:
        _bounded(data)
        document = Document(io.BytesIO(data))
    except (OpcError, BadZipFile, SyntaxError, ValueError, KeyError, OSError) as error:
        raise InputError(f"cannot be read as DOCX: {error}") from error
    blocks = (paragraph.text.strip() for paragraph in document.paragraphs)
    return Draft(
        text="\n\n".join(block for block in blocks if block),
        title=document.core_properties.title or None,
    )


def _bounded(data: bytes) -> None:
    with ZipFile(io.BytesIO(data)) as parts:
        size = sum(part.file_size for part in parts.infolist())
    if size > _LONGEST:
        raise ValueError(f"it unpacks to {size // 2**20} MiB")
