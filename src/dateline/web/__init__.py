"""A record in the browser: small pages made on this machine, each also as JSON. No script, nothing from outside."""

from __future__ import annotations

from dateline.web.app import make_app
from dateline.web.server import serve

__all__ = ["make_app", "serve"]
