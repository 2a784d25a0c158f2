"""The document root that the cores of the tests serve."""

from __future__ import annotations

import functools
import os
import shutil
import tempfile
import threading
from pathlib import Path

from conformance.http.docroot import DocRoot, lay_out

Look = dict[str, tuple[int, int]]
WRITABLE = Path("root", "put")  # where servers are meant to write


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
    """The same, as if nobody had ever written into it.

    Most servers write where they are meant to and nowhere else. Emptying that folder takes 1 ms, writing the tree 10.
    """
    base = documents().base
    if _look(base) != _laid_out[base]:
        _empty(base / WRITABLE, _laid_out[base])
    if _look(base) != _laid_out[base]:
        remove_documents()
    return documents()


def remove_documents() -> None:
    """Remove the document root of this thread; the next one is laid out by what ``lay_out`` then does."""
    shutil.rmtree(documents().base)


def _empty(folder: Path, when_new: Look) -> None:
    """Remove all that the folder holds, if it is still there, and give it back the time of its last change."""
    if not folder.is_dir() or folder.is_symlink():
        return
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    changed = when_new[str(folder)][1]
    os.utime(folder, ns=(changed, changed))


def _look(base: Path) -> Look:
    """Size and time of change of every file and folder."""
    found = {str(base): base.lstat()}
    folders = [str(base)]
    for folder in folders:
        with os.scandir(folder) as entries:
            for entry in entries:
                found[entry.path] = entry.stat(follow_symlinks=False)
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
    return {name: (status.st_size, status.st_mtime_ns) for name, status in found.items()}
