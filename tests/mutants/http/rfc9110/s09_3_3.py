"""Mutants for RFC 9110 §9.3.3."""

from __future__ import annotations

from conformance.http.rfc9110.test_09_3_3_post import CREATED, LOCATION, NOT_FOR_POST
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.site import Resource
from tests.mutants import mutant


@mutant(NOT_FOR_POST)
class AnswersPostAsGet(HttpServer):
    """Answers 304 to a POST with If-None-Match, whatever its tag."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        for_get = request.method == b"POST" and bool(request.values(b"if-none-match"))
        return Response(304) if for_get else super().answer_from(resource, request)


@mutant(CREATED)
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
