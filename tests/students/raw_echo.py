"""A raw WebSocket echo without pongs, checks of masks, and fragments. Usage: python raw_echo.py PORT"""

import base64
import hashlib
import re
import socket
import struct
import sys
import threading

GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


def handshake(connection: socket.socket) -> None:
    key = re.search("Sec-WebSocket-Key: (.*)\r\n", connection.recv(4096).decode()).group(1)  # type: ignore[union-attr]
    accept = base64.b64encode(hashlib.sha1((key + GUID).encode()).digest()).decode()
    head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    connection.sendall(f"{head}Sec-WebSocket-Accept: {accept}\r\n\r\n".encode())


def send_frame(connection: socket.socket, opcode: int, payload: bytes) -> None:
    short = len(payload) < 126
    length = bytes([len(payload)]) if short else b"\x7e" + struct.pack(">H", len(payload))
    connection.sendall(bytes([0x80 | opcode]) + length + payload)


def converse(connection: socket.socket) -> None:
    handshake(connection)
    while frame := connection.recv(65536):
        length, start = frame[1] & 0x7F, 2
        if length == 126:
            length, start = struct.unpack(">H", frame[2:4])[0], 4
        mask, data = frame[start : start + 4], frame[start + 4 : start + 4 + length]
        if frame[0] & 0x0F == 8:
            break
        if frame[0] & 0x0F in (1, 2):
            send_frame(connection, frame[0] & 0x0F, bytes(b ^ mask[i % 4] for i, b in enumerate(data)))
    connection.close()


listener = socket.create_server(("127.0.0.1", int(sys.argv[1])), backlog=50)
while True:
    threading.Thread(target=converse, args=(listener.accept()[0],), daemon=True).start()
