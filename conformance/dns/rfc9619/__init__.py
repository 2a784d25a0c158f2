"""RFC 9619: In the DNS, QDCOUNT Is (Usually) One."""

from conformance.model import Document

RFC9619 = Document(9619, "In the DNS, QDCOUNT Is (Usually) One", protocol="DNS")
