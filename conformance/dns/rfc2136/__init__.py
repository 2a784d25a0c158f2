"""RFC 2136: Dynamic Updates in the Domain Name System (DNS UPDATE)."""

from conformance.model import Document

RFC2136 = Document(2136, "Dynamic Updates in the Domain Name System (DNS UPDATE)", protocol="DNS")
