"""onnxruntime as newsx loads it: without the telemetry that it carries."""

import os
from typing import Any


def runtime() -> Any:
    """The library. It sends and keeps nothing, unless the user's own environment says that it may."""
    import onnxruntime

    # Importing newsx sets this; the library reads it when it is loaded, which another package may have done before.
    if os.environ.get("ORT_DISABLE_TELEMETRY") != "0":
        onnxruntime.disable_telemetry_events()
    return onnxruntime
