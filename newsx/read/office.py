"""PDF and DOCX files to their text and metadata, by libraries that come as extras."""

import io
import logging
from zipfile import ZipFile

from newsx.errors import FAULTS, InputError
from newsx.read.draft import Draft
from newsx.read.sources import BROKEN

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
        title = known and known.title
    except (PyPdfError, *FAULTS) as error:  # pypdf trusts what stands in the file
        raise InputError(f"cannot be read as PDF: {error}") from error
    # The creation date of the file is when it was typeset, not when the article appeared: it is not used.
    return Draft(text="\n\n".join(page.strip() for page in pages), title=str(title) if title else None)


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
        blocks = [paragraph.text.strip() for paragraph in document.paragraphs]
        title = document.core_properties.title
    except (OpcError, SyntaxError, *BROKEN, *FAULTS) as error:  # python-docx trusts what stands in the file
        raise InputError(f"cannot be read as DOCX: {error}") from error
    return Draft(text="\n\n".join(block for block in blocks if block), title=title or None)


def _bounded(data: bytes) -> None:
    with ZipFile(io.BytesIO(data)) as parts:
        size = sum(part.file_size for part in parts.infolist())
    if size > _LONGEST:
        raise ValueError(f"it unpacks to {size // 2**20} MiB")
