"""RFC 7830: The EDNS(0) Padding Option."""

from conformance.model import Document

RFC7830 = Document(7830, "The EDNS(0) Padding Option", protocol="DNS")
