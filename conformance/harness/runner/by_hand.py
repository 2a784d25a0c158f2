"""The shell commands that repeat a row without this tool, where that is possible."""

from __future__ import annotations

import re
from dataclasses import replace

from conformance.harness.case.case import Outcome
from conformance.harness.case.target import Target
from conformance.harness.net.transcript import Transcript

FIXED_PORT = 18080  # of five digits like the ports that a system gives: no length in the octets changes
EPHEMERAL = 32768  # ports from here on were free when the target was started; those below, the user chose


def by_hand(outcome: Outcome) -> dict[str, str]:
    """Return the commands by name: ``shell`` sends the same octets; ``start``, run before it, starts a launched target.

    Both name the same port. There are none where no single command does what the case did, or where the target serves
    temporary files.
    """
    target, transcript = outcome.case.target, outcome.attempt.transcript
    port = target.url.port
    if target.launch:
        if any(one.placeholder in target.launch for one in target.protocol.materials):
            return {}
        port = FIXED_PORT if port >= EPHEMERAL else port
        transcript = _moved(transcript, target.url.port, port)
    shell = target.protocol.transport.by_hand(transcript, replace(target.url, port=port), target.tls)
    if not shell:
        return {}
    return {"start": _started(target, port), "shell": shell} if target.launch else {"shell": shell}


def _started(target: Target, port: int) -> str:
    return target.launch.replace("{port}", str(port)).replace("{host}", target.url.host)


def with_port(octets: bytes, old: int, new: int) -> bytes:
    """The octets with another port wherever they name the old one, as Host does."""
    return re.sub(rb"(?<![0-9])%d(?![0-9])" % old, b"%d" % new, octets)


def _moved(transcript: Transcript, old: int, new: int) -> Transcript:
    moved = [replace(entry, octets=with_port(entry.octets, old, new)) for entry in transcript.entries]
    return replace(transcript, entries=moved)
