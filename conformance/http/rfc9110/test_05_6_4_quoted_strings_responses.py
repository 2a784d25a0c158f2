"""RFC 9110 §5.6.4  Quoted Strings, in responses"""

from __future__ import annotations

import re

from conformance.harness.runner.plugin import verifies
from conformance.http.grammar import QUOTED_STRING, SERVER
from conformance.http.lint.responses import Responses
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Field
from conformance.model import SENDER

section = RFC9110.section("5.6.4", "Quoted Strings")

NO_NEEDLESS_PAIR = section.should_not(
    "no-needless-quoted-pair",
    role=SENDER,
    text="In a quoted string, a backslash stands only before a quotation mark or a backslash.",
    hint="Put a backslash before each quotation mark and each backslash of the text, and before nothing else.",
)

WITH_PARAMETERS = ("Cache-Control", "Content-Disposition", "Content-Type", "Link", "WWW-Authenticate")


@verifies(NO_NEEDLESS_PAIR)
def test_a_quoted_string_escapes_only_what_it_must(responses: Responses) -> None:
    def fault(line: Field) -> str | None:
        strings = re.findall(QUOTED_STRING, line.value)
        return needless_pair(strings, b'"\\', line)

    responses.each_field(fault, *WITH_PARAMETERS, where=lambda line: b'"' in line.value, needs="path_401")


NO_NEEDLESS_PAIR_IN_COMMENT = section.should_not(
    "no-needless-quoted-pair-in-comment",
    role=SENDER,
    text="In a comment, a backslash stands only before a parenthesis or a backslash.",
    hint="Escape parentheses and backslashes in the comments of Server, and nothing else.",
)


@verifies(NO_NEEDLESS_PAIR_IN_COMMENT)
def test_a_comment_escapes_only_what_it_must(responses: Responses) -> None:
    def fault(line: Field) -> str | None:
        return needless_pair([line.value], b"()\\", line)  # a product has no backslash

    responses.each_field(fault, "Server", where=lambda line: SERVER.fullmatch(line.value))


def needless_pair(texts: list[bytes], needed: bytes, line: Field) -> str | None:
    """Say which character is escaped, though it is none of ``needed``."""
    escaped = [character for text in texts for character in re.findall(rb"\\(.)", text)]
    needless = [character for character in escaped if character not in needed]
    return f"needlessly escaped: {needless[0]!r} in {line.raw[:80]!r}" if needless else None
