"""Whether a connection stays open after a response (RFC 9112 §9)."""

from __future__ import annotations

from collections.abc import Iterable

from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.syntax import Field, connection_options


class Persistence:
    """Decides whether a connection closes after a response, and what the Connection field says about it."""

    def options(self, fields: Iterable[Field]) -> set[bytes]:  # RFC 9110 §7.6.1
        return connection_options(fields)

    def persists(self, request: Request) -> bool:  # RFC 9112 §9.3
        options = self.options(request.fields)
        if b"close" in options:
            return False
        return request.version >= (1, 1) or self.keeps_alive(options)

    def keeps_alive(self, options: set[bytes]) -> bool:  # RFC 9112 §9.3 and §C.2.2: an HTTP/1.0 client can ask for it
        return b"keep-alive" in options

    def persists_after_refusal(self, status: int) -> bool:
        # RFC 9112 §2.2, §6.3: the server does not know where the next request begins
        return False

    def stays_open(self, persists: bool) -> bool:  # RFC 9112 §9.6: close if and only if the response says "close"
        return persists

    def connection_field(self, request: Request, response: Response, persists: bool) -> list[Field]:
        options = [b"upgrade"] if any(name == b"Upgrade" for name, _ in response.fields) else []  # RFC 9110 §7.8
        if not persists:
            options.append(b"close")  # RFC 9112 §9.6
        elif request.version < (1, 1):
            options.append(b"keep-alive")  # RFC 9112 §C.2.2
        return [(b"Connection", b", ".join(options))] if options else []
