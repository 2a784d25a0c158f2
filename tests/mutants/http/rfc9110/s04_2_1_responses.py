"""Mutants for RFC 9110 §4.2.1, §4.2.2 and §4.2.4, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_04_2_1_http_uri_scheme_responses import (
    NO_EMPTY_HTTP_HOST,
    NO_EMPTY_HTTPS_HOST,
    NO_USERINFO,
)
from reference_impls.http.response import Responses
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


class Pointing(HttpServer):
    """Writes another URI into Content-Location; ``responses.uri`` is what mutants replace."""

    class responses(Responses):
        uri = b"/fields"

        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(name, self.uri if name == b"Content-Location" else value)


@mutant(NO_EMPTY_HTTP_HOST)
class LeavesOutTheHost(Pointing):
    """Writes a URI for a host whose name it does not know."""

    class responses(Pointing.responses):
        uri = b"http:///fields"


@mutant(NO_EMPTY_HTTP_HOST)
class LeavesOnlyThePort(Pointing):
    """Writes the port of a host whose name it does not know."""

    class responses(Pointing.responses):
        uri = b"http://:80/fields"


@mutant(NO_EMPTY_HTTPS_HOST)
class LeavesOutTheHostOfHttps(Pointing):
    """Writes an https URI for a host whose name it does not know."""

    class responses(Pointing.responses):
        uri = b"https://"


@mutant(NO_USERINFO)
class TellsThePassword(Pointing):
    """Leaves user and password in a URI."""

    class responses(Pointing.responses):
        uri = b"http://user:password@localhost/fields"
