"""The command line of a run, read once and checked: a bad value is one clear line and exit status 4."""

from __future__ import annotations

from pathlib import Path

import pytest

from conformance.harness.case.properties import USUAL, Search
from conformance.harness.case.spec import ProtocolSpec
from conformance.harness.net.segmentation import Segments, read_segments
from conformance.harness.net.url import BadTarget, Url, parse_target
from conformance.harness.targets.capabilities import BadCapability, from_options, from_profile
from conformance.harness.targets.docroot import BadDocRoot, DocRoot
from conformance.harness.targets.protocols import PACKAGE, protocol_of, protocols, schemes
from conformance.harness.targets.settings import DEFAULT_OUT, DEFAULT_PATIENCE, Settings


def add_options(parser: pytest.Parser) -> None:
    """Declare every option; kept apart from their meaning, so that the plugin is cheap to import."""
    group = parser.getgroup("conformance", "protocol conformance")
    if group.options:  # declared already
        return
    group.addoption(
        "--target",
        action="append",
        default=[],
        metavar="URL",
        help="whom to judge: host:port or a URL; may be repeated",
    )
    group.addoption(
        "--launch",
        metavar="CMD",
        help="start this server ({port}, {host}, {docroot}), watch it, restart it",
    )
    group.addoption(
        "--docroot", metavar="DIR", help="the target serves DIR/root, laid out by `python -m conformance docroot DIR`"
    )
    group.addoption("--cap", action="append", default=[], metavar="NAME=VALUE", help="something that the target offers")
    group.addoption("--profile", metavar="FILE.toml", help="capabilities of the target, as a table [capabilities]")
    group.addoption("--known", metavar="FILE.toml", help="declared deviations: they do not fail the run")
    group.addoption("--insecure", action="store_true", help="do not verify the target's certificate")
    group.addoption(
        "--allow-write", action="store_true", help="PUT and DELETE may be tried on a target we did not launch"
    )
    group.addoption("--patience", default=str(DEFAULT_PATIENCE), metavar="S", help="seconds that an answer may take")
    group.addoption(
        "--jobs", default="auto", metavar="N|auto", help="cases in flight (auto: what the target can serve)"
    )
    group.addoption(
        "--segments", metavar="N", help="send everything in segments of N octets (M,N: the first of them of M)"
    )
    group.addoption("--thorough", action="store_true", help="run the heavy rows too: minutes instead of seconds")
    group.addoption("--examples", default=str(USUAL.examples), metavar="N", help="examples of each property")
    group.addoption("--seed", default=str(USUAL.seed), metavar="N", help="which examples: another seed, others")
    group.addoption("--enforce", default="must", metavar="must|should", help="the weakest level that fails the run")
    group.addoption(
        "--evidence",
        default="some",
        metavar="some|all",
        help="whose octets are kept: of what does not conform and one row a requirement, or of every row",
    )
    group.addoption("--out", default=DEFAULT_OUT, metavar="DIR", help=f"where reports go ({DEFAULT_OUT})")


def read_settings(config: pytest.Config) -> Settings:
    """Check every option; raises ``pytest.UsageError`` with one line."""
    option = config.option
    urls = _urls(option.target)
    return Settings(
        urls=urls,
        capabilities=_capabilities(option.profile, option.cap),
        launch=_launch(option.launch, len(urls)),
        known=_readable(option.known, "--known") if option.known else None,
        insecure=option.insecure,
        allow_write=option.allow_write or bool(option.launch) or not urls,
        patience=_positive(option.patience, "--patience"),
        jobs=None if option.jobs == "auto" else _count(option.jobs, "--jobs"),
        all_evidence=_one_of(option.evidence, ("some", "all"), "--evidence") == "all",
        enforce_should=_one_of(option.enforce, ("must", "should"), "--enforce") == "should",
        out=(config.invocation_params.dir / option.out).resolve(),
        protocols=tuple(protocol for protocol in protocols() if _named(protocol, config)),
        thorough=option.thorough,
        docroot=_docroot(option.docroot),
        search=Search(_whole(option.examples, "--examples", 1, 1_000_000), _whole(option.seed, "--seed", 0, 2**32)),
        segments=_segments(option.segments) if option.segments is not None else None,
        given=_given(config),
    )


def _urls(targets: list[str]) -> tuple[Url, ...]:
    try:
        return tuple(parse_target(text, schemes()) for text in targets)
    except BadTarget as error:
        raise pytest.UsageError(str(error)) from None


def _capabilities(profile: str | None, options: list[str]) -> dict[str, str]:
    """Those of the profile, and over them those of the command line."""
    known = {name: text for p in protocols() for name, text in p.capabilities.items()}
    try:
        profiled = from_profile(_readable(profile, "--profile"), known) if profile else {}
        return profiled | from_options(options, known)
    except BadCapability as error:
        raise pytest.UsageError(str(error)) from None


def _launch(command: str | None, targets: int) -> str:
    if command is not None and not command.strip():
        raise pytest.UsageError("--launch: an empty command")
    if command is not None and targets > 1:
        raise pytest.UsageError("--launch starts one server: give --target once, or not at all")
    return command or ""


def _named(protocol: ProtocolSpec, config: pytest.Config) -> bool:
    """Whether an argument names the protocol's package, a part of it, or what holds it."""
    places = [_place(argument.partition("::")[0], config) for argument in config.args]
    return any(protocol_of(place) == protocol.name or PACKAGE.is_relative_to(place) for place in places)


def _place(argument: str, config: pytest.Config) -> Path:
    if config.option.pyargs and argument.partition(".")[0] == PACKAGE.name:
        return PACKAGE.parent.joinpath(*argument.split("."))
    return (config.invocation_params.dir / argument).resolve()


def _given(config: pytest.Config) -> dict[str, str]:
    names = ["target", "launch", "cap", "profile", "known", "insecure", "allow_write", "patience", "jobs", "enforce"]
    names += ["segments", "thorough", "docroot", "examples", "seed", "evidence"]
    values = {name: getattr(config.option, name) for name in names}
    return {
        f"--{name.replace('_', '-')}": str(value) for name, value in values.items() if value not in (None, [], False)
    }


def _positive(text: str, option: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 3600:
        raise pytest.UsageError(f"{option} {text}: a number of seconds above 0 (at most 3600) is needed")
    return value


def _count(text: str, option: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 0 < int(text[:9]) <= 1000:
        raise pytest.UsageError(f"{option} {text}: a number from 1 to 1000, or auto, is needed")
    return int(text)


def _whole(text: str, option: str, least: int, most: int) -> int:
    if not text.isascii() or not text.isdecimal() or not least <= int(text[:12]) <= most:
        raise pytest.UsageError(f"{option} {text}: a whole number from {least} to {most} is needed")
    return int(text)


def _segments(text: str) -> Segments:
    try:
        return read_segments(text)
    except ValueError as error:
        raise pytest.UsageError(f"--segments {text}: {error}") from None


def _one_of(text: str, choices: tuple[str, ...], option: str) -> str:
    if text not in choices:
        raise pytest.UsageError(f"{option} {text}: one of {', '.join(choices)} is needed")
    return text


def _docroot(text: str | None) -> DocRoot | None:
    try:
        return None if text is None else DocRoot.at(text)
    except BadDocRoot as error:
        raise pytest.UsageError(f"--docroot {error}; `python -m conformance docroot DIR` makes one") from None


def _readable(text: str, option: str) -> Path:
    path = Path(text)
    try:
        path.read_bytes()
    except OSError as error:
        raise pytest.UsageError(f"{option} {text}: {error.strerror}") from None
    return path
