"""How a server reads a request: request line, target, Host, message body length (RFC 9112 §2 to §7)."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Generator
from dataclasses import dataclass, field

from reference_impls.http.syntax import TOKEN, Field, Malformed, MessageReader, Part, matches, values
from reference_impls.sansio import Needs

# RFC 3986 Appendix A
PCHAR = rb"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})"
ABSOLUTE_PATH = rb"(?:/%b*)+" % PCHAR
QUERY = rb"(?:%b|[/?])*" % PCHAR
REG_NAME = rb"(?:[A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{2})+"
IP_FUTURE = rb"[vV][0-9A-Fa-f]+\.[A-Za-z0-9\-._~!$&'()*+,;=:]+"

MAX_HOST = 255
MAX_EMPTY_LINES = 4
CHUNKED = -1
SINGLETONS = (b"content-type", b"content-range", b"authorization")


class Refused(Exception):
    """A request is answered with this status, before it was read as a whole: the connection closes."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


@dataclass
class Request:
    """A request; names of fields are in lower case, all else is as received."""

    method: bytes
    target: bytes
    version: tuple[int, int] = (1, 1)
    path: bytes = b""
    query: bytes | None = None
    authority: bytes = b""
    fields: list[Field] = field(default_factory=list)
    content: bytes = b""

    def values(self, name: bytes) -> list[bytes]:
        """The values of all the lines of one field, in order."""
        return values(self.fields, name)


