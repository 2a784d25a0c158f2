"""Mutants for RFC 7692 §7."""

from __future__ import annotations

from collections.abc import Sequence

from conformance.websocket.rfc7692.test_07_the_permessage_deflate_extension import (
    DEFINED_ONCE,
    INVALID,
    PARAMETERS,
    REPEATED,
    UNDEFINED,
)
from reference_impls.websocket.deflate import Extension, Negotiation
from tests.kit.negotiating import Negotiating
from tests.mutants import mutant


@mutant(UNDEFINED)
class PassesOverUndefinedParameters(Negotiating):
    """Accepts offers with parameters that it does not know."""

    class negotiation(Negotiation):
        def answer(self, offer: Extension) -> Extension | None:
            known = tuple(parameter for parameter in offer.parameters if parameter[0] in PARAMETERS)
            return super().answer(Extension(offer.name, known))


@mutant(INVALID)
class AcceptsInvalidValues(Negotiating):
    """Accepts an offer although a value in it is invalid."""

    class negotiation(Negotiation):
        def answer(self, offer: Extension) -> Extension | None:
            names = {name for name, _ in offer.parameters}
            return super().answer(offer) or (
                Extension(offer.name) if names <= PARAMETERS and len(names) == len(offer.parameters) else None
            )


@mutant(REPEATED)
class AcceptsRepeatedParameters(Negotiating):
    """Keeps the last of parameters of one name."""

    class negotiation(Negotiation):
        def answer(self, offer: Extension) -> Extension | None:
            return super().answer(Extension(offer.name, tuple(dict(offer.parameters).items())))

        def repeats(self, names: Sequence[bytes]) -> bool:
            return False


@mutant(DEFINED_ONCE)
class AnswersWithAnotherParameter(Negotiating):
    """Adds a parameter of its own to every answer."""

    class negotiation(Negotiation):
        def answer(self, offer: Extension) -> Extension | None:
            answer = super().answer(offer)
            return Extension(answer.name, (*answer.parameters, (b"level", b"9"))) if answer else None
