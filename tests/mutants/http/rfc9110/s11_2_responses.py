"""Mutants for RFC 9110 §11.2, §11.3, §11.5 and §5.6.3, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_11_2_authentication_parameters_responses import (
    GRAMMAR,
    NO_BAD_WHITESPACE,
    ONCE,
    REALM_IN_QUOTES,
)
from reference_impls.http.response import Responses
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


class Challenging(HttpServer):
    """Sends another challenge; ``responses.challenge`` is what mutants replace."""

    class responses(Responses):
        challenge = b'Basic realm="reference"'

        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(name, self.challenge if name == b"WWW-Authenticate" else value)


@mutant(GRAMMAR)
class SeparatesParametersBySpaces(Challenging):
    """Leaves out the comma between the parameters of a challenge."""

    class responses(Challenging.responses):
        challenge = b'Basic realm="reference" charset="UTF-8"'


@mutant(GRAMMAR)
class ChallengesWithText(Challenging):
    """Writes a text with spaces where the parameters of a challenge belong."""

    class responses(Challenging.responses):
        challenge = b"Basic please log in"


@mutant(ONCE)
class NamesTheRealmTwice(Challenging):
    """Adds its default realm to a challenge that has one."""

    class responses(Challenging.responses):
        challenge = b'Basic realm="reference", Realm="default"'


@mutant(REALM_IN_QUOTES)
class DoesNotQuoteTheRealm(Challenging):
    """Writes the realm as a token."""

    class responses(Challenging.responses):
        challenge = b"Basic realm=reference"


@mutant(NO_BAD_WHITESPACE)
class SpacesAroundEqualsSigns(Challenging):
    """Writes spaces around the equals sign of a parameter."""

    class responses(Challenging.responses):
        challenge = b'Basic realm = "reference"'
