"""What keeps other web pages out: whose name the server answers to, where a decision may come from, what a page may load.

A record lies open to every program on this machine, a browser included, and a browser runs what any site tells it.
Three things keep a foreign page from reading or deciding: the name in ``Host`` must be one of this machine's (a foreign
name that is made to point here is refused: DNS rebinding), ``Origin`` must be our own, and each form carries a token
that a foreign page cannot read.
"""

from __future__ import annotations

import ipaddress
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

__all__ = ["HEADERS", "Guard", "is_loopback"]

#: Sent with every answer. No script may run; styles and images come from here alone; forms lead here alone.
#: Referrer-Policy must let the origin through on our own forms ("no-referrer" would make it "null").
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def is_loopback(host: str) -> bool:
    """True for the names and addresses that only this machine can reach."""
    name = host.strip("[]").casefold()
    if name == "localhost":
        return True
    address = _address(name)
    return address is not None and address.is_loopback


@dataclass(frozen=True, slots=True)
class Guard:
    """The rules of one server. ``host`` is what it is bound to; ``token`` is made anew with each start."""

    host: str = "127.0.0.1"
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    def knows_host(self, given: str) -> bool:
        """True where the ``Host`` of a request names this server."""
        name = _host_name(given)
        if is_loopback(name) or name == self.host.casefold():
            return True
        # Bound to the network, it is reached by whatever address the machine has; a name has to be given by --host.
        return not is_loopback(self.host) and _address(name) is not None

    def refuses_post(self, *, host: str, origin: str | None, fetch_site: str | None, token: str) -> str | None:
        """Why a form that was sent is refused; None where it is ours."""
        if origin is not None and urlsplit(origin).netloc.casefold() != host.casefold():
            return f"the form was sent by another site ({origin}), not by this one ({host})"
        if fetch_site is not None and fetch_site not in ("same-origin", "none"):
            return f"the browser says that the form was sent from another site ({fetch_site})"
        if not secrets.compare_digest(token.encode(), self.token.encode()):
            return "the form is of an earlier start of this program: open the page again and decide there"
        return None


def _host_name(given: str) -> str:
    """The name in ``Host`` without its port."""
    try:
        return (urlsplit(f"//{given}").hostname or "").casefold()
    except ValueError:
        return ""


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None
