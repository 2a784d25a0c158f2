"""RFC 8297: An HTTP Status Code for Indicating Hints."""

from conformance.model import Document

RFC8297 = Document(8297, "An HTTP Status Code for Indicating Hints", protocol="HTTP/1.1")
