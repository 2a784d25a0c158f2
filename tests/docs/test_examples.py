"""The examples of the documentation: commands run, files are read by the reader that would read them."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conformance import ledger
from conformance.harness.runner.known import read_known
from conformance.harness.targets.capabilities import from_profile
from conformance.harness.targets.protocols import protocols
from conformance.model import stated
from tests.docs.conftest import copied
from tests.docs.pages import PAGES, ROOT, Block, blocks, missing, run
from tests.harness.net.test_transport import imports_time
from tests.kit.protocols import server
from tests.kit.serving import serving

FIRST_CASE = ROOT / "docs" / "first-case.md"  # has a test of its own
BLOCKS = [block for page in PAGES if page != FIRST_CASE for block in blocks(page)]
KNOWN_NAMES = {name: example for protocol in protocols() for name, example in protocol.capabilities.items()}


def of_each(chosen: list[Block]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("block", [pytest.param(block, id=block.name) for block in chosen])


@pytest.fixture(scope="module")
def shared_clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository for all commands: some read what others before them have written."""
    clone = copied(tmp_path_factory.mktemp("examples") / "clone")
    (clone / "docs").symlink_to(ROOT / "docs")
    return clone


@pytest.mark.parametrize("page", [page for page in PAGES if page != FIRST_CASE], ids=lambda page: page.name)
def test_commands_end_as_the_page_says(page: Path, shared_clone: Path) -> None:
    said = ""
    with serving(server()) as url:
        for block in blocks(page):
            if block.status is not None:
                said = ""
                for command in block.commands:
                    done = run(command, shared_clone, replace=url.hostport)
                    assert done.returncode == block.status, f"{block.name}: {done.stdout}"
                    said += done.stdout
            elif block.mark == "output":
                assert missing(block.text, said) == [], said


@of_each([block for block in BLOCKS if block.language == "python"])
def test_python_is_python(block: Block) -> None:
    compile(block.text, block.name, "exec")


@of_each([block for block in BLOCKS if block.mark == "executed"])
def test_python_does_what_it_asserts(block: Block) -> None:
    exec(compile(block.text, block.name, "exec"), {})


@of_each([block for block in BLOCKS if block.mark.startswith("read by: ")])
def test_a_file_is_read_by_its_reader(block: Block, tmp_path: Path) -> None:
    file = tmp_path / "example"
    file.write_text(block.text, encoding="utf-8")
    assert READERS[block.mark.removeprefix("read by: ")](file)


def _known(file: Path) -> bool:
    import conformance.http.rfc9112.test_05_1_field_line_parsing  # noqa: F401  # states what the examples declare

    return {entry.id for entry in read_known(file)} <= {requirement.id for requirement in stated()}


def _manifest(file: Path) -> bool:
    names: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return names.keys() <= KNOWN_NAMES.keys()


READERS: dict[str, Callable[[Path], object]] = {
    "known": _known,
    "ledger": ledger.read,
    "manifest": _manifest,
    "profile": lambda file: from_profile(file, KNOWN_NAMES),
}


# cases, and parts of files


def test_every_toml_block_says_what_reads_it() -> None:
    assert [block.name for block in BLOCKS if block.language == "toml" and not block.mark.startswith("read by: ")] == []


@of_each([block for block in BLOCKS if block.mark == "collected"])
def test_a_case_is_collected(block: Block, shared_clone: Path) -> None:
    file = shared_clone / "conformance" / "http" / "rfc9112" / f"test_99_line_{block.line}.py"
    file.write_text(block.text, encoding="utf-8")
    name = file.relative_to(shared_clone)
    done = run(f"pytest {name} --target 127.0.0.1:8080 --collect-only -q", shared_clone)
    file.unlink()
    assert done.returncode == 0, done.stdout
    assert f"{name}::test_" in done.stdout


@of_each([block for block in BLOCKS if block.mark.startswith("part of ")])
def test_a_part_of_a_file_is_in_it(block: Block) -> None:
    file = ROOT / block.mark.removeprefix("part of ")
    assert block.text in file.read_text(encoding="utf-8")


# a new protocol


class _Echo(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        while octets := self.request.recv(65536):
            self.request.sendall(octets)


@pytest.fixture
def echo_port() -> Iterator[int]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Echo) as listener:
        listener.daemon_threads = True
        thread = threading.Thread(target=listener.serve_forever, args=(0.01,))
        thread.start()
        yield listener.server_address[1]
        listener.shutdown()
        thread.join()


NEW_PROTOCOL = blocks(ROOT / "docs" / "new-protocol.md")
REFERENCES = ROOT / "tests" / "kit" / "protocols.py"


def written(clone: Path) -> list[str]:
    """Write the files of the page into a clone, with an empty ``__init__.py`` in each folder; return their names."""
    files = [block for block in NEW_PROTOCOL if block.file]
    for block in files:
        folder = (clone / block.file).parent
        folder.mkdir(parents=True, exist_ok=True)
        for package in (folder, folder.parent):
            (package / "__init__.py").touch()
    for block in files:
        (clone / block.file).write_text(block.text, encoding="utf-8")
    return [block.file for block in files]


def marked(mark: str) -> Block:
    return next(block for block in NEW_PROTOCOL if block.mark == mark)


def test_the_new_protocol_judges_an_echo(clone: Path, echo_port: int) -> None:
    written(clone)
    (command,) = marked("run against an echo").commands
    done = run(command, clone, replace=f"127.0.0.1:{echo_port}")
    assert "4 passed" in done.stdout, done.stdout


def test_the_new_protocol_is_proven(clone: Path) -> None:
    written(clone)
    protocols_file = clone / REFERENCES.relative_to(ROOT)
    text = protocols_file.read_text(encoding="utf-8")
    text = text.replace("REFERENCES = {\n", "REFERENCES = {\n" + marked("a line of REFERENCES").text)
    imported = "from reference_impls.echo.server import EchoServer\nfrom reference_impls.http.demo"
    protocols_file.write_text(text.replace("from reference_impls.http.demo", imported), encoding="utf-8")
    (command,) = marked("run with the reference").commands
    done = run(command, clone)
    assert missing(marked("what the proof prints").text, done.stdout) == [], done.stdout


def test_the_new_protocol_is_clean_code(clone: Path) -> None:
    """What a reader copies passes the checks that a review begins with."""
    files = written(clone)
    assert [file for file in files if imports_time((clone / file).read_text(encoding="utf-8"))] == []
    assert run(f"python -m ruff check {' '.join(files)}", clone).returncode == 0
    assert run(f"python -m ruff format --check {' '.join(files)}", clone).returncode == 0
