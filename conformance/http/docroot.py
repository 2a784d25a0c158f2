"""A document root whose every octet is known, with secret files beside it that must never be served.

``lay_out`` writes it, ``DocRoot`` reads it. A target serves the folder ``root``. Every file outside of it holds a
random text, which proves a leak when it appears in an answer. What the system cannot have is left out: Windows has no
``?`` in names, and symbolic links only for users who may make them.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from conformance.harness.case.material import BadMaterial
from conformance.harness.net.clock import SYSTEM_CLOCK

NAME = "docroot"  # of the material, its placeholder, its option and its subcommand
ROOT = "root"
DEPTH = 8  # folders called ``deep``, each in the one before
VICTIMS = 16  # files outside of the root that a DELETE may aim at, one each

NAMES = ("file.txt", "A.txt", "%41.txt", ".hidden", "a", "café.txt", "100%.txt", "a b.txt")
RESERVED = tuple(f"a{character}b.txt" for character in "#?;&=+:@,$!'()*[]")  # RFC 3986 §2.2, the slash left out
FOLDERS = ("folder", "my folder", "what?", "100%", "café")  # each with an index and a file
LINKS = {"link.txt": "../secret.txt", "linked": "../root-secret"}  # name -> where it points, outside
OUTSIDE = ("secret.txt", "root-secret/secret.txt")
LARGE = 256 * 1024  # octets of big.txt
NO_SUCH_NAME = (errno.EINVAL, errno.EILSEQ)  # a character that Windows, or the file system, does not allow
FUTURE = "future.txt"  # the system says that it was changed ten years from now
AHEAD = 10 * 365 * 86400  # seconds
AGE = 86400  # seconds: a file that has just changed has no strong Last-Modified (RFC 9110 §8.8.2.2)


def lay_out(base: Path) -> None:
    """Write the tree into a folder that is empty or does not exist; raises ``BadMaterial``."""
    try:
        base.mkdir(parents=True, exist_ok=True)
        if any(base.iterdir()):
            raise BadMaterial(f"{base}: not empty")
        _write(base)
    except OSError as error:
        raise BadMaterial(f"{base}: {error.strerror}") from error


def _write(base: Path) -> None:
    root, changed = base / ROOT, SYSTEM_CLOCK.today() - AGE
    for path, text in {**_inside(root), **_outside(base)}.items():
        if _can_write(path, text):
            os.utime(path, (changed, changed))
    os.utime(root / FUTURE, (changed, changed + AHEAD))
    (root / "put").mkdir()
    for name, where in LINKS.items():
        with contextlib.suppress(OSError, NotImplementedError):  # cases ask ``has_links``
            (root / name).symlink_to(where)


def _can_write(path: Path, text: bytes) -> bool:
    """Write the file; whether the system can have one of that name.

    On Windows, a colon in a name does not fail: it names a stream of the file that is named before it.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
    except OSError as error:
        if error.errno not in NO_SUCH_NAME:
            raise
        return False
    return True


def _inside(root: Path) -> dict[Path, bytes]:
    names = [*NAMES, FUTURE, *RESERVED, "deep/" * DEPTH + "file.txt", *(f"{folder}/file.txt" for folder in FOLDERS)]
    files = {root / name: b"%s %s\n" % (secrets.token_hex(16).encode(), name.encode()) * 4 for name in names}
    for name in ("index.html", *(f"{folder}/index.html" for folder in FOLDERS)):
        files[root / name] = b"<!DOCTYPE html>\n<title>%s</title>\n" % secrets.token_hex(16).encode()
    return {**files, root / "big.txt": b"".join(b"%015d\n" % line for line in range(LARGE // 16))}


def _outside(base: Path) -> dict[Path, bytes]:
    secret = b"secret " + secrets.token_hex(16).encode()
    names = [*OUTSIDE, *(f"victims/{number}.txt" for number in range(VICTIMS))]
    return {base / name: secret + b" in " + name.encode() + b"\n" for name in names}


@dataclass(frozen=True)
class DocRoot:
    """A tree that ``lay_out`` made; this class only reads it."""

    base: Path

    @classmethod
    def at(cls, text: str) -> DocRoot:
        """Raises ``BadMaterial`` where there is none."""
        found = cls(Path(text).absolute())
        try:
            found.content("file.txt")
            found.secret  # noqa: B018 (it is read)
        except OSError as error:
            raise BadMaterial(f"{text}: no document root ({error.strerror}: {error.filename})") from error
        return found

    @property
    def root(self) -> Path:
        """The folder that the target serves."""
        return self.base / ROOT

    @cached_property
    def secret(self) -> bytes:
        """The random text that every file outside of the root holds, and no file inside."""
        return b" ".join((self.base / OUTSIDE[0]).read_bytes().split()[:2])

    @property
    def has_links(self) -> bool:
        """Whether the system let the symbolic links be made that lead out of the root."""
        return all((self.root / name).is_symlink() for name in LINKS)

    def has(self, name: str) -> bool:
        """Whether there is a file of that name below the root: the system may not be able to have one."""
        return (self.root / name).is_file()

    def content(self, name: str) -> bytes:
        """Return the octets of the file of that name below the root."""
        return (self.root / name).read_bytes()

    def outside(self, name: str) -> list[Path]:
        """Return the files of that name in the tree that are not below the root: beside it, or one folder away."""
        folders = [path for path in self.base.iterdir() if path.is_dir() and path != self.root]
        return [path for folder in (self.base, *folders) for path in folder.glob(name)]
