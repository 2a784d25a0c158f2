"""An HTTP server as a student writes it first: ``python naive_server.py PORT``. In a browser, it works."""

import socket
import sys


def answer(request: str) -> str:
    head, _, content = request.partition("\r\n\r\n")
    request_line, *lines = head.split("\r\n")
    method, path, _ = request_line.split(" ")
    fields = {}
    for line in lines:
        name, value = line.split(":", 1)
        fields[name.strip().lower()] = value.strip()
    if method == "POST" and path == "/echo":
        return response("200 OK", content[: int(fields["content-length"])])
    if path == "/":
        return response("200 OK", "Hello!\n")
    return response("404 Not Found", "no such page\n")


def response(status: str, content: str) -> str:
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(content)}\r\nConnection: close\r\n\r\n{content}"


listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    connection, _ = listener.accept()
    with connection:
        try:
            connection.sendall(answer(connection.recv(65536).decode("latin-1")).encode("latin-1"))
        except Exception as error:
            print("cannot answer:", repr(error))
