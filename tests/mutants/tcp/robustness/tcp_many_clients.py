"""Mutants for clients side by side."""

from __future__ import annotations

from conformance.tcp.robustness.test_tcp_many_clients import NO_ONE_BLOCKS, SERVES_MANY
from reference_impls.sansio import Wait
from reference_impls.services.echo import EchoOverTcp
from tests.mutants import mutant
from tests.mutants.tcp import Sharing

MUCH = 64 * 1024  # octets


class Counting(Sharing, EchoOverTcp):
    """Counts the clients that are there."""

    most = 0

    def run(self) -> Wait:
        here = self.shared["here"] = self.shared.get("here", 0) + 1
        try:
            if here > self.most:
                yield from self.say_nothing()
            yield from super().run()
        finally:
            self.shared["here"] -= 1


@mutant(NO_ONE_BLOCKS, also={SERVES_MANY: "forty are fewer than many"})
class HasFortyThreads(Counting):
    """Has a thread for each of forty clients, and lets the others wait."""

    most = 40


@mutant(SERVES_MANY)
class HasAHundredAndFiftyPlaces(Counting):
    """Serves 150 clients at once."""

    most = 150


@mutant(SERVES_MANY)
class HasTwoHundredAndFiftySixDescriptors(Counting):
    """Serves as many clients as it may have open files."""

    most = 256


@mutant(SERVES_MANY)
class ServesAThousandClients(Sharing, EchoOverTcp):
    """Never closes a socket, and has no descriptor left after 900 clients."""

    def run(self) -> Wait:
        number = self.shared["number"] = self.shared.get("number", 0) + 1
        if number > 900:
            yield from self.say_nothing()
        yield from super().run()


@mutant(NO_ONE_BLOCKS)
class ServesALargeTransferAlone(Sharing, EchoOverTcp):
    """Serves no other client while one that has sent much is there."""

    count = 0

    def run(self) -> Wait:
        if self.shared.get("much"):
            yield from self.say_nothing()
        try:
            yield from super().run()
        finally:
            if self.count > MUCH:
                self.shared["much"] = False

    def answer(self, octets: bytes) -> bytes:
        self.count += len(octets)
        if self.count > MUCH:
            self.shared["much"] = True
        return octets


@mutant(NO_ONE_BLOCKS)
class FinishesWhatHasBegun(Sharing, EchoOverTcp):
    """Serves no other client until one that has sent a single octet has sent another."""

    def run(self) -> Wait:
        if self.shared.get("begun"):
            yield from self.say_nothing()
        try:
            yield from super().run()
        finally:
            self.shared["begun"] = False

    def answer(self, octets: bytes) -> bytes:
        self.shared["begun"] = octets == b"h"
        return octets


@mutant(NO_ONE_BLOCKS, also={SERVES_MANY: "many connect before they say something"})
class WaitsForTheFirstWord(Sharing, EchoOverTcp):
    """Serves no other client until one that has connected has sent something, but for the four that came first."""

    def run(self) -> Wait:
        number = self.shared["number"] = self.shared.get("number", 0) + 1
        if self.shared.get("silent") and number > 4:
            yield from self.say_nothing()
        self.shared["silent"] = True
        try:
            yield from self.peek()
        finally:
            self.shared["silent"] = False
        yield from super().run()
