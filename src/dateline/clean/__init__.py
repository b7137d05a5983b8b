"""From a page to the report on it: what is read, what is left out and why, title, dateline, day, source.

``clean(page)`` is the door. Offsets of what it gives lead back to the characters of the page (or of the file
that the page is a record of): ``report.text.raw[start:end]`` are the very words, always.
"""

from dateline.clean.page import clean

__all__ = ["clean"]
