"""RFC 7828: The edns-tcp-keepalive EDNS0 Option."""

from conformance.model import Document

RFC7828 = Document(7828, "The edns-tcp-keepalive EDNS0 Option", protocol="DNS")
