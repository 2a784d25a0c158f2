%% The little application on httpd of Erlang's inets, beside its server of files:
%% erl -noshell -eval '{ok, M} = compile:file("app_inets.erl"), M:start()' -extra PORT FOLDER
-module(app_inets).
-export([start/0, do/1]).
-include_lib("inets/include/httpd.hrl").

start() ->
    [Port, Folder] = init:get_plain_arguments(),
    ok = application:start(inets),
    {ok, _} = inets:start(httpd, [
        {port, list_to_integer(Port)}, {bind_address, {127, 0, 0, 1}}, {server_name, "127.0.0.1"},
        {server_root, Folder}, {document_root, Folder}, {directory_index, ["index.html"]},
        {mime_types, [{"html", "text/html"}, {"txt", "text/plain"}]},
        {modules, [mod_alias, app_inets, mod_range, mod_get, mod_head]}
    ]).

%% A module of httpd: it answers the two paths, and leaves all others to the modules behind it.
do(#mod{request_uri = "/echo", entity_body = Content}) -> respond("application/octet-stream", Content);
do(#mod{request_uri = "/headers", parsed_header = Fields}) ->
    respond("text/plain", [[Name, ": ", Value, "\n"] || {Name, Value} <- Fields]);
do(#mod{data = Data}) -> {proceed, Data}.

respond(Type, Content) ->
    Length = integer_to_list(iolist_size(Content)),
    {break, [{response, {response, [{code, 200}, {content_type, Type}, {content_length, Length}], [Content]}}]}.
