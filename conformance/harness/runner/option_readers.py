"""Readers of the options' values. Each takes the option's name and its text, and raises one of ``BAD_VALUE``."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from conformance.harness.case.material import BadMaterial, Material
from conformance.harness.net.segmentation import Segments, read_segments
from conformance.harness.net.tls import has_certificates
from conformance.harness.net.url import BadTarget, Url, parse_target, renamed
from conformance.harness.targets.capabilities import BadCapability, from_options, from_profile
from conformance.harness.targets.protocols import protocols, schemes


class BadOption(ValueError):
    """An option has a value that cannot be used; the message is one line for the user."""


BAD_VALUE = (BadOption, BadTarget, BadCapability)  # all that a reader raises


def flag(name: str, given: bool) -> bool:
    """Whether an option without a value was given."""
    return given


def folder(name: str, text: str) -> Path:
    """Read a path; the folder need not exist."""
    return Path(text)


def seconds(name: str, text: str) -> float:
    """Read a duration of at most an hour."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 3600:
        raise BadOption(f"{name} {text}: a number of seconds above 0 (at most 3600) is needed")
    return value


def duration(name: str, text: str) -> float:
    """Read a duration of at most a day, in seconds, or in minutes or hours where the text says so."""
    unit = {"s": 1, "m": 60, "h": 3600}.get(text[-1:], 0)
    try:
        value = float(text[:-1] if unit else text) * (unit or 1)
    except ValueError:
        value = 0.0
    if not 0 < value <= 86400:
        raise BadOption(f"{name} {text}: a duration such as 60s or 5m (at most 24h) is needed")
    return value


def whole_number(least: int, most: int) -> Callable[[str, str], int]:
    """Make a reader of whole numbers from ``least`` to ``most``."""

    def read(name: str, text: str) -> int:
        if not _is_number(text, least, most):
            raise BadOption(f"{name} {text}: a whole number from {least} to {most} is needed")
        return int(text)

    return read


def job_count(name: str, text: str) -> int | None:
    """Read a number of jobs; None stands for ``auto``."""
    if text == "auto":
        return None
    if not _is_number(text, 1, 1000):
        raise BadOption(f"{name} {text}: a number from 1 to 1000, or auto, is needed")
    return int(text)


def _is_number(text: str, least: int, most: int) -> bool:
    """Whether the text is a number in that range. Only its first digits are converted: it may be very long."""
    return text.isascii() and text.isdecimal() and least <= int(text[:12]) <= most


def choice(*, off: str, on: str) -> Callable[[str, str], bool]:
    """Make a reader of a choice between two words, which stand for False and True."""

    def read(name: str, text: str) -> bool:
        if text not in (off, on):
            raise BadOption(f"{name} {text}: one of {off}, {on} is needed")
        return text == on

    return read


def segments(name: str, text: str) -> Segments:
    """Read sizes of segments, ``N`` or ``M,N``."""
    try:
        return read_segments(text)
    except ValueError as error:
        raise BadOption(f"{name} {text}: {error}") from None


def commands(name: str, texts: list[str]) -> tuple[str, ...]:
    """Read commands that are not blank."""
    if not all(map(str.strip, texts)):
        raise BadOption(f"{name}: an empty command")
    return tuple(texts)


def names(name: str, texts: list[str]) -> tuple[str, ...]:
    """Read names of targets. They stand in the ids of rows, so they have only characters that can be typed there."""
    for text in texts:
        if not re.fullmatch(r"[^\W_][\w .+-]{0,59}", text):
            raise BadOption(f"{name} {text!r}: up to 60 letters, digits, spaces and . _ + - are needed")
    if twice := [text for text in texts if texts.count(text) > 1]:
        raise BadOption(f"{name} {twice[0]}: two targets cannot have the same name")
    return tuple(texts)


def path(name: str, text: str) -> Path | None:
    """Read the path of a file that need not exist; None where the text is empty."""
    return Path(text) if text else None


def file(name: str, text: str) -> Path | None:
    """Read the path of a file that can be read; None where the text is empty."""
    try:
        if text:
            Path(text).read_bytes()
    except OSError as error:
        raise BadOption(f"{name} {text}: {error.strerror}") from None
    return Path(text) if text else None


def certificates(name: str, text: str) -> Path | None:
    """Read the path of a PEM file that holds certificates; None where the text is empty."""
    path = file(name, text)
    if path and not has_certificates(path):
        raise BadOption(f"{name} {text}: a PEM file with certificates is needed")
    return path


def targets(name: str, texts: list[str]) -> tuple[Url, ...]:
    """Read the addresses of targets."""
    urls = [(text, parse_target(text, schemes())) for text in texts]
    for text, url in urls:
        for protocol in protocols():
            if url.scheme in protocol.ports and (what := protocol.wrong(protocol.assumed(url))):
                raise BadOption(f"{name} {text}: {what}")
    return tuple(url for _, url in urls)


def host_name(name: str, text: str) -> str:
    """Read a host name, with a port or without."""
    renamed(Url("", "", 0), text)
    return text


def capabilities(name: str, texts: list[str]) -> dict[str, str]:
    """Read capabilities, each as ``NAME=VALUE``."""
    return _checked(name, from_options(texts, _known_capabilities()))


def profile(name: str, text: str) -> dict[str, str]:
    """Read the capabilities of a profile, a TOML file."""
    path = file(name, text)
    return _checked(f"{name} {text}", from_profile(path, _known_capabilities())) if path else {}


def _checked(where: str, given: dict[str, str]) -> dict[str, str]:
    """Return the capabilities, unless a protocol finds something wrong with a value."""
    for protocol in protocols():
        if what := protocol.wrong(given):
            raise BadOption(f"{where} {what}")
    return given


def _known_capabilities() -> dict[str, str]:
    """Every capability of every protocol, with an example of its value."""
    return {name: text for protocol in protocols() for name, text in protocol.capabilities.items()}


def folder_of(material: Material) -> Callable[[str, str], Path]:
    """Make a reader of folders in which the material was laid out."""

    def read(name: str, text: str) -> Path:
        try:
            return material.find(text)
        except BadMaterial as error:
            raise BadOption(f"{name} {error}; `python -m conformance {material.name} DIR` makes one") from None

    return read
