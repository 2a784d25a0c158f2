"""A raw accept loop: the same answer to everything, with bare LF and without fields. Usage: python bare_lf.py PORT"""

import socket
import sys

listener = socket.create_server(("127.0.0.1", int(sys.argv[1])), backlog=5)
while True:
    connection, _ = listener.accept()
    connection.settimeout(5)
    try:
        connection.recv(1024)
        connection.sendall(b"HTTP/1.1 200 OK\n\n<h1>Hello World</h1>\n")
    except OSError as error:
        print("error", error)
    connection.close()
