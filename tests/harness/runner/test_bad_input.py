"""Bad input: one clear line each, no traceback; exit status 4 where the option is wrong, 6 where the target is."""

from __future__ import annotations

import os
from pathlib import Path

import portalocker
import pytest

from conformance.harness.engine.locks import FOLDER_LOCK
from conformance.harness.net.transport import STREAMS, free_port
from conformance.harness.runner import places
from conformance.harness.runner.options import read_settings
from tests.kit.tree import HERE, WORDS, Runs, Tree, launch

pytest_plugins = ["pytester"]
JUDGE = [str(places.PACKAGE), "-W", "ignore::pytest.PytestAssertRewriteWarning"]  # it is imported already


@pytest.mark.parametrize(
    ("option", "complaint"),
    [
        ("--target=gopher://x/", "--target 'gopher://x/': unknown scheme 'gopher' (known: "),
        ("--target=http//x", "--target 'http//x': a port is needed"),
        ("--target=", "--target '': not host:port"),
        ("--target=::1:8085", "--target '::1:8085': an IPv6 address stands in brackets: write [::1]:8085"),
        ("--target=http://::1:80/x", "write http://[::1]:80/x"),
        ("--target=2001:db8::1", "write [2001:db8::1]:PORT"),
        ("--target=a:b:c", "--target 'a:b:c': not host:port"),
        ("--target=udp://127.0.0.1", "--target 'udp://127.0.0.1': a port is needed"),
        ("--target=tcp://h:7/x", "--target 'tcp://h:7/x': tcp has no paths: write tcp://h:7"),
        ("--cap=udp.service=x", "--cap udp.service=x: one of echo, discard, chargen, qotd, daytime, time, other is"),
        ("--cap=tcp.service=", "--cap tcp.service=: a value is needed: tcp.service=echo|discard|"),
        ("--cap=dns.profile=x", "--cap dns.profile=x: one of authoritative, recursive, minimal is needed"),
        (f"--cap=dns.zone={64 * 'a'}", "this is no domain name, a label has 64 octets, 63 at most are allowed"),
        (f"--cap=dns.name={63 * 'a'}." + 3 * f"{63 * 'a'}.", "it has 257 octets, 255 at most are allowed"),
        ("--cap=dns.zone=a..b", "--cap dns.zone=a..b: this is no domain name, it has an empty label"),
        (f"--target=dns://h/{64 * 'a'}", f"--target dns://h/{64 * 'a'}: dns.zone={64 * 'a'}: this is no domain name"),
        ("--cap=dns.key=k:hmac-sha256:*", "--cap dns.key=k:hmac-sha256:*: the secret is no base64"),
        ("--cap=dns.key=k", "--cap dns.key=k: NAME:ALGORITHM:SECRET is needed"),
        ("--launch=./server 8080", "--launch ./server 8080: write {port} where the server is told its port"),
        ("--cap=ecko=/x", "--cap ecko=/x: unknown capability 'ecko' (known: "),
        ("--profile=missing.toml", "--profile missing.toml: No such file or directory"),
        ("--profile=.", "--profile .: Is a directory"),
        ("--docroot=missing", "--docroot missing: no document root (No such file or directory: "),
        ("--docroot=.", "--docroot .: no document root (No such file or directory: "),
        ("--docroot=", "--docroot : no document root ("),
        ("--known=missing.toml", "--known missing.toml: No such file or directory"),
        ("--ca=missing.pem", "--ca missing.pem: No such file or directory"),
        ("--ca=.", "--ca .: Is a directory"),
        (f"--ca={__file__}", f"--ca {__file__}: a PEM file with certificates is needed"),
        ("--launch=", "--launch: an empty command"),
        ("--launch=  ", "--launch: an empty command"),
        ("--name=", "--name '': up to 60 letters, digits, spaces and . _ + - are needed"),
        ("--name=a/b", "--name 'a/b': up to 60 letters"),
        ("--name=a[1]", "--name 'a[1]': up to 60 letters"),
        ("--enforce=may", "--enforce may: one of must, should is needed"),
        ("--segments=0", "--segments 0: numbers of octets from 1 to 2048 are needed"),
        ("--segments=", "--segments : numbers of octets"),
        ("--segments=octets", "--segments octets: numbers of octets"),
        ("--jobs=0", "--jobs 0: a number from 1 to 1000, or auto, is needed"),
        ("--jobs=-1", "--jobs -1: a number from"),
        ("--jobs=1001", "--jobs 1001: a number from"),
        ("--jobs=99999999999999999999", "--jobs 99999999999999999999: a number from"),
        ("--jobs=many", "--jobs many: a number from"),
        ("--jobs=\u0663", "a number from"),
        ("--examples=0", "--examples 0: a whole number from 1 to 1000000 is needed"),
        ("--examples=some", "--examples some: a whole number from"),
        ("--examples=1e3", "--examples 1e3: a whole number from"),
        ("--seed=-1", "--seed -1: a whole number from 0 to 4294967296 is needed"),
        ("--seed=9999999999999", "--seed 9999999999999: a whole number from"),
        ("--seed=lucky", "--seed lucky: a whole number from"),
        ("--patience=0", "--patience 0: a number of seconds above 0 (at most 3600) is needed"),
        ("--patience=-1", "--patience -1: a number of seconds"),
        ("--patience=nan", "--patience nan: a number of seconds"),
        ("--patience=inf", "--patience inf: a number of seconds"),
        ("--patience=1e9", "--patience 1e9: a number of seconds"),
        ("--patience=soon", "--patience soon: a number of seconds"),
    ],
)
def test_a_bad_option_is_one_line(pytester: pytest.Pytester, option: str, complaint: str) -> None:
    with pytest.raises(pytest.UsageError) as raised:
        read_settings(pytester.parseconfig(*JUDGE, option))
    assert str(raised.value).startswith(complaint) or complaint in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_server_that_always_listens_on_one_port_is_launched_with_a_target(pytester: pytest.Pytester) -> None:
    settings = read_settings(pytester.parseconfig(*JUDGE, "--launch=./server", "--target=127.0.0.1:8080"))
    assert settings.launch == ("./server",)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--launch=x", "--target=a:1", "--target=b:1"], "--launch starts one server at each --target"),
        (["--launch=x", "--launch=y", "--target=a:1"], "--launch starts one server at each --target"),
        (["--launch=x", "--name=one", "--name=two"], "--name is given 2 times, for 1 target"),
        (["--target=a:1", "--target=b:1", "--name=one"], "--name is given 1 time, for 2 targets"),
        (["--name=one"], "--name is given 1 time, for 0 targets"),
        (["--insecure", "--target=udp://h:7"], "--insecure: udp://h:7 uses no TLS"),
        (["--insecure", "--target=tcp://h:7", "--target=udp://h:7"], "--insecure: tcp://h:7 uses no TLS"),
    ],
)
def test_options_belong_together(pytester: pytest.Pytester, arguments: list[str], complaint: str) -> None:
    with pytest.raises(pytest.UsageError, match=complaint):
        read_settings(pytester.parseconfig(*JUDGE, *arguments))


