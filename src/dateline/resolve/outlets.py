"""Where an outlet is at home, learned from the place names of several of its reports.

A local paper does not say which Paris it means: its readers know. What its reports name lies around one spot. The idea is that
of M. D. Lieberman, H. Samet and J. Sankaranarayanan, "Geotagging with Local Lexicons to Build Indexes for
Textually-Specified Spatial Data", 2010.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from dateline.resolve.gazetteer import Entry, Form, Gazetteer
from dateline.resolve.names import name_key
from dateline.resolve.toponyms import Toponym
from dateline.resolve.weighing import Home

__all__ = ["home_of"]

# Fewer reports than this tell nothing of an outlet.
_REPORTS: Final = 2
_NAMES: Final = 120
_CANDIDATES: Final = 40
_REACH_KM: Final = 80.0
# The share of an outlet's names (by reports that name them) that must have a bearer around its home.
_SHARE: Final = 0.3
# What a town in the outlet's own name weighs, and the letters that it must have.
_TOLD: Final = 0.2
_LETTERS: Final = 5


def home_of(reports: Iterable[Sequence[Toponym]], gazetteer: Gazetteer, *, site: str = "") -> Home | None:
    """The home of the outlet of these reports: the spot around which most of the names that they use have a bearer.

    ``site``: the host name of the outlet ("springfieldnewssun.com"), which often holds the town. None where there are fewer
    than two reports or no spot stands out.
    """
    counts: Counter[str] = Counter()
    number = 0
    for names in reports:
        number += 1
        counts.update({t.words for t in names if not t.adjective and t.candidates})
    if number < _REPORTS:
        return None
    entries: list[Entry] = []
    owners: list[int] = []
    weights: list[float] = []
    for name, count in counts.most_common(_NAMES):
        found = [
            e
            for e in gazetteer.entries(name)
            if e.form in (Form.MAIN, Form.OTHER) and e.kind not in ("country", "continent", "region")
        ][:_CANDIDATES]
        if not found:
            continue
        for entry in found:
            entries.append(entry)
            owners.append(len(weights))
        weights.append(float(count) ** 0.7)
    if len(weights) < _REPORTS:
        return None
    owned, weight = np.array(owners), np.array(weights)
    near = _near(entries)
    starts = np.flatnonzero(np.r_[True, owned[1:] != owned[:-1]])
    best = np.maximum.reduceat(near, starts, axis=1) * weight[None, :]
    # A spot is not its own witness.
    best[np.arange(len(entries)), owned] *= 0.5
    score = best.sum(axis=1)
    letters = "".join(c for c in site.lower() if c.isalnum())
    for i, entry in enumerate(entries):
        key = name_key(entry.name).replace(" ", "")
        if len(key) >= _LETTERS and key in letters:
            score[i] += _TOLD * weight.sum()
        if entry.lat is None or entry.kind == "admin1":
            score[i] = 0.0
    top = int(score.argmax())
    if score[top] < _SHARE * weight.sum():
        return None
    home = entries[top]
    return Home(country=home.country, admin1=home.admin1, lat=home.lat, lon=home.lon)


def _near(entries: Sequence[Entry]) -> npt.NDArray[np.float64]:
    """For each pair of candidates 0 to 1: by distance, and at least a share where both lie in one division."""
    known = np.array([e.lat is not None and e.kind != "admin1" for e in entries])
    lat = np.radians(np.array([e.lat or 0.0 for e in entries]))
    lon = np.radians(np.array([e.lon or 0.0 for e in entries]))
    half = np.sin((lat[:, None] - lat[None, :]) / 2) ** 2
    half += np.cos(lat)[:, None] * np.cos(lat)[None, :] * np.sin((lon[:, None] - lon[None, :]) / 2) ** 2
    near: npt.NDArray[np.float64] = np.exp(-12742.0 * np.arcsin(np.sqrt(np.minimum(1.0, half))) / _REACH_KM)
    near *= known[:, None] * known[None, :]
    codes = [f"{e.country}.{e.admin1}" if e.admin1 else "" for e in entries]
    numbers = {c: n for n, c in enumerate(dict.fromkeys(codes))}
    code = np.array([numbers[c] if c else -1 - i for i, c in enumerate(codes)])
    # A division itself says more of where its paper is than a namesake in it.
    whole = np.array([0.9 if e.kind == "admin1" else 0.45 for e in entries])
    near = np.maximum(near, (code[:, None] == code[None, :]) * whole[None, :])
    # A place of no account beside a famous namesake counts a little less.
    near *= (0.6 + 0.4 * np.array([e.prior() for e in entries]))[None, :]
    return near
