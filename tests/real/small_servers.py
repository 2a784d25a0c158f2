"""Smaller well-known HTTP servers: embedded ones, and those that come with a language.

They serve the same small application as those of `servers.py`. On Debian they come with ``apt-get install mini-httpd
busybox php-cli ruby-webrick thin civetweb libmojolicious-perl yaws erlang-inets libjetty9-java default-jdk-headless
libmicrohttpd-dev gcc``; bjoern, Deno and gevent-websocket come with ``pip``.
"""

from __future__ import annotations

from tests.real import small_configs
from tests.real.running import RealServer

FILES = {"path_ok": "/", "echo": "/echo", "body": "/echo", "echo_headers": "/headers"}
CGI = {"path_ok": "/", "echo": "/cgi-bin/echo.cgi", "body": "/cgi-bin/echo.cgi", "echo_headers": "/cgi-bin/headers.cgi"}
YAWS = {"path_ok": "/", "echo": "/echo.yaws", "body": "/echo.yaws", "echo_headers": "/headers.yaws"}
ROOT = "{dir}/site/root"
BJOERN = "import app_wsgi, bjoern; bjoern.run(app_wsgi.application, '127.0.0.1', {port})"
INETS_VERSION = "application:load(inets), {ok, V} = application:get_key(inets, vsn), io:put_chars(V), halt()."
COMPILE_AND_START = '{{ok, M}} = compile:file("{apps}/app_inets", [{{outdir, "{dir}"}}]), M:start().'
COMPILE_AND_RUN = "cc {apps}/app_libmicrohttpd.c -o {dir}/server -lmicrohttpd && exec {dir}/server {port} " + ROOT
JETTY_PARTS = ("jetty9-server", "jetty9-http", "jetty9-io", "jetty9-util", "servlet-api")
JETTY = ":".join(f"/usr/share/java/{name}.jar" for name in JETTY_PARTS)
DENO = ("{python}", "-m", "deno", "run", "--quiet", "--allow-net=127.0.0.1", "{apps}/app_deno.js", "{port}")

SMALL_SERVERS = (
    RealServer(
        "php",
        ("{program}", "-S", "127.0.0.1:{port}", "-t", ROOT, "{apps}/app_php.php"),
        FILES,
        programs=("php",),
        serves_files=True,
        # It asks at once for as much memory as a length or a size of a chunk says, and ends if there is not so much.
        skipped_functions=(
            "test_a_large_length_is_not_taken_for_a_small_one",
            "test_a_large_size_is_refused_or_waited_for",
            "test_the_content_of_a_request_too_large_is_no_request",
        ),
    ),
    RealServer(
        "mini_httpd",
        # Without CGI: it shuts the connection down before the script has answered.
        ("{program}", "-D", "-h", "127.0.0.1", "-p", "{port}", "-d", ROOT),
        {"path_ok": "/"},
        programs=("mini_httpd",),
        version_arguments=("-V",),
        serves_files=True,
        as_nobody=True,
    ),
    RealServer(
        "busybox",
        ("{program}", "httpd", "-f", "-p", "127.0.0.1:{port}", "-h", ROOT),
        CGI,
        programs=("busybox",),
        version_arguments=("--help",),
        files=small_configs.cgi_bin,
        serves_files=True,
        as_nobody=True,
    ),
    RealServer(
        "webrick",
        ("{program}", "{apps}/app_webrick.rb", "{port}", ROOT),
        FILES,
        programs=("ruby",),
        version_arguments=("-rwebrick", "-e", "puts WEBrick::VERSION"),
        serves_files=True,
    ),
    RealServer(
        "thin",
        ("{program}", "start", "-e", "production", "-R", "{apps}/app_rack.ru", "-a", "127.0.0.1", "-p", "{port}"),
        FILES,
        programs=("thin",),
    ),
    RealServer(
        "civetweb",
        ("{program}", "-listening_ports", "127.0.0.1:{port}", "-document_root", ROOT),
        CGI,
        programs=("civetweb",),
        version_arguments=("-I",),
        files=small_configs.cgi_bin,
        serves_files=True,
        as_nobody=True,
    ),
    RealServer(
        "mojolicious",
        (
            *("{program}", "{apps}/app_mojolicious.pl", ROOT),
            *("daemon", "-m", "production", "-l", "http://127.0.0.1:{port}"),
        ),
        FILES,
        programs=("perl",),
        version_arguments=("-MMojolicious", "-e", "print Mojolicious->VERSION"),
        serves_files=True,
    ),
    RealServer(
        "yaws",
        ("{program}", "-i", "--nodebug", "--erlarg", "-noinput", "--conf", "{dir}/yaws.conf", "--id", "port_{port}"),
        YAWS,
        programs=("yaws",),
        version_arguments=("--version",),
        files=small_configs.yaws,
        serves_files=True,
    ),
    RealServer(
        "inets",
        ("{program}", "-noinput", "-eval", COMPILE_AND_START, "-extra", "{port}", ROOT),
        FILES,
        programs=("erl",),
        version_arguments=("-noshell", "-eval", INETS_VERSION),
        serves_files=True,
    ),
    RealServer("bjoern", ("{python}", "-c", BJOERN), FILES, distributions=("bjoern",)),
    RealServer(
        "gevent",
        ("{python}", "{apps}/app_gevent.py", "{port}"),
        FILES,
        distributions=("gevent", "gevent-websocket"),
    ),
    RealServer(
        "libmicrohttpd",
        ("{program}", "-c", COMPILE_AND_RUN),
        FILES,
        programs=("sh",),
        version_program="dpkg-query",
        version_arguments=("-W", "-f", "${Version}", "libmicrohttpd-dev"),
        serves_files=True,
    ),
    RealServer(
        "jetty",
        ("{program}", "-cp", JETTY, "{apps}/app_jetty.java", "{port}", ROOT),
        FILES,
        programs=("java",),
        version_program="dpkg-query",
        version_arguments=("-W", "-f", "${Version}", "libjetty9-java"),
        serves_files=True,
    ),
    RealServer("deno", DENO, FILES, distributions=("deno",)),
)
