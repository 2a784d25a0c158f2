"""Which file the path of a URI names, and which paths name none (RFC 3986 §2.4, §7.3; RFC 9110 §17.3)."""

from __future__ import annotations

from urllib.parse import unquote_to_bytes

INDEX = b"index.html"
ALIAS = b"/files/"


class Paths:
    """Maps paths to the names of files, which are relative and have slashes between their segments."""

    def file_name(self, path: bytes) -> str | None:
        """Return the name of the file at an absolute path, or None if no file can have it."""
        segments = [self.decode(segment) for segment in self.split(self.behind_alias(path))]
        if not all(self.may_name(segment) for segment in segments):
            return None
        return b"/".join(segments).decode("utf-8", "surrogateescape")

    def behind_alias(self, path: bytes) -> bytes:
        """Remove the alias, under which all files have a second path. It ends with a slash: /files../x is not /../x."""
        return path[len(ALIAS) - 1 :] if path.startswith(ALIAS) else path

    def split(self, path: bytes) -> list[bytes]:  # RFC 3986 §7.3: split before decoding
        return (path + INDEX if path.endswith(b"/") else path).split(b"/")[1:]

    def decode(self, segment: bytes) -> bytes:  # RFC 3986 §2.4: decode once
        return unquote_to_bytes(segment)

    def may_name(self, segment: bytes) -> bool:  # RFC 9110 §17.3: what the file system treats specially
        return bool(segment) and not self.is_hidden(segment) and not any(octet in segment for octet in b"/\\\0")

    def is_hidden(self, segment: bytes) -> bool:
        """Return whether the name begins with a dot, as hidden files do, and as '.' and '..' do."""
        return segment.startswith(b".") and segment != b".well-known"
