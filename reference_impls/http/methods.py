"""Which methods a server implements, and which a resource allows (RFC 9110 §9)."""

from __future__ import annotations

from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.site import Resource

KNOWN = (b"GET", b"HEAD", b"POST", b"PUT", b"DELETE", b"OPTIONS", b"TRACE", b"PATCH")


class Methods:
    """Decides what may be done with a resource."""

    def implements(self, method: bytes) -> bool:  # RFC 9110 §9.1
        return method in KNOWN

    def allows(self, resource: Resource, method: bytes) -> bool:  # RFC 9110 §15.5.6
        return method in (*resource.methods, b"OPTIONS", b"TRACE")

    def allow(self, resource: Resource) -> bytes:  # RFC 9110 §10.2.1
        return b", ".join((*resource.methods, b"OPTIONS", b"TRACE"))

    def options_of(self, resource: Resource) -> Response:  # RFC 9110 §9.3.7; RFC 5789 §3.1
        patches = [(b"Accept-Patch", resource.patches)] if resource.patches else []
        return Response(204, [(b"Allow", self.allow(resource)), *patches])

    def options_of_server(self) -> Response:  # RFC 9110 §9.3.7: "OPTIONS *" is about the server as a whole
        return Response(204, [(b"Allow", b", ".join(KNOWN))])

    def partial_put(self, request: Request) -> bool:  # RFC 9110 §14.5: this server does not support it
        return request.method == b"PUT" and bool(request.values(b"content-range"))
