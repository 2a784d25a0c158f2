"""Mutants for RFC 9110 §7.6.1."""

from __future__ import annotations

from collections.abc import Generator, Iterable

from conformance.http.rfc9110.test_07_6_1_connection import (
    CASE_INSENSITIVE,
    LIST,
    MALFORMED_OPTION,
    WITHOUT_OPTION,
)
from reference_impls.http.persistence import Persistence
from reference_impls.http.request import Request
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import TOKEN, Field, matches, members, values
from tests.mutants import mutant


@mutant(CASE_INSENSITIVE)
class ComparesOptionsExactly(HttpServer):
    """Compares connection options without bringing them to lower case."""

    class persistence(Persistence):
        def options(self, fields: Iterable[Field]) -> set[bytes]:
            return set(members(values(fields, b"connection")))


@mutant(LIST)
class TakesTheFieldForOneOption(HttpServer):
    """Compares the whole value of Connection with the option."""

    class persistence(Persistence):
        def options(self, fields: Iterable[Field]) -> set[bytes]:
            return {b", ".join(values(fields, b"connection")).lower()}


@mutant(LIST)
class LooksAtTheLastMember(HttpServer):
    """Looks at the last member of Connection only."""

    class persistence(Persistence):
        def options(self, fields: Iterable[Field]) -> set[bytes]:
            return {option.lower() for option in members(values(fields, b"connection"))[-1:]}


@mutant(LIST)
class LooksAtTheFirstMember(HttpServer):
    """Looks at the first member of Connection only."""

    class persistence(Persistence):
        def options(self, fields: Iterable[Field]) -> set[bytes]:
            return {option.lower() for option in members(values(fields, b"connection"))[:1]}


@mutant(MALFORMED_OPTION)
class WaitsForAToken(HttpServer):
    """Stops answering at an option that is no token."""

    def read_head(self) -> Generator[None, None, Request]:
        request = yield from super().read_head()
        while not all(matches(TOKEN, option) for option in self._persistence.options(request.fields)):
            yield from self.read_some()
        return request


@mutant(WITHOUT_OPTION)
class TrustsUpgradeAlone(HttpServer):
    """Switches protocols without a look at Connection."""

    def upgrades(self, request: Request, protocol: bytes) -> bool:
        offered = [offer.lower() for offer in members(request.values(b"upgrade"))]
        return protocol in offered and request.version >= (1, 1)


@mutant(LIST)
class LooksAtFourOptions(HttpServer):
    """Looks for options among the first four members of Connection."""

    class persistence(Persistence):
        def options(self, fields: Iterable[Field]) -> set[bytes]:
            return {option.lower() for option in members(values(fields, b"connection"))[:4]}
