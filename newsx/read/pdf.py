"""A PDF to its text and metadata, by a library that comes as an extra."""

import io
import logging

from newsx.errors import FAULTS, InputError
from newsx.read.draft import Draft


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