def test_good_options_are_read(pytester: pytest.Pytester) -> None:
    arguments = ["--target=[::1]:80", "--cap=echo=/e", "--jobs=3", "--patience=0.5", "--enforce=should", "--out=here"]
    settings = read_settings(pytester.parseconfig(*JUDGE, *arguments))
    assert settings.urls[0].hostport == "[::1]:80"
    assert (settings.capabilities, settings.jobs, settings.patience) == ({"echo": "/e"}, 3, 0.5)
    assert settings.enforce_should
    assert settings.out == pytester.path / "here"
    assert not settings.allow_write, "nobody launched the target, and nobody allowed it"


PLAIN = f"{WORDS}::test_a_plain_get_is_answered"
RUNS = {
    "refused": [PLAIN, "--target=127.0.0.1:1"],
    "does not resolve": [PLAIN, "--target=no-such-host.invalid:80"],
    "no host name": [PLAIN, "--target=a..b:80"],
    "ends at once": [PLAIN, *launch("exits")],
    "no such command": [PLAIN, "--launch=./no-such-server {port}"],
    "not executable": [PLAIN, "--launch=/etc/passwd {port}"],
    "quotation": [PLAIN, "--launch=./server '{port}"],
    "scheme": [PLAIN, "--target=gopher://x:1/"],
    "unwritable": [PLAIN, "--target=127.0.0.1:1", "--out=/dev/null/x"],
    "no such requirement": [PLAIN, *launch("serve"), f"--known={HERE / 'sections' / 'known_misspelt.toml'}"],
}
COMPLAINTS = {
    "refused": (6, "--target 127.0.0.1:1: cannot connect: Connection refused"),
    "does not resolve": (6, "--target no-such-host.invalid:80: no-such-host.invalid does not resolve: "),
    "no host name": (6, "--target a..b:80: a..b is no host name"),
    "ends at once": (6, "does not accept connections: exit status 7; its output ends:"),
    "no such command": (6, "--launch: ./no-such-server: No such file or directory"),
    "not executable": (6, "--launch: /etc/passwd: Permission denied"),
    "quotation": (6, "--launch: ./server '{port}: No closing quotation"),
    "scheme": (4, "ERROR: --target 'gopher://x:1/': unknown scheme 'gopher'"),
    "no such requirement": (4, "known_misspelt.toml: there is no requirement rfc9999/1/surf"),
    "unwritable": (4, "ERROR: --out /dev/null/x: Not a directory"),
}


