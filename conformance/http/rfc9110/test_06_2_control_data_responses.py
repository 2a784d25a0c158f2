"""RFC 9110 §6.2  Control Data: the protocol version of every response"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.lint.responses import Responses
from conformance.http.rfc9110.test_06_2_control_data import KNOWN_VERSION, OWN_VERSION
from conformance.http.wire import Response


@verifies(OWN_VERSION)
def test_every_response_has_the_same_version(responses: Responses) -> None:
    highest = max((response.version for response in responses.all), default=(1, 1))

    def fault(response: Response) -> str | None:
        lower = response.version < min(highest, (1, 1))
        return f"{version(response)}, though others are answered in HTTP/1.1" if lower else None

    responses.each(fault)


@verifies(KNOWN_VERSION)
def test_every_response_is_http_1_0_or_1_1(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        return None if response.version in ((1, 0), (1, 1)) else version(response)

    responses.each(fault)


def version(response: Response) -> str:
    return "HTTP/{}.{}".format(*response.version)
