"""The files in the directory of a server before it starts: its configuration, if it has one.

Servers of files serve `site/root`, a document root that the judge knows. Each function takes the port and the directory
and returns files by their name relative to the directory. Servers write into that directory only. Everything else has
the default value of the server, because the defaults are what is judged.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

Files = Mapping[str, str]

APACHE_MODULE_FOLDERS = ("/usr/lib/apache2/modules", "/usr/lib64/httpd/modules", "/usr/lib/httpd/modules")
# mod_cgi works with the prefork MPM only; a threaded MPM needs mod_cgid instead.
APACHE_MODULES = (
    "mpm_prefork",
    "unixd",
    "authz_core",
    "dir",
    "mime",
    "alias",
    "cgi",
    "dav",
    "dav_fs",
    "filter",
    "deflate",
)

# It reads all of the content before it writes, because mod_cgi reads no output before it has passed on all content.
# It is a single process: on a busy machine, starting several would make the answer late.
ECHO_CGI = """\
#!/usr/bin/perl
undef $/;
my $content = <STDIN>;
print "Content-Type: application/octet-stream\\r\\n\\r\\n", $content;
"""

HEADERS_CGI = """\
#!/usr/bin/awk -f
function line(name, value) { gsub("_", "-", name); print tolower(name) ": " value }
BEGIN {
    printf "Content-Type: text/plain\\r\\n\\r\\n"
    for (key in ENVIRON)
        if (key ~ /^HTTP_/) line(substr(key, 6), ENVIRON[key])
        else if (key ~ /^CONTENT_(TYPE|LENGTH)$/ && ENVIRON[key] != "") line(key, ENVIRON[key])
}
"""


def nothing(port: int, directory: Path) -> Files:
    """Return no files."""
    return {}


def nginx(port: int, directory: Path) -> Files:
    """Return nginx's files: static files, and WebDAV's PUT and DELETE under `/put/`."""
    temporary = "\n".join(
        f"    {kind}_temp_path {directory}/temp_{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    configuration = f"""\
daemon off;
pid {directory}/nginx.pid;
error_log stderr;
events {{ }}
http {{
    access_log off;
{temporary}
    types {{ text/plain txt; text/html html; }}
    gzip on;
    gzip_types text/plain;
    server {{
        listen 127.0.0.1:{port};
        root {directory}/site/root;
        location /put/ {{ dav_methods PUT DELETE; }}
        location /files/ {{ alias {directory}/site/root/; }}
    }}
}}
"""
    return {"nginx.conf": configuration}


def apache(port: int, directory: Path) -> Files:
    """Return Apache httpd's files: static files, CGI scripts, and mod_dav under `/put/`."""
    folder = next((name for name in APACHE_MODULE_FOLDERS if Path(name).is_dir()), "modules")
    # LoadModule refuses a module that is compiled in, so load only those that have a file.
    modules = "\n".join(
        f"LoadModule {name}_module {folder}/mod_{name}.so"
        for name in APACHE_MODULES
        if Path(folder, f"mod_{name}.so").exists()
    )
    configuration = f"""\
{modules}
StartServers 150
MaxSpareServers 150
ServerLimit 150
MaxRequestWorkers 150
Listen 127.0.0.1:{port}
ServerName 127.0.0.1
PidFile {directory}/httpd.pid
DefaultRuntimeDir {directory}
ErrorLog {directory}/error.log
TypesConfig /dev/null
AddType text/plain .txt
AddType text/html .html
AddOutputFilterByType DEFLATE text/plain
DocumentRoot {directory}/site/root
DirectoryIndex index.html
Alias /files/ {directory}/site/root/
ScriptAlias /echo {directory}/echo
ScriptAlias /headers {directory}/headers
DavLockDB {directory}/davlock
<Location /put/>
    Dav On
</Location>
"""
    return {**cgi_scripts(), "httpd.conf": configuration}


def lighttpd(port: int, directory: Path) -> Files:
    """Return lighttpd's files: static files and CGI scripts (Debian keeps mod_webdav in a package of its own)."""
    configuration = f"""\
server.bind = "127.0.0.1"
server.port = {port}
server.document-root = "{directory}/site/root"
server.upload-dirs = ("{directory}")
server.modules = ("mod_alias", "mod_cgi")
index-file.names = ("index.html")
mimetype.assign = (".txt" => "text/plain", ".html" => "text/html")
alias.url = (
    "/echo" => "{directory}/echo",
    "/headers" => "{directory}/headers",
    "/files/" => "{directory}/site/root/",
)
$HTTP["url"] =~ "^/(echo|headers)$" {{ cgi.assign = ("" => "") }}
"""
    return {**cgi_scripts(), "lighttpd.conf": configuration}


def cgi_scripts() -> Files:
    """Return the scripts behind `/echo` and `/headers`."""
    return {"echo": ECHO_CGI, "headers": HEADERS_CGI}


def haproxy(port: int, directory: Path) -> Files:
    """Return HAProxy's files: it answers by itself, in Lua where a request's content or its fields are asked for."""
    configuration = f"""\
global
    lua-load {directory}/application.lua
defaults
    mode http
    timeout client 30s
    timeout server 30s
    timeout connect 5s
frontend application
    bind 127.0.0.1:{port}
    http-request use-service lua.echo if {{ path /echo }}
    http-request use-service lua.headers if {{ path /headers }}
    http-request return status 200 content-type text/plain lf-string "hello\\n" if {{ path / }} {{ method GET HEAD }}
    http-request return status 404 content-type text/plain string "not found\\n"
"""
    return {"haproxy.cfg": configuration, "application.lua": HAPROXY_LUA}


HAPROXY_LUA = """\
local function respond(applet, media_type, body)
    applet:set_status(200)
    applet:add_header("content-type", media_type)
    applet:add_header("content-length", tostring(#body))
    applet:start_response()
    if applet.method ~= "HEAD" then applet:send(body) end
end

core.register_service("echo", "http", function(applet)
    respond(applet, "application/octet-stream", applet:receive())
end)

core.register_service("headers", "http", function(applet)
    local lines = {}
    for name, values in pairs(applet.headers) do
        for _, value in pairs(values) do lines[#lines + 1] = name .. ": " .. value .. "\\n" end
    end
    respond(applet, "text/plain", table.concat(lines))
end)
"""


def caddy(port: int, directory: Path) -> Files:
    """Return Caddy's files: static files, and the request's content and fields by placeholder and template."""
    configuration = f"""\
{{
    admin off
    auto_https off
}}
http://:{port} {{
    bind 127.0.0.1
    root * {directory}/site/root
    handle /echo {{
        header Content-Type application/octet-stream
        respond "{{http.request.body}}"
    }}
    handle /headers {{
        header Content-Type text/plain
        templates
        respond `{{{{ range $name, $values := .Req.Header }}}}{{{{ range $values }}}}{{{{ $name }}}}: {{{{ . }}}}
{{{{ end }}}}{{{{ end }}}}`
    }}
    handle_path /files/* {{
        file_server
    }}
    handle {{
        encode {{
            gzip
            minimum_length 64
        }}
        file_server
    }}
}}
"""
    return {"Caddyfile": configuration}
