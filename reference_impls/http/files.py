"""Files, and where a server keeps them; this module keeps them in memory, ``directory`` keeps them on disk."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

TYPES = {"txt": b"text/plain", "html": b"text/html", "json": b"application/json"}


@dataclass(frozen=True)
class File:
    """The content of a file, and what is known about it; ``modified`` is in seconds since 1970."""

    content: bytes
    modified: float
    media_type: bytes = b"application/octet-stream"
    coding: bytes = b""
    language: bytes = b""


class Files(Protocol):
    """A file system. Names are relative and separated by slashes; ``Paths`` has checked them."""

    def get(self, name: str) -> File | None:
        """Return the file, or None if there is no such file."""

    def put(self, name: str, content: bytes, now: float) -> bool:
        """Store the content, and return whether the file is new. Raise OSError if it cannot be stored."""

    def delete(self, name: str) -> None:
        """Remove the file."""

    def is_folder(self, name: str) -> bool:
        """Return whether files exist whose names begin with this name and a slash."""


class MemoryFiles:
    """Files in memory."""

    def __init__(self, files: Mapping[str, File] | None = None) -> None:
        self.files = dict(files or {})

    def get(self, name: str) -> File | None:
        return self.files.get(name)

    def put(self, name: str, content: bytes, now: float) -> bool:
        created = name not in self.files
        self.files[name] = File(content, now)
        return created

    def delete(self, name: str) -> None:
        self.files.pop(name, None)

    def is_folder(self, name: str) -> bool:
        return any(known.startswith(name + "/") for known in self.files)


def entity_tag(file: File) -> bytes:
    """Return a strong validator: it is the same if and only if the content is the same (RFC 9110 §8.8.3)."""
    return b'"%b"' % hashlib.sha256(file.content).hexdigest()[:16].encode()


def with_type(name: str, file: File) -> File:
    """Return the file with the media type that belongs to the ending of its name."""
    return replace(file, media_type=TYPES.get(name.rpartition(".")[2], file.media_type))
