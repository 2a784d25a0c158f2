"""The little application in Django, in one file; run as `python app_django.py runserver ...`."""

# mypy: disable-error-code="import-untyped, import-not-found, no-any-unimported"

from __future__ import annotations

import sys

from django.conf import settings
from django.core.management import execute_from_command_line
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe


@require_safe  # type: ignore[untyped-decorator, unused-ignore]
def hello(request: HttpRequest) -> HttpResponse:
    """Say hello."""
    return HttpResponse(b"hello\n", content_type="text/plain")


def echo(request: HttpRequest) -> HttpResponse:
    """Return the request's content; `read` because `body` refuses more than DATA_UPLOAD_MAX_MEMORY_SIZE."""
    return HttpResponse(request.read(), content_type="application/octet-stream")


def headers(request: HttpRequest) -> HttpResponse:
    """Return one line for each field that Django shows."""
    lines = "".join(f"{name}: {value}\n" for name, value in request.headers.items())
    return HttpResponse(lines.encode("latin-1"), content_type="text/plain")


urlpatterns = [path("", hello), path("echo", echo), path("headers", headers)]

if __name__ == "__main__":
    settings.configure(
        SECRET_KEY="not a secret",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        # Every new project has it; it adds the Content-Length without which runserver closes each connection.
        MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
        LOGGING_CONFIG=None,
    )
    execute_from_command_line(sys.argv)
