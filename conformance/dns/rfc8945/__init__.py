"""RFC 8945: Secret Key Transaction Authentication for DNS (TSIG)."""

from conformance.model import Document

RFC8945 = Document(8945, "Secret Key Transaction Authentication for DNS (TSIG)", protocol="DNS")
