"""Extension mechanisms (RFC 6891): what a server says of identifiers, cookies, networks and idle connections."""

from __future__ import annotations

from collections.abc import Callable

from reference_impls.dns.codes import BADCOOKIE, BADVERS, COOKIE, ECS, FORMERR, KEEPALIVE, NOERROR, NSID
from reference_impls.dns.cookies import CLIENT_COOKIE, is_cookie, is_valid, new_cookie
from reference_impls.dns.message import DO, Edns, Query
from reference_impls.dns.stream import PATIENCE
from reference_impls.dns.subnet import for_all, is_subnet

SIZE = 1232
"""Octets that the server takes, and sends at the most, in a datagram (RFC 9715 section 3.1)."""

LEAST = 512
"""A smaller size means this one (RFC 6891 section 6.2.3)."""

LARGEST = 65535
"""Octets of a message over TCP at the most."""


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
        """Whether the options fit their lengths (RFC 6891 section 7), and those that are known are of their form."""
        cookie, subnet = edns.option(COOKIE), edns.option(ECS)
        if edns.option(-1) is not None:
            return False
        return (cookie is None or self.is_cookie(cookie)) and (subnet is None or self.is_subnet(subnet))

    def is_cookie(self, cookie: bytes) -> bool:
        """RFC 7873 section 5.2.2."""
        return is_cookie(cookie)

    def is_subnet(self, subnet: bytes) -> bool:
        """RFC 7871 section 7.2.1."""
        return is_subnet(subnet)

    def without_question(self, query: Query) -> int:
        """The code for a query that asks for a cookie, or whether its own is valid (RFC 7873 section 5.4)."""
        cookie = query.edns.option(COOKIE) if query.edns else None
        if cookie is None:
            return FORMERR
        if len(cookie) == CLIENT_COOKIE or is_valid(cookie, query.client, self.secret, self.today()):
            return NOERROR
        return BADCOOKIE

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
        cookie, subnet = edns.option(COOKIE), edns.option(ECS)
        if cookie is not None and self.is_cookie(cookie):
            options.append((COOKIE, self.cookie(cookie[:CLIENT_COOKIE], query.client)))
        if subnet is not None and self.is_subnet(subnet):
            options.append((ECS, self.subnet(subnet)))
        if edns.option(KEEPALIVE) is not None and query.over_stream:  # not by UDP (RFC 7828 section 3.3.1)
            options.append((KEEPALIVE, self.idle_time()))
        return options

    def cookie(self, of_client: bytes, client: bytes) -> bytes:
        """RFC 7873 section 5.2.3."""
        return new_cookie(of_client, client, self.secret, self.today())

    def subnet(self, subnet: bytes) -> bytes:
        """RFC 7871 section 7.2.1."""
        return for_all(subnet)

    def idle_time(self) -> bytes:
        """How long an idle connection stays, in tenths of a second (RFC 7828 section 3.3.2)."""
        return int(10 * PATIENCE).to_bytes(2, "big")

    def limit(self, query: Query) -> int:
        """Octets that the reply may have."""
        if query.over_stream:
            return LARGEST
        return max(LEAST, min(query.edns.size, SIZE)) if query.edns else LEAST
