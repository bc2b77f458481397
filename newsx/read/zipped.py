"""An office file, which is a zip archive, to whether its unpacked parts fit into the memory."""

import io
from zipfile import ZipFile

# What such a file may unpack to: pictures and all.
_LONGEST = 256 * 1024 * 1024


def bounded(data: bytes) -> None:
    """Raise ValueError when the file would fill the memory."""
    with ZipFile(io.BytesIO(data)) as parts:
        size = sum(part.file_size for part in parts.infolist())
    if size > _LONGEST:
        raise ValueError(f"it unpacks to {size // 2**20} MiB")
