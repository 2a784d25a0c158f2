"""Python's socketserver: one call of recv is taken for one request. Usage: python one_read.py PORT"""

import socketserver
import sys

PAGE = "<html><body><h1>It works!</h1></body></html>"


class Handler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        head, _, body = self.request.recv(1024).decode().partition("\r\n\r\n")
        lines = head.split("\r\n")
        method, path, _ = lines[0].split(" ")
        dict(line.split(": ") for line in lines[1:])
        if method == "GET" and path == "/":
            self.reply("200 OK", PAGE)
        elif method == "POST" and path == "/echo":
            self.reply("200 OK", body)
        else:
            self.reply("404 Not Found", "<h1>Not found</h1>")

    def reply(self, status: str, body: str) -> None:
        head = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
        self.request.sendall((head + body).encode())


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


Server(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
