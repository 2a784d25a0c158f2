"""Cookies by which a server knows clients again (RFC 7873, RFC 9018)."""

from __future__ import annotations

import hmac
import ipaddress

from reference_impls.dns.siphash import siphash

CLIENT_COOKIE, SERVER_COOKIE = 8, range(8, 33)
"""Octets of the two parts of a cookie (RFC 7873 section 4)."""

NEW = b"\x01\0\0\0"
"""Version and reserved octets of a cookie that is made (RFC 9018 sections 4.1 and 4.2)."""

VERSIONED = CLIENT_COOKIE + 16
"""Octets of a client's cookie and a server's of version 1 (RFC 9018 section 4.4)."""

PAST, FUTURE = 3600, 300
"""Seconds for which a cookie is valid (RFC 9018 section 4.3)."""


def is_cookie(cookie: bytes) -> bool:
    """Whether it is a client's cookie, alone or with a server's behind it (RFC 7873 section 5.2.2)."""
    rest = len(cookie) - CLIENT_COOKIE
    return rest == 0 or rest in SERVER_COOKIE


def new_cookie(of_client: bytes, client: bytes, secret: bytes, now: float) -> bytes:
    """A client's cookie and a fresh one of the server, which nobody else can make (RFC 7873 section 5.2.3)."""
    begin = of_client + NEW + (int(now) & 0xFFFFFFFF).to_bytes(4, "big")
    return begin + _hash(begin, client, secret)


def is_valid(cookie: bytes, client: bytes, secret: bytes, now: float) -> bool:
    """Whether the server made this cookie for this client, not too long ago. Reserved octets may have any value."""
    if len(cookie) != VERSIONED or cookie[CLIENT_COOKIE] != NEW[0]:
        return False
    begin, made = cookie[:-8], int.from_bytes(cookie[12:16], "big")
    age = (int(now) - made + 0x80000000 & 0xFFFFFFFF) - 0x80000000  # by serial number arithmetic (RFC 1982)
    return -FUTURE <= age <= PAST and hmac.compare_digest(cookie[-8:], _hash(begin, client, secret))


def _hash(begin: bytes, client: bytes, secret: bytes) -> bytes:
    """RFC 9018 section 4.4. Over a stream the core is not told who the client is."""
    address = ipaddress.ip_address(client.decode()).packed if client else b""
    return siphash(begin + address, secret)
