"""The little application as plain ASGI 3, for uvicorn and hypercorn."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


async def application(scope: Message, receive: Receive, send: Send) -> None:
    """Answer one request; ASGI wants an exception for a kind of scope that is not served (lifespan, websocket)."""
    if scope["type"] != "http":
        raise NotImplementedError(scope["type"])
    content = await whole_content(receive)
    if content is not None:
        await respond(scope["method"], *answer(scope, content), send=send)


async def whole_content(receive: Receive) -> bytes | None:
    """Return the request's content, or None where the client left before its end."""
    content = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        content += message.get("body", b"")
        if not message.get("more_body", False):
            return bytes(content)


def answer(scope: Message, content: bytes) -> tuple[int, bytes, bytes]:
    """Return status, media type and content for one request."""
    path = scope["path"]
    if path == "/" and scope["method"] in ("GET", "HEAD"):
        return 200, b"text/plain", b"hello\n"
    if path == "/echo":
        return 200, b"application/octet-stream", content
    if path == "/headers":
        return 200, b"text/plain", b"".join(b"%s: %s\n" % (name, value) for name, value in scope["headers"])
    return 404, b"text/plain", b"not found\n"


async def respond(method: str, status: int, media_type: bytes, body: bytes, *, send: Send) -> None:
    """Send one response, without its content where the request was HEAD."""
    fields = [(b"content-type", media_type), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": fields})
    await send({"type": "http.response.body", "body": b"" if method == "HEAD" else body})
