"""Cookies of a server, for the cases of RFC 7873."""

from __future__ import annotations

from collections.abc import Sequence

from conformance.dns.codes import COOKIE
from conformance.dns.message import Message
from conformance.dns.peer import Dns
from conformance.dns.usual import CLIENT_COOKIE, require_option
from conformance.dns.wire import Edns
from conformance.model import not_applicable

CLIENT = len(CLIENT_COOKIE)
WHOLE = range(16, 41)  # octets of a client's cookie and a server's
FORM_HOME = "rfc7873/5.2.3/cookie-in-reply"  # the requirement that reports cookies of another form


def cookie_in(reply: Message) -> bytes | None:
    """The first cookie of a reply."""
    return next((data for code, data in reply.options if code == COOKIE), None)


def with_cookies(*cookies: bytes, version: int = 0) -> Edns:
    """An OPT record with cookies."""
    return Edns(version=version, options=[(COOKIE, cookie) for cookie in cookies])


def is_whole(cookie: bytes | None, client: bytes = CLIENT_COOKIE) -> bool:
    """Whether it is the client's cookie and one of the server."""
    return cookie is not None and len(cookie) in WHOLE and cookie.startswith(client)


def require_cookies(dns: Dns, client: bytes = CLIENT_COOKIE) -> bytes:
    """A whole cookie from the server; ends the case as not applicable where it has none."""
    cookie = require_option(dns, COOKIE, client, "COOKIE")
    if not is_whole(cookie, client):
        not_applicable(f"the server's cookie is not of its form, which {FORM_HOME} reports")
    return cookie


def all_of(replies: Sequence[Message]) -> list[bytes | None]:
    """The cookie of each reply that came."""
    return [cookie_in(reply) for reply in replies if reply]
