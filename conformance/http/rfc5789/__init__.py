"""RFC 5789: PATCH Method for HTTP."""

from conformance.model import Document

RFC5789 = Document(5789, "PATCH Method for HTTP", protocol="HTTP/1.1")