class RequestReader(MessageReader):
    """Reads requests; each method below ``read_`` is a decision that an RFC asks for."""

    begun = False
    """Whether a request has begun to arrive and is not complete."""

    to_head = False
    """Whether the request being read or answered is a HEAD, even one that is malformed."""

    def read_head(self) -> Generator[None, None, Request]:
        self.begun = self.to_head = False
        request = self.parse_request_line((yield from self.read_request_line()))
        request.fields = yield from self.read_fields(Part.FIELD_LINE)
        self.check_host(request)
        self.check_singletons(request)
        return request

    def read_request_line(self) -> Needs:
        for skipped in range(MAX_EMPTY_LINES + 1):
            octet = yield from self.peek()
            self.check_first_octet(octet)
            self.begun = octet not in b"\r\n"
            line = yield from self.read_line(Part.START_LINE)
            if line or not self.skips_empty_line(skipped):
                return line
        return b""

    def read_body(self, size: int) -> Needs:
        content = yield from (self.read_chunked() if size == CHUNKED else self.read_exactly(size))
        self.begun = False
        return content

    def arrived(self, octets: bytes, part: Part) -> None:
        if part is Part.START_LINE:
            self.to_head = octets.startswith(b"HEAD ")

    # request line

    def check_first_octet(self, octet: bytes) -> None:  # RFC 9112 §2.2: what cannot become a request is not waited for
        if octet not in b"\r\n" and not matches(TOKEN, octet):
            raise Malformed("not a request")

    def skips_empty_line(self, skipped: int) -> bool:  # RFC 9112 §2.2: one at least
        return skipped < MAX_EMPTY_LINES

    def parse_request_line(self, line: bytes) -> Request:  # RFC 9112 §3: single spaces, nothing before or after
        parts = line.split(b" ")
        if len(parts) != 3:
            raise Malformed("request line is not method SP request-target SP HTTP-version")
        request = Request(self.method(parts[0]), parts[1], self.version(parts[2]))
        self.parse_target(request)
        return request

    def method(self, octets: bytes) -> bytes:  # RFC 9112 §3.1: any token, case-sensitive
        if not matches(TOKEN, octets):
            raise Malformed("method is not a token")
        return octets

    def version(self, octets: bytes) -> tuple[int, int]:  # RFC 9112 §2.3
        if not matches(rb"HTTP/[0-9]\.[0-9]", octets):
            raise Malformed("malformed HTTP-version")
        version = int(octets[5:6]), int(octets[7:8])
        self.check_major_version(version[0])
        return version

    def check_major_version(self, major: int) -> None:  # RFC 9110 §15.6.6
        if major != 1:
            raise Refused(505, "this server speaks HTTP/1.1")

    # request-target

    def parse_target(self, request: Request) -> None:  # RFC 9112 §3.2
        if request.method == b"CONNECT":
            self.authority_form(request)
        elif request.target == b"*":
            self.asterisk_form(request)
        elif request.target.startswith(b"/"):
            self.origin_form(request)
        else:
            self.absolute_form(request)

    def authority_form(self, request: Request) -> None:  # RFC 9112 §3.2.3, RFC 9110 §9.3.6
        _, port = self.host_and_port(request.target)
        if not port.strip(b"0"):
            raise Malformed("CONNECT without a valid port")
        request.authority = request.target

    def asterisk_form(self, request: Request) -> None:  # RFC 9112 §3.2.4
        if request.method != b"OPTIONS":
            raise Malformed("* is for OPTIONS only")
        request.path = b"*"

    def origin_form(self, request: Request) -> None:  # RFC 9112 §3.2.1
        path, mark, query = request.target.partition(b"?")
        if not matches(ABSOLUTE_PATH, path) or not matches(QUERY, query):
            raise Malformed("request-target is not a path with an optional query")
        request.path, request.query = path, query if mark else None

    def absolute_form(self, request: Request) -> None:  # RFC 9112 §3.2.2: an absolute-URI; its authority beats Host
        found = re.fullmatch(rb"([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)(/[^?#]*)?(?:\?(.*))?", request.target, re.DOTALL)
        if not found:
            raise Malformed("request-target has none of the four forms")
        scheme, authority, path, query = found.groups()
        if not matches(rb"(?:%b)?" % ABSOLUTE_PATH, path or b"") or not matches(QUERY, query or b""):
            raise Malformed("request-target is not a URI")
        self.check_userinfo(authority)
        self.check_target_authority(authority)
        self.check_scheme(scheme)
        request.authority, request.path, request.query = authority, path or self.empty_path(request), query

    def check_scheme(self, scheme: bytes) -> None:  # RFC 9110 §7.4 and §4.2.3: https only over TLS
        if scheme.lower() != b"http":
            raise Refused(421, "this server has http resources only")

    def check_userinfo(self, authority: bytes) -> None:  # RFC 9110 §4.2.4
        if b"@" in authority:
            raise Malformed("userinfo in the request-target")

    def check_target_authority(self, authority: bytes) -> None:  # RFC 9110 §4.2.1
        self.host_and_port(authority)

    def empty_path(self, request: Request) -> bytes:  # RFC 9110 §4.2.3; RFC 9112 §3.2.4 for OPTIONS
        return b"*" if request.method == b"OPTIONS" and b"?" not in request.target else b"/"

    # Host

    def check_host(self, request: Request) -> None:  # RFC 9112 §3.2
        hosts = request.values(b"host")
        if len(hosts) > 1:
            raise Malformed("more than one Host")
        if not hosts and self.needs_host(request):
            raise Malformed("no Host")
        for host in hosts:
            self.check_host_value(host)
            request.authority = request.authority or host

    def needs_host(self, request: Request) -> bool:  # RFC 9112 §3.2: HTTP/1.1, and what is processed as such
        return request.version >= (1, 1)

    def check_host_value(self, host: bytes) -> None:  # RFC 9110 §7.2
        self.host_and_port(host)

    def host_and_port(self, authority: bytes) -> tuple[bytes, bytes]:  # RFC 3986 §3.2: uri-host [ ":" port ]
        found = re.fullmatch(rb"(\[[^\]]*\]|[^:\[\]]*)(?::(.*))?", authority, re.DOTALL)
        if not found:
            raise Malformed("malformed host")
        host, port = found[1], found[2] or b""
        self.check_host_name(host)
        self.check_port(port)
        return host, port

    def check_host_name(self, host: bytes) -> None:  # RFC 3986 §3.2.2; RFC 9110 §4.2.1: not empty
        valid = self.is_ip_literal(host[1:-1]) if host.startswith(b"[") else matches(REG_NAME, host)
        if not valid or len(host) > MAX_HOST:
            raise Malformed("malformed host")

    def is_ip_literal(self, octets: bytes) -> bool:  # RFC 3986 §3.2.2
        if not matches(rb"[0-9A-Fa-f:.]+", octets):
            return matches(IP_FUTURE, octets)
        try:
            return bool(ipaddress.IPv6Address(octets.decode()))
        except ValueError:
            return False

    def check_port(self, port: bytes) -> None:  # RFC 3986 §3.2.3: *DIGIT; and a port number has 16 bits
        if not matches(rb"0*[0-9]{0,5}", port) or int(port.lstrip(b"0") or b"0") > 65535:
            raise Malformed("malformed port")

    def check_singletons(self, request: Request) -> None:  # RFC 9110 §5.3
        if any(len(request.values(name)) > 1 for name in SINGLETONS):
            raise Malformed("a field that may appear once appears twice")

    # message body length

    def body_framing(self, request: Request) -> int:  # RFC 9112 §6.3
        """Octets of content to read, or CHUNKED."""
        lengths = request.values(b"content-length")
        if request.values(b"transfer-encoding"):
            self.transfer_encoding_with_length(lengths)
            self.transfer_encoding_by_version(request.version)
            return self.transfer_encoding(self.transfer_codings(request.fields))
        if not lengths:
            return 0
        size = self.content_length(lengths)
        self.check_content_size(size)
        return size

    def transfer_encoding_with_length(self, lengths: list[bytes]) -> None:  # RFC 9112 §6.1
        if lengths:
            raise Malformed("Transfer-Encoding and Content-Length")

    def transfer_encoding_by_version(self, version: tuple[int, int]) -> None:  # RFC 9112 §6.1
        if version < (1, 1):
            raise Malformed("Transfer-Encoding in HTTP/1.0")

    def transfer_encoding(self, codings: list[bytes]) -> int:  # RFC 9112 §6.1, §6.3
        if codings == [b"chunked"]:
            return CHUNKED
        if any(self.coding_name(coding) == b"chunked" for coding in codings[:-1]):
            raise Malformed("chunked is not the final transfer coding, or is applied twice")
        if self.coding_name(codings[-1]) == b"chunked" and codings[-1] != b"chunked":
            raise Malformed("chunked has no parameters")
        raise Refused(501, "unknown transfer coding")
