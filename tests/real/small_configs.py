"""The files in the directory of a smaller server before it starts, beside those of `configs`."""

from __future__ import annotations

from pathlib import Path

from tests.real.configs import Files

# CGI (RFC 3875 §4.2): a script reads as many octets as CONTENT_LENGTH says, and not to the end of the file.
# Content that was chunked has no length: if the script did not read it, the server's writing would fail by chance.
ECHO_CGI = """\
#!/usr/bin/perl
binmode STDIN;
my $length = $ENV{CONTENT_LENGTH} || ($ENV{HTTP_TRANSFER_ENCODING} ? 1e9 : 0);
read STDIN, my $content, $length;
print "Content-Type: application/octet-stream\\r\\n\\r\\n", $content // '';
"""

HEADERS_CGI = """\
#!/usr/bin/perl
print "Content-Type: text/plain\\r\\n\\r\\n";
for my $key (sort keys %ENV) {
    my $name = $key =~ s/^HTTP_//r;
    next if $name eq $key && $key !~ /^CONTENT_(TYPE|LENGTH)$/;
    print lc($name =~ tr/_/-/r), ": $ENV{$key}\\n";
}
"""

# Pages of Yaws. There is no newline behind the end tag, because that would be sent as content.
ECHO_YAWS = """\
<erl>
out(A) ->
    Before = case A#arg.state of undefined -> []; Parts -> Parts end,
    case A#arg.clidata of
        undefined -> {content, "application/octet-stream", Before};
        {partial, Part} -> {get_more, undefined, [Before, Part]};
        Last -> {content, "application/octet-stream", [Before, Last]}
    end.
</erl>"""

HEADERS_YAWS = """\
<erl>
out(A) -> {content, "text/plain", [[Line, "\\n"] || Line <- yaws_api:reformat_header(A#arg.headers)]}.
</erl>"""


def cgi_bin(port: int, directory: Path) -> Files:
    """Return two CGI scripts in the folder of the document root that is named as usual."""
    return {"site/root/cgi-bin/echo.cgi": ECHO_CGI, "site/root/cgi-bin/headers.cgi": HEADERS_CGI}


def yaws(port: int, directory: Path) -> Files:
    """Return the configuration of Yaws, and two pages with code in Erlang."""
    configuration = f"""\
logdir = {directory}
<server 127.0.0.1>
    port = {port}
    listen = 127.0.0.1
    docroot = {directory}/site/root
</server>
"""
    return {"yaws.conf": configuration, "site/root/echo.yaws": ECHO_YAWS, "site/root/headers.yaws": HEADERS_YAWS}
