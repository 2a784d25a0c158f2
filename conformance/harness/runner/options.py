"""The options as one table, from which ``--help``, the settings and the repeat command are made, and the README."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any

import pytest

from conformance.harness.case.material import Material
from conformance.harness.case.properties import USUAL, Search
from conformance.harness.case.spec import ProtocolSpec
from conformance.harness.runner import option_readers as read
from conformance.harness.runner.option import Option, Rows
from conformance.harness.runner.places import named_places
from conformance.harness.targets.protocols import PACKAGE, materials, protocol_of, protocols
from conformance.harness.targets.settings import DEFAULT_OUT, Settings
from conformance.text import plural

NO_PORT = "write {port} where the server is told its port, or name the port that it always listens on by --target"


def _placeholders() -> str:
    *others, last = [f"`{name}`" for name in ("{port}", "{host}", *(one.placeholder for one in materials()))]
    return f"{', '.join(others)} and {last}"


def _option_of(material: Material) -> Option:
    laid_out = f"the target serves `DIR/{material.served}`, which `python -m conformance {material.name} DIR` laid out"
    return Option(material.option, "DIR", laid_out, read.folder_of(material))


OPTIONS = (
    Option(
        "--target",
        "URL",
        "the target to judge: `host:port` (the protocol is found out), or a URL with `http://`, `https://`, `ws://` "
        "or `wss://` and a path, or `dns://host:port/zone`, or `tcp://host:port` or `udp://host:port` for echo and the "
        "other small services; IPv6 in brackets; may be repeated",
        read.targets,
        repeatable=True,
        field="urls",
    ),
    Option(
        "--launch",
        "CMD",
        f"start this server, watch it, restart it, and leave nothing of it running; {_placeholders()} are filled in; "
        "may be repeated",
        read.commands,
        repeatable=True,
    ),
    Option(
        "--name",
        "NAME",
        "what the reports call the target; given once for each target if there are several",
        read.names,
        repeatable=True,
    ),
    *(_option_of(material) for material in materials()),
    Option(
        "--host",
        "NAME",
        "the host name that requests ask for, `www.example` or `www.example:8080`, instead of the target's own",
        read.host_name,
        absent="",
    ),
    Option(
        "--cap",
        "NAME=VALUE",
        "a capability: something that the target offers; may be repeated",
        read.capabilities,
        repeatable=True,
    ),
    Option(
        "--profile",
        "FILE.toml",
        "capabilities of the target, as a table `[capabilities]`",
        read.profile,
        absent={},
    ),
    Option(
        "--known",
        "FILE.toml",
        "declared deviations: they do not fail the run; one that no longer holds does",
        read.path,
        Rows.NONE,
    ),
    Option(
        "--known-update",
        "",
        "add to that file what violates or deviates and is not declared yet, with the reason `to be looked at`",
        read.flag,
        Rows.NONE,
    ),
    Option(
        "--enforce",
        "must|should",
        "the weakest level that fails the run",
        read.choice(off="must", on="should"),
        Rows.NONE,
        default="must",
        field="enforce_should",
    ),
    Option("--patience", "S", "seconds that an answer may take", read.seconds, default="2"),
    Option(
        "--budget",
        "TIME",
        "how long rows may run, such as `60s` or `5m`: the most important first; what does not fit is not judged",
        read.duration,
        Rows.NONE,
    ),
    Option(
        "--jobs",
        "N|auto",
        "cases in flight; `auto`: as many as the target was seen to serve at once",
        read.job_count,
        Rows.NONE,
        default="auto",
    ),
    Option(
        "--segments",
        "N",
        "send everything in segments of `N` octets (`M,N`: the first of `M`); no verdict may change",
        read.segments,
    ),
    Option(
        "--every-shell",
        "",
        "without a target: judge the reference by every row on each of its three shells, not only on the first",
        read.flag,
        Rows.NONE,
    ),
    Option("--thorough", "", "run the heavy rows too: minutes instead of seconds", read.flag, Rows.HEAVY),
    Option(
        "--examples",
        "N",
        "how many examples of each property are tried",
        read.whole_number(1, 1_000_000),
        Rows.PROPERTIES,
        default=str(USUAL.examples),
    ),
    Option(
        "--seed",
        "N",
        "which examples are tried: another seed draws others",
        read.whole_number(0, 2**32),
        Rows.PROPERTIES,
        default=str(USUAL.seed),
    ),
    Option("--allow-write", "", "try PUT and DELETE on a target that was not launched, too", read.flag),
    Option(
        "--ca",
        "FILE",
        "trust the certificates in this PEM file too: the target's own, or that of the authority that signed it",
        read.certificates,
    ),
    Option("--insecure", "", "do not verify the certificate of a target that uses TLS", read.flag),
    Option(
        "--evidence",
        "some|all",
        "whose octets are kept: of rows that do not conform and one row a requirement, or of every row",
        read.choice(off="some", on="all"),
        Rows.NONE,
        default="some",
        field="all_evidence",
    ),
    Option("--out", "DIR", "the folder that the reports are written to", read.folder, Rows.NONE, default=DEFAULT_OUT),
)


def add_options(parser: pytest.Parser) -> None:
    """Declare every option, once."""
    group = parser.getgroup("conformance", "protocol conformance")
    if group.options:
        return
    for option in OPTIONS:
        group.addoption(option.name, **option.arguments)


def read_settings(config: pytest.Config) -> Settings:
    """Check every option; raises ``pytest.UsageError`` with one line."""
    try:
        values = {option.field or option.destination: option.value(config.option) for option in OPTIONS}
        if not values["known_update"]:  # which makes the file
            read.file("--known", str(values["known"] or ""))
    except read.BAD_VALUE as error:
        raise pytest.UsageError(str(error)) from None
    _check_numbers(len(values["launch"]), len(values["urls"]), len(values["name"]))
    for command in values["launch"]:
        if "{port}" not in command and not values["urls"]:
            raise pytest.UsageError(f"--launch {command}: {NO_PORT}")
    _check_tls(values)
    values["capabilities"] = values.pop("profile") | values.pop("cap")
    folders = {material.name: values.pop(material.name) for material in materials()}
    values["materials"] = {name: folder for name, folder in folders.items() if folder}
    values["search"] = Search(values.pop("examples"), values.pop("seed"))
    values["allow_write"] |= bool(values["launch"]) or not values["urls"]
    values["out"] = (config.invocation_params.dir / values["out"]).resolve()
    return Settings(**values, protocols=_named_protocols(config), given=_given(config), arguments=arguments(config))


def _check_numbers(launches: int, urls: int, names: int) -> None:
    """Refuse launched servers, addresses and names that do not belong together one by one."""
    if launches and urls not in (0, launches):
        raise pytest.UsageError("--launch starts one server at each --target: give --target as often, or not at all")
    if names and names != (launches or urls):
        raise pytest.UsageError(f"--name is given {plural(names, 'time')}, for {plural(launches or urls, 'target')}")


def _check_tls(values: Mapping[str, Any]) -> None:
    """Refuse options for TLS where no target can use it."""
    given = next((name for name in ("ca", "insecure") if values[name]), "")
    names = {scheme for protocol in protocols() if not protocol.tls_schemes for scheme in protocol.ports}
    if given and values["urls"] and all(url.scheme in names for url in values["urls"]):
        raise pytest.UsageError(f"--{given}: {values['urls'][0]} uses no TLS")


def _named_protocols(config: pytest.Config) -> tuple[ProtocolSpec, ...]:
    """The protocols to judge: an argument names the package of each, a part of it, or a folder that contains it."""
    places = named_places(config)
    all_are_named = any(PACKAGE.is_relative_to(place) for place in places)
    names = {protocol_of(place) for place in places}
    return tuple(protocol for protocol in protocols() if all_are_named or protocol.name in names)


def _given(config: pytest.Config) -> dict[str, str]:
    """The options that were given, as reports show them."""
    values = {option.name: getattr(config.option, option.destination) for option in OPTIONS if option.name != "--out"}
    return {name: _shown(value) for name, value in values.items() if value not in (None, [], False)}


def arguments(config: pytest.Config) -> tuple[str, ...]:
    """The words of the command line that give the options, except for the folder of the reports."""
    given = [(one.name, text) for one in OPTIONS if one.name != "--out" for text in one.texts(config.option)]
    return tuple(f"{name}={text}" if text else name for name, text in given)


def _shown(value: object) -> str:
    """One value as it is; several as a shell would read them."""
    if not isinstance(value, list):
        return str(value)
    return value[0] if len(value) == 1 else shlex.join(value)
