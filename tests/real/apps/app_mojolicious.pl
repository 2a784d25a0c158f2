# The little application on Mojolicious, beside its server of files, and an echo of WebSocket messages:
# perl app_mojolicious.pl FOLDER daemon -m production -l http://127.0.0.1:PORT
use Mojolicious::Lite -signatures;

app->static->paths([shift @ARGV]);
app->log->level('fatal');

get '/' => sub ($c) { $c->reply->static('index.html') };

any '/echo' => sub ($c) { $c->render(data => $c->req->body, format => 'bin') };

any '/headers' => sub ($c) {
    my $fields = $c->req->headers;
    my @lines = map { my $name = $_; map {"$name: $_\n"} @{$fields->every_header($name)} } @{$fields->names};
    $c->render(data => join('', @lines), format => 'txt');
};

websocket '/socket' => sub ($c) {
    $c->on(text => sub ($c, $octets) { $c->send({text => $octets}) });
    $c->on(binary => sub ($c, $octets) { $c->send({binary => $octets}) });
};

app->start;
