"""RFC 1123: Requirements for Internet Hosts - Application and Support."""

from conformance.model import Document

RFC1123 = Document(1123, "Requirements for Internet Hosts - Application and Support", protocol="DNS")
