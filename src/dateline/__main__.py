"""``python -m dateline`` is the same as ``dateline``."""

from dateline.cli import main

main()
