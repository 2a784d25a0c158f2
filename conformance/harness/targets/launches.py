"""The processes that a run starts, each with a port, a state file and, if its command asks for one, a document root."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from conformance.harness.net.transport import Transport, free_port
from conformance.harness.net.url import Url
from conformance.harness.targets.docroot import BadDocRoot, DocRoot, lay_out
from conformance.harness.targets.launch import CannotLaunch, Launcher, PortTaken
from conformance.text import as_file_name

PORTS_TRIED = 3


class Launches:
    """The launched targets of a run, by name. ``docroot`` is served by those whose command asks for a document root.

    Without one, each of them gets a document root of its own below ``scratch``. ``transports`` tell whether it listens.
    """

    def __init__(self, scratch: Path, docroot: DocRoot | None, transports: Sequence[Transport]) -> None:
        self.scratch, self.docroot, self.transports = scratch, docroot, transports
        self.launchers: dict[str, Launcher] = {}
        self.docroots: dict[str, DocRoot] = {}

    def stop(self) -> None:
        """Stop every process."""
        while self.launchers:
            self.launchers.popitem()[1].stop()

    def state_file(self, name: str) -> Path:
        """The file in which other processes find the state of a launched target."""
        return self.scratch / f"life-{as_file_name(name)}.json"

    def start_anywhere(self, name: str, command: str, scheme: str) -> Url:
        """Start a target on a free port, and on another one where somebody else takes the port first."""
        for tried in range(1, PORTS_TRIED + 1):
            url = Url(scheme, "127.0.0.1", free_port())
            try:
                self.start(name, command, url)
                break
            except PortTaken:
                if tried == PORTS_TRIED:
                    raise
        return url

    def start(self, name: str, command: str, url: Url) -> None:
        """Start a target where the URL says; raises ``CannotLaunch``."""
        if "{docroot}" in command:
            self.docroots.setdefault(name, self.docroot or self._laid_out(name))
        root = str(self.docroots[name].root) if name in self.docroots else ""
        launcher = Launcher(command, url.host, url.port, self.state_file(name), root, self._is_listening)
        launcher.start()
        self.launchers[name] = launcher

    def _is_listening(self, host: str, port: int) -> bool:
        """Whether a process listens there, by any of the transports that targets of this run may have."""
        return any(transport.is_listening(host, port) for transport in self.transports)

    def _laid_out(self, name: str) -> DocRoot:
        base = self.scratch / f"docroot-{as_file_name(name)}"
        try:
            if not base.exists():
                lay_out(base)
        except BadDocRoot as error:
            raise CannotLaunch(f"--launch: {{docroot}}: {error}") from error
        return DocRoot(base)
