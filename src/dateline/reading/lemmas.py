"""Lemmas: what the treebanks say of a form; else the edit that the model proposes, where spelling allows it."""

import gzip
from pathlib import Path
from typing import Final

from dateline.errors import ModelMissing
from dateline.reading.features import apply_script

_VOWELS: Final = frozenset("aeiou")
_E_BEFORE: Final = (
    "at", "iz", "is", "yz", "uc", "ac", "ic", "nc", "rc", "rg", "dg", "ng", "ag", "eg", "ov", "av", "iv", "lv", "rv", "ev",
    "us", "as", "os", "ns", "rs", "ar", "ir", "or", "ur", "ut", "ot", "et", "it", "ak", "ok", "ik", "id", "ad", "ud", "od",
    "in", "un", "an", "on", "il", "ul", "ol", "bl", "pl", "tl", "dl", "gl", "fl", "kl", "u", "ap", "op", "ip", "yp", "am",
    "im", "om", "um", "ab", "ib", "ob", "ub", "az", "af",
)  # fmt: skip

_IRREGULAR: Final = {
    "fled": "flee", "overran": "overrun", "underwent": "undergo", "slew": "slay", "slain": "slay", "repelled": "repel",
    "expelled": "expel", "compelled": "compel", "propelled": "propel", "patrolled": "patrol", "patrolling": "patrol",
    "repelling": "repel", "expelling": "expel", "strove": "strive", "bled": "bleed", "shot": "shoot", "hung": "hang",
    "sped": "speed", "withdrew": "withdraw", "withdrawn": "withdraw", "overthrew": "overthrow", "overthrown": "overthrow",
    "overtook": "overtake", "retook": "retake", "retaken": "retake", "hid": "hide", "hidden": "hide", "swore": "swear",
    "sworn": "swear", "tore": "tear", "torn": "tear", "flew": "fly", "flown": "fly", "struck": "strike", "stricken": "strike",
    "burnt": "burn", "forbade": "forbid", "forbidden": "forbid", "foresaw": "foresee", "froze": "freeze", "frozen": "freeze",
}  # fmt: skip
"""Past forms of verbs that reports of conflict use and the treebanks may lack."""


class Lemmas:
    """The lemma of a word, from its form, its Penn tag and the model's proposal."""

    def __init__(self, path: Path) -> None:
        """``path``: lines of form, tag and lemma, with tabs between, packed by gzip; a form is lower-case unless it is a name's.

        Raises ``ModelMissing`` where there is no such file.
        """
        if not path.is_file():
            raise ModelMissing(
                f"The reading model has no {path.name}. Reinstall the package, or name another model folder."
            )
        rows = [line.split("\t") for line in gzip.decompress(path.read_bytes()).decode().splitlines()]
        self._known: dict[tuple[str, str], str] = {(form, tag): lemma for form, tag, lemma in rows}
        self._bases = {lemma for (_, tag), lemma in self._known.items() if tag[:1] in ("V", "N", "J")}
        self._found: dict[tuple[str, str, str], str] = {}

    def __call__(self, form: str, tag: str, script: str) -> str:
        """The lemma of ``form`` with the fine tag ``tag``. ``script``: the model's proposal; empty where there is none."""
        key = (form, tag, script)
        lemma = self._found.get(key)
        if lemma is None:
            if len(self._found) > 100_000:
                self._found.clear()
            lemma = self._found[key] = self._looked_up(form, tag, script)
        return lemma

    def _looked_up(self, form: str, tag: str, script: str) -> str:
        lower = form.lower()
        known = self._known.get((lower, tag))
        if known is not None:
            return known
        if tag == "NNP":
            return form
        if tag in ("VBD", "VBN", "VBG") and lower in _IRREGULAR:
            return _IRREGULAR[lower]
        candidates = _bases_of(form if tag == "NNPS" else lower, tag)
        for candidate in candidates:
            if candidate in self._bases:
                return candidate
        if not candidates:
            if not script or tag in ("NN", "VB", "VBP", "JJ", "RB", "CD", "IN"):
                return form if script.startswith("k") else lower
            return apply_script(form, script)
        return candidates[0]


def _bases_of(form: str, tag: str) -> list[str]:
    """Bases that regular spelling allows for an inflected form, the likeliest first; empty where it is not regular."""
    if tag in ("NNS", "NNPS", "VBZ") and form[-1:] in ("s", "S"):
        return _without_s(form)
    for ending, tags in (("ed", ("VBD", "VBN")), ("ing", ("VBG",))):
        if tag in tags and form.endswith(ending) and len(form) > len(ending) + 1:
            return _without_ending(form[: -len(ending)], ending)
    if tag in ("JJR", "RBR", "JJS", "RBS"):
        for ending in ("est", "er"):
            if form.endswith(ending) and len(form) > len(ending) + 2:
                return _without_ending(form[: -len(ending)], ending)
    return []


def _without_s(form: str) -> list[str]:
    if form.endswith("ies") and len(form) > 4:
        return [form[:-3] + "y", form[:-1]]
    if form.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return [form[:-2], form[:-1]]
    if form.endswith(("ss", "us", "is")):
        return [form]
    return [form[:-1], form]


def _without_ending(stem: str, ending: str) -> list[str]:
    """Bases for a stem that has lost ``ed``, ``ing``, ``er`` or ``est``."""
    if stem.endswith("i") and ending != "ing":
        return [stem[:-1] + "y", stem]
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lszf":
        return [stem[:-1], stem]
    if len(stem) > 2 and stem[-1] == stem[-2]:
        return [stem, stem[:-1]]
    short = sum(c in _VOWELS for c in stem) == 1 and len(stem) <= 4
    plain_first = not stem.endswith(_E_BEFORE) or (stem[-3:-2] in _VOWELS and stem[-2:-1] in _VOWELS)
    if stem.endswith(("at", "iz", "uc", "ov", "av", "iv", "lv", "rv", "nc", "rc", "dg", "rg", "bl", "pl", "tl", "gl")):
        plain_first = stem[-3:-2] in _VOWELS and stem[-2:-1] in _VOWELS
    elif (
        not short
        and sum(c in _VOWELS for c in stem) > 1
        and stem.endswith(("et", "it", "or", "on", "in", "en", "er", "op"))
    ):
        plain_first = True
    return [stem, stem + "e"] if plain_first else [stem + "e", stem]
