"""The little application in Flask, for `flask run`, which is Werkzeug's development server."""

from __future__ import annotations

import logging
import os

from flask import Flask, Response, request, send_from_directory

app = Flask(__name__)
logging.getLogger("werkzeug").setLevel(logging.WARNING)


@app.get("/")
def hello() -> Response:
    """Say hello."""
    return Response("hello\n", content_type="text/plain")


@app.route("/echo", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
def echo() -> Response:
    """Return the request's content."""
    return Response(request.get_data(), content_type="application/octet-stream")


@app.get("/files/<path:name>")
@app.get("/<path:name>")
def file(name: str) -> Response:
    """Return a file of the folder in which the server was started."""
    return send_from_directory(os.path.join(os.getcwd(), "site", "root"), name)


@app.get("/headers")
def headers() -> Response:
    """Return one line for each field that Werkzeug shows."""
    lines = "".join(f"{name}: {value}\n" for name, value in request.headers)
    return Response(lines.encode("latin-1"), content_type="text/plain")
