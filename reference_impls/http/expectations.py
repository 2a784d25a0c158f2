"""Expect: 100-continue, and expectations that the server does not know (RFC 9110 §10.1.1)."""

from __future__ import annotations

from reference_impls.http.request import Refused, Request
from reference_impls.http.syntax import members


class Expectations:
    """Decides what the server does about Expect before it reads the content."""

    def stated(self, request: Request) -> list[bytes]:  # case-insensitive
        return [expectation.lower() for expectation in members(request.values(b"expect"))]

    def check_expectation(self, request: Request) -> None:
        if request.version >= (1, 1) and any(stated != b"100-continue" for stated in self.stated(request)):
            raise Refused(417, "unknown expectation")

    def expects_continue(self, request: Request, size: int) -> bool:  # a request without content needs no 100
        return size != 0 and request.version >= (1, 1) and b"100-continue" in self.stated(request)
