"""For the cases on files: what the target answers, compared with the document root that it serves."""

from __future__ import annotations

import os
from pathlib import Path

from conformance.http.docroot import NAME, DocRoot
from conformance.http.peer import Http
from conformance.http.wire import Answer, Response, Silent
from conformance.model import inconclusive, inconclusive_unless, not_applicable

OPTION = "--docroot DIR (or {docroot} in --launch)"


class Documents:
    """Asks the target for paths, each on a connection of its own, and knows the files that it serves."""

    def __init__(self, http: Http) -> None:
        """Not applicable without ``--docroot``; inconclusive if the target does not serve its ``file.txt``."""
        base = http.attempt.target.materials.get(NAME)
        if not base:
            not_applicable("needs a document root whose files are known", OPTION)
        self.http, self.tree = http, DocRoot(Path(base))
        answer = self.get(b"/file.txt")
        inconclusive_unless(not isinstance(answer, Silent), "a plain GET was not answered")
        if not self.is_file(answer, "file.txt"):
            inconclusive("/file.txt is not the file.txt of --docroot")

    def require_links(self) -> None:
        """End the case as not applicable where the document root has no symbolic links."""
        if not self.tree.has_links:
            not_applicable("the document root has no symbolic links: the system did not let them be made")

    def require_file(self, name: str) -> None:
        """End the case as not applicable where the document root has no file of that name."""
        if not self.tree.has(name):
            not_applicable(f"the document root has no {name}: the system cannot have files of such names")

    def get(self, path: bytes, before: bytes = b"", host: bytes = b"{host}") -> Answer:
        """Return the answer to a GET; ``before`` is put before the path, such as a scheme and an authority."""
        self.http, answer = get_on_new_connection(self.http, before + path, host)
        return answer

    def send(self, octets: bytes) -> Answer:
        """Return the answer to a complete request that asks for a close."""
        self.http = self.http.reconnect()
        return self.http.answer(octets)

    @property
    def outside(self) -> bytes:
        """The path from the top of the file system to the folder around the root, without the first slash."""
        return os.fsencode(self.tree.base).lstrip(b"/") + b"/"

    def is_file(self, answer: Answer, name: str) -> bool:
        """Whether the answer is that complete file."""
        return answer.status == 200 and answer.content == self.tree.content(name)

    def leaked(self, answer: Answer) -> bool:
        """Whether the answer contains the secret text of the files outside of the root; inconclusive after silence."""
        return self.tree.secret in octets_of(answer)


def get_on_new_connection(http: Http, target: bytes, host: bytes = b"{host}") -> tuple[Http, Answer]:
    """Send GET on a new connection; return that connection, and the answer."""
    http = http.reconnect()
    return http, http.answer(b"GET " + target + b" HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n")


def octets_of(answer: Answer) -> bytes:
    """Return every octet of an answer, HTTP or not; inconclusive if none came and the connection is open."""
    inconclusive_unless(not isinstance(answer, Silent), "there was no answer")
    if isinstance(answer, Response):
        return answer.head + answer.content
    return getattr(answer, "partial", b"")


def encoded(name: str) -> bytes:
    """Return a file name as a path segment: everything but letters and digits is percent-encoded."""
    octets = os.fsencode(name)
    return b"".join(bytes([octet]) if bytes([octet]).isalnum() else b"%%%02X" % octet for octet in octets)
