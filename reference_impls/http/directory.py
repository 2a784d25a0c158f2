"""Files on disk. This is the only module of the package that does I/O: it reads and writes files."""

from __future__ import annotations

from pathlib import Path

from reference_impls.http.files import File


class DirectoryFiles:
    """Files in a directory. No name leads to a file outside of it, not even through a symbolic link."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve(strict=True)

    def get(self, name: str) -> File | None:
        try:
            path = self.path(name)
            return File(path.read_bytes(), path.stat().st_mtime) if path.is_file() else None
        except OSError:
            return None

    def put(self, name: str, content: bytes, now: float) -> bool:
        path = self.path(name)
        created = not path.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return created

    def delete(self, name: str) -> None:
        self.path(name).unlink(missing_ok=True)

    def is_folder(self, name: str) -> bool:
        try:
            return self.path(name).is_dir()
        except OSError:
            return False

    def path(self, name: str) -> Path:
        try:
            path = self.resolve(self.root / name)
        except RuntimeError as loop:  # the symbolic links form a loop
            raise PermissionError(str(loop)) from loop
        if not self.is_inside(path):
            raise PermissionError(f"{name} is outside of the root")
        return path

    def resolve(self, path: Path) -> Path:
        """Follow symbolic links, so that the check looks at the place where they end."""
        return path.resolve()

    def is_inside(self, path: Path) -> bool:
        """Compare whole segments: ``root-secret`` begins with ``root`` but is not inside of it."""
        return path.is_relative_to(self.root)
