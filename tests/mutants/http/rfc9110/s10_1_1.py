"""Mutants for RFC 9110 §10.1.1."""

from __future__ import annotations

from conformance.http.rfc9110.test_10_1_1_expect import (
    AT_ONCE,
    CASE_INSENSITIVE,
    FINAL_AFTER_CONTINUE,
    FRAMING_STAYS,
    IGNORE_IN_1_0,
    MAY_OMIT,
    NO_CONTENT,
    NOT_AFTER_CONTENT,
    TELL_INTENTION,
    UNKNOWN,
)
from reference_impls.http.expectations import Expectations
from reference_impls.http.persistence import Persistence
from reference_impls.http.request import Refused, Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, members
from reference_impls.sansio import Wait
from tests.mutants import mutant

UNASKED = "it is the final response that is missing"


@mutant(AT_ONCE)
class NeverContinues(HttpServer):
    """Does not know 100-continue, and waits for the content."""

    class expectations(Expectations):
        def expects_continue(self, request: Request, size: int) -> bool:
            return False


@mutant(NOT_AFTER_CONTENT)
class ContinuesTooLate(HttpServer):
    """Sends the 100 when the first octets of the content have come."""

    def send_message(self, request: Request, response: Response) -> Wait:
        if response.status == 100:
            yield from self.peek()
        yield from super().send_message(request, response)


@mutant(FINAL_AFTER_CONTINUE)
class TakesContinueForTheAnswer(HttpServer):
    """Sends no final response where it has sent a 100."""

    class expectations(Expectations):
        continued = False

        def expects_continue(self, request: Request, size: int) -> bool:
            self.continued = super().expects_continue(request, size)
            return self.continued

    _expectations: expectations

    def respond(self, request: Request, response: Response, persists: bool) -> Wait:
        if not self._expectations.continued:
            yield from super().respond(request, response, persists)


@mutant(MAY_OMIT)
class DiscardsWhatCameTooEarly(HttpServer):
    """Throws away what came before it sent the 100."""

    def refuse_before_content(self, request: Request) -> None:
        self._in.clear()
        super().refuse_before_content(request)


@mutant(NO_CONTENT)
class WantsContent(HttpServer):
    """Refuses an expectation where there is no content to wait for."""

    class expectations(Expectations):
        def expects_continue(self, request: Request, size: int) -> bool:
            if size == 0 and b"100-continue" in self.stated(request):
                raise Refused(400, "there is nothing to continue with")
            return super().expects_continue(request, size)


@mutant(CASE_INSENSITIVE)
class ComparesExactly(HttpServer):
    """Compares the value of Expect octet by octet."""

    class expectations(Expectations):
        def stated(self, request: Request) -> list[bytes]:
            return members(request.values(b"expect"))


@mutant(UNKNOWN)
class RefusesInGeneral(HttpServer):
    """Answers 400 to an expectation that it does not know."""

    class expectations(Expectations):
        def check_expectation(self, request: Request) -> None:
            if any(known != b"100-continue" for known in self.stated(request)):
                raise Refused(400, "unknown expectation")


@mutant(IGNORE_IN_1_0)
class ContinuesHttp10(HttpServer):
    """Sends 100 to an HTTP/1.0 client."""

    class expectations(Expectations):
        def expects_continue(self, request: Request, size: int) -> bool:
            return size != 0 and b"100-continue" in self.stated(request)


@mutant(IGNORE_IN_1_0)
class RefusesHttp10(HttpServer):
    """Answers 417 to an HTTP/1.0 client that expects something."""

    class expectations(Expectations):
        def check_expectation(self, request: Request) -> None:
            if request.version < (1, 1) and self.stated(request):
                raise Refused(417, "HTTP/1.0 has no expectations")


class RefusesEarly(HttpServer):
    """Answers 417 to every expectation and closes, as the RFC permits."""

    class expectations(Expectations):
        def check_expectation(self, request: Request) -> None:
            if request.version >= (1, 1) and self.stated(request):
                raise Refused(417, "no expectation is met here")


@mutant(FRAMING_STAYS)
class TakesContentForARequest(RefusesEarly):
    """Refuses an expectation and takes the content that follows for the next request."""

    class persistence(Persistence):
        def persists_after_refusal(self, status: int) -> bool:
            return status == 417


@mutant(TELL_INTENTION)
class ClosesWithoutAWord(RefusesEarly):
    """Refuses an expectation and closes, but does not say so."""

    class persistence(Persistence):
        def connection_field(self, request: Request, response: Response, persists: bool) -> list[Field]:
            return super().connection_field(request, response, persists or response.status == 417)
