"""Which resource a request is about: the four forms of the request-target, and Host (RFC 9112 §3.2, RFC 3986 §3.2)."""

from __future__ import annotations

import ipaddress
import re

from reference_impls.http.request import Refused, Request
from reference_impls.http.syntax import Malformed, matches

# RFC 3986 Appendix A
PCHAR = rb"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})"
ABSOLUTE_PATH = rb"(?:/%b*)+" % PCHAR
QUERY = rb"(?:%b|[/?])*" % PCHAR
REG_NAME = rb"(?:[A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{2})+"
IP_FUTURE = rb"[vV][0-9A-Fa-f]+\.[A-Za-z0-9\-._~!$&'()*+,;=:]+"

MAX_HOST = 255


class Targets:
    """Decides what request-target and Host must be, and fills in ``path``, ``query`` and ``authority`` of a request."""

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

    def absolute_form(self, request: Request) -> None:  # RFC 9112 §3.2.2: its authority has precedence over Host
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

    def needs_host(self, request: Request) -> bool:  # RFC 9112 §3.2: from HTTP/1.1 on
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

    def check_port(self, port: bytes) -> None:  # RFC 3986 §3.2.3: *DIGIT; TCP ports have 16 bits
        if not matches(rb"0*[0-9]{0,5}", port) or int(port.lstrip(b"0") or b"0") > 65535:
            raise Malformed("malformed port")
