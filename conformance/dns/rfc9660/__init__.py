"""RFC 9660: The DNS Zone Version (ZONEVERSION) Option."""

from conformance.model import Document

RFC9660 = Document(9660, "The DNS Zone Version (ZONEVERSION) Option", protocol="DNS")
