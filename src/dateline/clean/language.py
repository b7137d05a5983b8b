"""Which language a text is in, by a vote of its commonest words, and paragraphs that are in another."""

from __future__ import annotations

import re
from types import MappingProxyType

__all__ = ["KNOWN", "language_of", "other_language"]

KNOWN = ("en",)

# The commonest function words of each language (from its grammar), those it shares with English left out.
_STOPS = MappingProxyType(
    {
        "en": (
            "the of and to in a is was for on that with as were by at from it be are he his an which said has "
            "have had who not they this but been their or after its"
        ),
        "fr": (
            "le la les des du de et un une dans est que qui pour sur par au aux avec ce il elle ont été pas plus "
            "ses son sont cette leur mais selon deux"
        ),
        "es": (
            "el la los las de del y en un una que por con para se su al lo como más fue sus ha han este está pero "
            "entre según también"
        ),
        "pt": (
            "o os as do da dos das em um uma que por com para se ao não mais foi na no pelo pela segundo são "
            "também seu sua à"
        ),
        "de": (
            "der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch es wurde bei nach "
            "aus wird sind hat einer einem"
        ),
        "it": (
            "il lo la gli le di del della dei e che un una per con non si è sono nel nella al alla dal come più "
            "anche stato ha secondo"
        ),
        "nl": (
            "de het een van en in op dat is te zijn met voor niet aan er door om bij ook wordt naar uit werd "
            "hebben heeft"
        ),
        "tr": ("ve bir bu için ile olarak da de olan çok daha sonra kadar gibi ise olduğu tarafından"),
        "id": ("yang dan di dari untuk dengan pada ini itu tidak dalam akan telah oleh adalah juga ke"),
        "tl": ("ang ng sa mga na at ay si ni hindi ito kay para isang nang"),
        "sw": ("ya wa na kwa ni za katika la kuwa hiyo huyo watu cha hao"),
        "so": ("iyo oo ka ku in la uu waa ayaa ah waxaa"),
    }
)
_SETS = MappingProxyType({name: frozenset(words.split()) for name, words in _STOPS.items()})
# English prose has a third and more of its words from its list; no other language here comes near that.
_PLAINLY = 0.25
_WORD = re.compile(r"[^\W\d_]+")
_FAR = re.compile("[\u0370-\u1fff\u3040-\ud7af]")
_SCRIPTS = (
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("bn", re.compile("[\u0980-\u09ff]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("my", re.compile("[\u1000-\u109f]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("am", re.compile("[\u1200-\u137f]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
)


def language_of(words: str) -> tuple[str | None, float]:
    """Language code and how clearly (0–1, the share of its commonest words); None for too few words to tell."""
    tokens = _WORD.findall(words[:20_000].lower())
    if len(_FAR.findall(words)) >= 8:
        letters = sum(1 for char in words[:20_000] if char.isalpha())
        for name, pattern in _SCRIPTS:
            count = len(pattern.findall(words[:20_000]))
            if count > 0.4 * letters and count >= 8:
                return name, count / letters
    if len(tokens) < 4:
        return None, 0.0
    english = sum(1 for token in tokens if token in _SETS["en"]) / len(tokens)
    if english >= _PLAINLY:
        return "en", english
    votes = {name: sum(1 for token in tokens if token in stops) / len(tokens) for name, stops in _SETS.items()}
    best = max(votes, key=lambda name: (votes[name], name == "en"))
    if votes[best] < 0.05:
        return None, votes[best]
    if best != "en" and votes[best] < 1.6 * votes["en"] + 0.05:
        return "en", votes["en"]
    return best, votes[best]


def other_language(words: str) -> str | None:
    """The language of a paragraph that is plainly not English; None for English and for what is too short to tell."""
    if len(words) < 30 and words.isascii():
        return None
    name, share = language_of(words)
    if name is None or name in KNOWN:
        return None
    if name not in _SETS:
        return name
    size = len(_WORD.findall(words))
    return name if (size >= 10 and share >= 0.18) or (size >= 6 and share >= 0.34) else None
