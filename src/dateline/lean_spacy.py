"""spaCy without its command line: imported here first, by whoever reads or matches.

``import spacy`` brings its command line with it, for the sake of one function (``spacy.info``), and with that requests,
httpx, weasel, typer and jinja2: 365 of 1,113 modules and a quarter of the time. Here they wait until someone asks for them:
``spacy.info``, ``spacy.cli`` and ``import spacy.cli`` work as ever. Where spaCy is imported already, nothing is done.
"""

import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any, Final

__all__: list[str] = []

_NAMES: Final = ("spacy.cli", "spacy.cli.info")


class _Waiting(ModuleType):
    """Stands for a module of the command line while spaCy is imported; the real one comes in where more is asked of it."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        _dismiss()
        return getattr(import_module(self.__name__), name)


def _dismiss() -> None:
    for name in _NAMES:
        if isinstance(sys.modules.get(name), _Waiting):
            del sys.modules[name]


def _info(*args: Any, **options: Any) -> Any:
    """``spacy.info``: what is known of the installation, or of a pipeline."""
    return import_module("spacy.cli.info").info(*args, **options)


def _asked(name: str) -> Any:
    """An attribute that the package ``spacy`` does not have yet."""
    if name == "cli":
        return import_module("spacy.cli")
    raise AttributeError(f"module 'spacy' has no attribute {name!r}")


def _import() -> None:
    found = find_spec("spacy")
    if found is None:
        return
    modules = [_Waiting(name) for name in _NAMES]
    modules[0].__path__ = [f"{place}/cli" for place in found.submodule_search_locations or ()]
    modules[1].__dict__["info"] = _info
    sys.modules.update(zip(_NAMES, modules, strict=True))
    try:
        package = import_module("spacy")
    finally:
        _dismiss()
    package.__dict__.setdefault("__getattr__", _asked)


if "spacy" not in sys.modules:
    _import()
