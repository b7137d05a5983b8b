"""The server: waitress, on this machine alone unless told otherwise."""

from __future__ import annotations

import errno
import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path

import waitress

from dateline.errors import ConfigError
from dateline.web.app import make_app, shown_label
from dateline.web.guard import Guard, is_loopback

__all__ = ["serve"]

_THREADS = 4


def serve(
    db: str | Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    read_only: bool = False,
    policy: str = "ucdp",
    open_browser: bool = False,
    say: Callable[[str], None] = print,
) -> None:
    """Serve a record until the program is stopped. ``port`` 0 takes a free one.

    Raises StoreError where the record cannot be opened, ConfigError where the address cannot be had.
    """
    app = make_app(db, read_only=read_only, policy=policy, guard=Guard(host))
    try:
        server = waitress.create_server(app, host=host, port=port, threads=_THREADS, ident=None)
    except OSError as error:
        raise ConfigError(_no_address(host, port, error)) from error
    except ValueError as error:
        raise ConfigError(f"there is no address {host!r} on this machine: {error}; try --host 127.0.0.1") from error
    listens = getattr(server, "effective_listen", None) or [(server.effective_host, server.effective_port)]
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listens[0][1]}/"
    say(f"{shown_label(str(db))} is at {address}{' (read only)' if read_only else ''}  ·  Ctrl+C stops it")
    if not is_loopback(host):
        say(
            f"{host} can be reached from the network: whoever reaches it can read the record"
            + ("" if read_only else " and decide; give --read-only to let nobody decide")
        )
    if open_browser:
        webbrowser.open(address)
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()


def _no_address(host: str, port: int, error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return f"{host!r} is no name or address of this machine; try --host 127.0.0.1"
    if error.errno == errno.EADDRINUSE:
        return (
            f"port {port} of {host} is in use by another program: give another, such as --port {port + 1}, or --port 0"
        )
    if error.errno == errno.EACCES:
        return (
            f"port {port} may not be used without rights of an administrator: give one above 1023, such as --port 8000"
        )
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is no address of this machine; try --host 127.0.0.1"
    return f"{host}:{port} cannot be had: {error.strerror or error}"
