"""The command line: :func:`main` is the entry point."""

from dateline.cli.commands import app, main

__all__ = ["app", "main"]
