"""RFC 1123 section 6.1.2.4  Compression"""

from __future__ import annotations

from conformance.dns.lint.readable import is_readable
from conformance.dns.lint.replies import Replies
from conformance.dns.message import Message
from conformance.dns.names import lowered
from conformance.dns.rfc1123 import RFC1123
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, not_applicable

section = RFC1123.section("6.1.2.4", "Compression")

COMPRESSES = section.must(
    "compression-is-used",
    role=SERVER,
    text="Compress names in responses.",
    hint="Write 0xC00C, a pointer to the question, instead of the name of a record that has the name in the question.",
)


@verifies(COMPRESSES)
def test_some_reply_is_compressed(replies: Replies) -> None:
    """Which names are compressed is free (RFC 1035 section 4.1.4): one pointer in all replies of the run is enough."""
    repeating = [one.reply for one in replies.all if is_readable(one) and _repeats_a_name(one.reply)]
    if not repeating:
        not_applicable(f"none of {len(replies.all)} replies has a name twice")
    compressed = sum(map(_has_a_pointer, repeating))
    replies.attempt.observed(f"{compressed} of {len(repeating)} replies that repeat a name have a pointer")
    assert compressed


def _repeats_a_name(reply: Message) -> bool:
    """Whether the name in the question, or that of a record, is the name of a record behind it."""
    every = [one.name for one in reply.questions] + [one.name for one in reply.records]
    names = [lowered(name.labels) for name in every if name.labels]
    return reply.is_whole and len(names) > len(set(names))


def _has_a_pointer(reply: Message) -> bool:
    return any(record.name.pointers or any(name.pointers for name in record.names) for record in reply.records)
