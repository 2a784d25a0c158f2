"""The document root that the cores of the tests serve."""

from __future__ import annotations

import functools
import shutil
import tempfile
import threading
from pathlib import Path

from conformance.harness.targets.docroot import DocRoot, lay_out


@functools.cache
def _scratch(thread: threading.Thread) -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="docroot-")


def documents() -> DocRoot:
    """The document root that every core made in this thread serves; ``judge`` lays it out anew."""
    base = Path(_scratch(threading.current_thread()).name).resolve() / "base"
    if not base.exists():
        lay_out(base)
    return DocRoot(base)


def documents_anew() -> DocRoot:
    """The same, as if nobody had ever written into it."""
    base = documents().base
    shutil.rmtree(base)
    lay_out(base)
    return DocRoot(base)
