"""What failure texts say of many octets: too many to be read by a person."""

from __future__ import annotations

from conformance.text import show

FEW = 60  # octets that are shown whole
SHOWN = 24  # octets that are shown of the place where something differs


def shown(octets: bytes) -> str:
    """The octets, or how many there are and the last of them."""
    if len(octets) <= FEW:
        return show(octets)
    return f"{len(octets)} octets that end in {show(octets[-SHOWN:])}"


def compared(received: bytes, sent: bytes) -> str:
    """How what came back compares with what was sent."""
    place = first_difference(received, sent)
    if place == len(sent):
        return f"all {len(sent)} octets came back"
    if place == len(received):
        return f"{len(received)} of {len(sent)} octets came back"
    got, right = received[place : place + SHOWN], sent[place : place + SHOWN]
    return f"octet {place + 1} of {len(sent)} differs: {show(got)} instead of {show(right)}"


def first_difference(received: bytes, sent: bytes) -> int:
    """The index of the first octet that differs, or the length of the shorter one."""
    low, high = 0, min(len(received), len(sent))
    while low < high:  # every prefix of a prefix that is the same is the same
        middle = (low + high + 1) // 2
        if received[:middle] == sent[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
