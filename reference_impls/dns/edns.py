"""Extension mechanisms (RFC 6891), with name server identifiers (RFC 5001) and cookies (RFC 7873)."""

from __future__ import annotations

import hmac
from collections.abc import Callable

from reference_impls.dns.codes import BADVERS, COOKIE, FORMERR, NOERROR, NSID
from reference_impls.dns.message import DO, Edns, Query

SIZE = 1232
"""Octets that the server takes, and sends at the most, in a datagram (RFC 9715 section 3.1)."""

LEAST = 512
"""A smaller size means this one (RFC 6891 section 6.2.3)."""

LARGEST = 65535
"""Octets of a message over TCP at the most."""

CLIENT_COOKIE, SERVER_COOKIE = 8, range(8, 33)
"""Octets of the two parts of a cookie (RFC 7873 section 4)."""

HOUR = 3600  # seconds


class EdnsPart:
    """What a server says of extension mechanisms."""

    version = 0

    def __init__(self, identity: bytes, secret: bytes, today: Callable[[], float]) -> None:
        self.identity, self.secret, self.today = identity, secret, today

    def error(self, query: Query) -> int:
        """The code for an OPT record that is not to be served; else NOERROR."""
        edns = query.edns
        if edns is None:
            return NOERROR
        if edns.version > self.version:  # RFC 6891 section 6.1.3
            return BADVERS
        return NOERROR if self.are_well_formed(edns) else FORMERR

    def are_well_formed(self, edns: Edns) -> bool:
        """Whether the options fit their lengths (RFC 6891 section 7), and a cookie has one (RFC 7873 section 5.2.2)."""
        cookie = edns.option(COOKIE)
        return edns.option(-1) is None and (cookie is None or self.is_cookie(cookie))

    def is_cookie(self, cookie: bytes) -> bool:
        """A client's cookie, alone or with a server's behind it."""
        rest = len(cookie) - CLIENT_COOKIE
        return rest == 0 or rest in SERVER_COOKIE

    def reply(self, query: Query) -> Edns | None:
        """What the reply says: nothing unless the query has an OPT record (RFC 6891 section 7)."""
        if query.edns is None:
            return None
        options = [] if query.edns.version > self.version else self.options(query, query.edns)
        return Edns(SIZE, self.version, self.flags(query.edns), options)

    def flags(self, edns: Edns) -> int:
        """Only DO is known, and is copied (RFC 3225 section 3)."""
        return edns.flags & DO

    def options(self, query: Query, edns: Edns) -> list[tuple[int, bytes]]:
        """An option is answered if it is known and was asked for; all others are ignored (RFC 6891 section 6.1.2)."""
        options = [(NSID, self.identity)] if edns.option(NSID) is not None else []
        cookie = edns.option(COOKIE)
        if cookie is not None and self.is_cookie(cookie):
            options.append((COOKIE, self.cookie(cookie[:CLIENT_COOKIE], query.client)))
        return options

    def cookie(self, of_client: bytes, client: bytes) -> bytes:
        """A client's cookie and a fresh one of the server, which nobody else can make (RFC 7873 section 5.2.3)."""
        version_and_time = b"\x01\x00\x00\x00" + (int(self.today()) & 0xFFFFFFFF).to_bytes(4, "big")
        digest = hmac.digest(self.secret, of_client + version_and_time + client, "sha256")
        return of_client + version_and_time + digest[:8]

    def limit(self, query: Query) -> int:
        """Octets that the reply may have."""
        if query.over_stream:
            return LARGEST
        return max(LEAST, min(query.edns.size, SIZE)) if query.edns else LEAST
