"""RFC 7578: Returning Values from Forms: multipart/form-data."""

from conformance.model import Document

RFC7578 = Document(7578, "Returning Values from Forms: multipart/form-data", protocol="HTTP/1.1")
