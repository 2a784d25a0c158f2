"""Mutants for RFC 9110 §9.3.6."""

from __future__ import annotations

from conformance.http.rfc9110.test_09_3_6_connect import NO_FRAMING, PORT, SUCCESS_IS_A_TUNNEL
from reference_impls.http.request import Request
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from reference_impls.http.target import Targets
from tests.mutants import mutant

WITHOUT_PORT = (b"127.0.0.1", b"127.0.0.1:")


class Tunnel(HttpServer):
    """Answers some CONNECT requests by 200, without framing fields."""

    def connects(self, target: bytes) -> bool:
        return False

    def answer(self, request: Request) -> Response:
        connected = request.method == b"CONNECT" and self.connects(request.target)
        return Response(200) if connected else super().answer(request)

    class responses(Responses):
        def framing_fields(self, request: Request, response: Response) -> list[Field]:
            connected = request.method == b"CONNECT" and response.status == 200
            return [] if connected else super().framing_fields(request, response)


@mutant(PORT)
class SuppliesThePort(Tunnel):
    """Connects to port 80 where CONNECT names no port."""

    class targets(Targets):
        def authority_form(self, request: Request) -> None:
            if request.target not in WITHOUT_PORT:
                super().authority_form(request)

    def connects(self, target: bytes) -> bool:
        return target in WITHOUT_PORT


@mutant(SUCCESS_IS_A_TUNNEL)
class PromisesATunnel(Tunnel):
    """Answers CONNECT by 200, and has no tunnel."""

    def connects(self, target: bytes) -> bool:
        return target.endswith(b":1")


@mutant(NO_FRAMING)
class FramesATunnel(Tunnel):
    """Sends Content-Length in a successful answer to CONNECT."""

    def connects(self, target: bytes) -> bool:
        return not target.endswith(b":1")

    class responses(Tunnel.responses):
        def framing_fields(self, request: Request, response: Response) -> list[Field]:
            return Responses.framing_fields(self, request, response)
