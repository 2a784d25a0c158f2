"""Mutants for RFC 5789 §2, §2.2 and §3.1."""

from __future__ import annotations

from conformance.http.rfc5789.test_02_the_patch_method import (
    ACCEPT_PATCH_IN_415,
    ACCEPT_PATCH_IN_OPTIONS,
    ATOMIC,
    MALFORMED,
)
from reference_impls.http.methods import Methods
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.site import Resource
from tests.mutants import mutant


@mutant(ATOMIC)
class StoresBeforeItLooks(HttpServer):
    """Stores a trace of a patch that it refuses."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        response = super().answer_from(resource, request)
        if request.method == b"PATCH" and response.status >= 400 and resource.patches:
            self.site.put(request.path[1:].decode(), b"%x" % id(response), self.clock())
        return response


@mutant(ACCEPT_PATCH_IN_415)
class DoesNotSayWhatItTakes(HttpServer):
    """Sends a 415 to PATCH without Accept-Patch."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        response = super().answer_from(resource, request)
        if response.status == 415:
            response.fields = [field for field in response.fields if field[0] != b"Accept-Patch"]
        return response


@mutant(MALFORMED)
class CallsItAConflict(HttpServer):
    """Answers 409 to a patch document that is malformed."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        response = super().answer_from(resource, request)
        return self.error(409, "conflict") if request.method == b"PATCH" and response.status == 400 else response


@mutant(ACCEPT_PATCH_IN_OPTIONS)
class TellsNoPatches(HttpServer):
    """Answers OPTIONS without Accept-Patch."""

    class methods(Methods):
        def options_of(self, resource: Resource) -> Response:
            return Response(204, super().options_of(resource).fields[:1])
