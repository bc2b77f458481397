"""News to structured data: who, what, at which stage, how much and when, each with the text that it stands on."""

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsx.article import Article
    from newsx.extractor import Extractor, extract
    from newsx.records import Record

# onnxruntime keeps a device's number and a diary of its use, and sends them, unless this is set before it is loaded.
# Here, so that it holds in every process: a worker and an actor of a cluster import newsx first too.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

__version__ = "0.1.0"
__all__ = ["Article", "Extractor", "Record", "__version__", "extract"]

_HOMES = {
    "Article": "newsx.article",
    "Extractor": "newsx.extractor",
    "Record": "newsx.records",
    "extract": "newsx.extractor",
}


def __getattr__(name: str) -> Any:
    """Import the public names when they are first used: spaCy takes a second, `newsx --help` must not pay it."""
    if name not in _HOMES:
        raise AttributeError(f"module 'newsx' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
