"""Mutants for what connections leave behind."""

from __future__ import annotations

import os

from conformance.http.robustness.test_5_resources import LEAVE_NOTHING
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Malformed
from reference_impls.sansio import Wait
from tests.kit.memory import half_a_megabyte
from tests.mutants import mutant


class Descriptor:
    """An open descriptor, which lives as long as the site that it was opened for."""

    def __init__(self) -> None:
        self.number = os.open(os.devnull, os.O_RDONLY)

    def __del__(self) -> None:
        os.close(self.number)


class Leaks(HttpServer):
    """Keeps what it opened for a connection."""

    @property
    def kept(self) -> list[object]:
        kept: list[object] = vars(self.site).setdefault("kept", [])
        return kept

    def keep(self, what: object) -> None:
        self.kept.append(what)


@mutant(LEAVE_NOTHING)
class LeaksADescriptor(Leaks):
    """Leaves a descriptor open if a connection is reset."""

    def run(self) -> Wait:
        descriptor = Descriptor()
        self.keep(descriptor)
        yield from super().run()
        self.kept.remove(descriptor)


@mutant(LEAVE_NOTHING)
class LeaksMemory(Leaks):
    """Keeps half a megabyte of every connection."""

    def run(self) -> Wait:
        self.keep(half_a_megabyte())
        yield from super().run()


@mutant(LEAVE_NOTHING)
class LeaksAfterErrors(Leaks):
    """Leaves a descriptor open where a request was malformed."""

    def space_before_colon(self, name: bytes) -> None:
        try:
            super().space_before_colon(name)
        except Malformed:
            self.keep(Descriptor())
            raise
