"""Raw pages in: files, folders, globs and standard input. Feeds and archives come through the same door."""

from dateline.collect.files import collect

__all__ = ["collect"]
