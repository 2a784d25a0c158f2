"""What is measured of an HTTP server before the first case."""

from __future__ import annotations

from functools import partial

import pytest

from reference_impls.http.length import CHUNKED, RequestLength
from reference_impls.http.request import Request
from reference_impls.http.server import HttpServer
from tests.http import servers_with_one_fault
from tests.kit.measured import measured_in_process
from tests.kit.protocols import server
from tests.variants.http.pace import ClosesAlways


class ReadsNoContent(HttpServer):
    """Takes content for the next request."""

    class request_length(RequestLength):
        def body_framing(self, request: Request) -> int:
            return 0


class ReadsNoChunks(HttpServer):
    """Takes chunks for the next request."""

    class request_length(RequestLength):
        def body_framing(self, request: Request) -> int:
            size = super().body_framing(request)
            return 0 if size == CHUNKED else size


@pytest.mark.parametrize(
    ("core", "false"),
    [
        (HttpServer, set()),
        (ClosesAlways, {"pair"}),
        (servers_with_one_fault.ClosesOnTwo, {"pair"}),
        (servers_with_one_fault.AnswersTheLast, {"pair"}),
        (servers_with_one_fault.TakesAllForContent, {"pair"}),
        (servers_with_one_fault.DropsWhatFollows, {"pair"}),
        (ReadsNoContent, {"length", "chunked"}),
        (ReadsNoChunks, {"chunked"}),
    ],
)
def test_plain_messages_show_where_requests_end(core: type[HttpServer], false: set[str]) -> None:
    target, _ = measured_in_process(partial(server, core), "http")
    assert {name for name, value in target.measured.items() if value == "no"} == false
    assert target.measured.keys() == {"pair", "length", "chunked", "parses", "one_head"}


def test_a_head_that_comes_twice_is_found() -> None:
    target, _ = measured_in_process(partial(server, servers_with_one_fault.SendsEveryHeadTwice), "http")
    assert target.measured["one_head"] == "no"


def test_what_was_measured_is_told_to_workers() -> None:
    target, _ = measured_in_process(partial(server, servers_with_one_fault.DropsWhatFollows), "http")
    assert target.facts()["measured"] == {
        "pair": "no",
        "length": "yes",
        "chunked": "yes",
        "parses": "yes",
        "one_head": "yes",
    }
