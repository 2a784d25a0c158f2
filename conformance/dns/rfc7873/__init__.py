"""RFC 7873: Domain Name System (DNS) Cookies."""

from conformance.model import Document

RFC7873 = Document(7873, "Domain Name System (DNS) Cookies", protocol="DNS")
