"""RFC 7766: DNS Transport over TCP - Implementation Requirements."""

from conformance.model import Document

RFC7766 = Document(7766, "DNS Transport over TCP - Implementation Requirements", protocol="DNS")
