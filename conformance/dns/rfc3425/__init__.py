"""RFC 3425: Obsoleting IQUERY."""

from conformance.model import Document

RFC3425 = Document(3425, "Obsoleting IQUERY", protocol="DNS")
