"""Mutants for RFC 9110 §9.3.3."""

from __future__ import annotations

from conformance.http.rfc9110.test_09_3_3_post import CREATED, LOCATION, NOT_FOR_POST
from conformance.http.rfc9110.test_13_1_3_if_modified_since import READS_ONLY
from conformance.http.rfc9110.test_14_2_range import GET_ONLY
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.site import Resource
from tests.mutants import mutant

FOR_GET = (b"range", b"if-none-match", b"if-modified-since")


@mutant(NOT_FOR_POST, also={READS_ONLY: "it is answered 304", GET_ONLY: "it is answered 304"})
class AnswersPostAsGet(HttpServer):
    """Answers 304 to a POST with the conditions of a GET."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        for_get = request.method == b"POST" and any(request.values(name) for name in FOR_GET)
        return Response(304) if for_get else super().answer_from(resource, request)


@mutant(CREATED, also={LOCATION: "there is no 201"})
class DoesNotSayThatItCreated(HttpServer):
    """Answers 200 to a POST that has created a resource."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        response = super().answer_from(resource, request)
        created = request.method == b"POST" and response.status == 201
        return Response(200, response.fields[1:], response.content) if created else response


@mutant(LOCATION)
class LocatesSomethingElse(HttpServer):
    """Answers a POST by 201 with a Location where nothing is."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        response = super().answer_from(resource, request)
        if request.method == b"POST" and response.status == 201:
            response.fields[0] = (b"Location", response.fields[0][1] + b"-and-more")
        return response
