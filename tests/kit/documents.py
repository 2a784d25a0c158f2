"""The document root that the cores of the tests serve."""

from __future__ import annotations

import functools
import shutil
import tempfile
import threading
from pathlib import Path

from conformance.http.docroot import DocRoot, lay_out

Look = dict[str, tuple[int, int]]


@functools.cache
def _scratch(thread: threading.Thread) -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="docroot-")


_laid_out: dict[Path, Look] = {}  # what each document root looked like when it was new


def documents() -> DocRoot:
    """The document root that every core made in this thread serves; ``judge`` lays it out anew."""
    base = Path(_scratch(threading.current_thread()).name).resolve() / "base"
    if not base.exists():
        lay_out(base)
        _laid_out[base] = _look(base)
    return DocRoot(base)


def documents_anew() -> DocRoot:
    """The same, as if nobody had ever written into it."""
    base = documents().base
    if _look(base) != _laid_out[base]:
        remove_documents()
    return documents()


def remove_documents() -> None:
    """Remove the document root of this thread; the next one is laid out by what ``lay_out`` then does."""
    shutil.rmtree(documents().base)


def _look(base: Path) -> Look:
    """Size and time of change of every file and folder."""
    found = {str(path): path.lstat() for path in (base, *base.rglob("*"))}
    return {name: (status.st_size, status.st_mtime_ns) for name, status in found.items()}
