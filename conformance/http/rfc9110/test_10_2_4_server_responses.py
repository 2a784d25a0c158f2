"""RFC 9110 §10.2.4  Server, in responses"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.grammar import SERVER as GRAMMAR
from conformance.http.lint.responses import Responses
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Field
from conformance.model import SERVER

section = RFC9110.section("10.2.4", "Server")

SERVER_FIELD = section.implied(
    "server-is-products-and-comments",
    role=SERVER,
    text="A Server field is a product, name or name/version, then products and (comments), each after a space.",
    hint="Write My-Server/1.0 (a comment); a name has no slash, comma or colon.",
)


@verifies(SERVER_FIELD)
def test_every_server_field_is_products_and_comments(responses: Responses) -> None:
    def fault(line: Field) -> str | None:
        return None if GRAMMAR.fullmatch(line.value) else f"not products and comments: {line.raw[:80]!r}"

    responses.each_field(fault, "Server")


NO_NEEDLESS_DETAIL = section.should_not(
    "no-needless-detail",
    role=SERVER,
    text="The Server field has no needlessly fine-grained detail, and few subproducts of third parties.",
    untestable="which detail is needed is for those to say who run the server",
)