@pytest.mark.parametrize("what", RUNS)
def test_the_user_is_told_in_one_line(runs: Runs, what: str) -> None:
    status, complaint = COMPLAINTS[what]
    ran = runs[what]
    assert complaint in ran.text
    assert ran.status == status
    assert "Traceback" not in ran.text
    assert "INTERNALERROR" not in ran.text
    assert "report: " not in ran.text  # none is written
    assert len([line for line in ran.text.splitlines() if complaint in line]) == 1
    assert not (ran.out / "results.jsonl").exists()


def test_two_runs_do_not_write_into_one_folder(tree: Tree, tmp_path: Path) -> None:
    with (tmp_path / FOLDER_LOCK).open("w", encoding="utf-8") as file:
        portalocker.lock(file, portalocker.LOCK_EX)  # as a run does that is under way
        ran = tree.pytest(PLAIN, "--target=127.0.0.1:1", out=tmp_path)
    assert f"ERROR: --out {tmp_path}: another run is writing there" in ran.text
    assert ran.status == 4


def test_what_never_listens_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from conformance.harness.targets import launch as module

    monkeypatch.setattr(module, "START_SECONDS", 1.0)
    ids = tmp_path / "pid"
    script = f"sh -c 'echo $$ > {ids}; echo waiting; exec sleep 600' {{port}}"
    launcher = module.Launcher(
        script, "127.0.0.1", free_port(), tmp_path / "state.json", is_listening=STREAMS.is_listening
    )
    with pytest.raises(
        module.CannotLaunch, match="does not accept connections: it is still running; its output ends:\n  waiting"
    ):
        launcher.start()
    with pytest.raises(ProcessLookupError):
        os.kill(int(ids.read_text(encoding="utf-8")), 0)


def test_a_port_that_is_taken_is_said_to_be(tmp_path: Path) -> None:
    """Else another server would be judged in the place of the one that cannot start."""
    from conformance.harness.targets import launch as module
    from tests.kit.servers import obeys, serving

    with serving(obeys) as server:
        launcher = module.Launcher(
            "sleep 600", "127.0.0.1", server.port, tmp_path / "state.json", is_listening=STREAMS.is_listening
        )
        with pytest.raises(module.PortTaken, match=f"something else already listens on 127.0.0.1:{server.port}"):
            launcher.start()
