"""What cannot have done it: the means and causes of harm that stand after "by" as those who did it stand there.

"Wounded by glass", "laid out by the light of lamps", "killed by the conflict" name no party. A party is a person,
a group, a force or what bears weapons; names are taken for parties, common nouns of the classes below are not.
The classes were written for this project after the semantic roles CAUSE and INSTRUMENT against AGENT (PropBank).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from spacy.tokens import Token

from dateline.claims.syntax import tokens_in
from dateline.model import Reading
from dateline.text import Span

__all__ = ["can_act", "parties_of"]

_CAUSES: Final = frozenset(
    """
    drizzle snow fog hail mist breeze dust sand mud
    light headlamp headlight lamplight lamp torch torchlight lantern moonlight flashlight sunlight candle daylight
    glass shard shrapnel splinter fragment debris rubble stone rock brick bullet round gunfire pellet baton beating
    blow slap kick whip knife machete blade gas teargas acid smoke flame fire heat blaze
    conflict war warfare violence fighting insurgency unrest hostility strife crisis siege blockade offensive campaign
    operation clash battle attack raid strike shelling bombing explosion blast bombardment crossfire
    hunger thirst starvation famine malnutrition disease cholera measles malaria diarrhoea diarrhea exhaustion
    illness infection dehydration cold drought flood flooding storm rain wind lightning landslide earthquake
    fall stampede crush accident collision crash drowning suffocation
    decade century year month week hour wave spate series spiral cycle aggression incursion infiltration
    mistake error chance surprise coincidence accident hand foot road sea land bus phone telephone radio text
    mail letter message video dawn noon nightfall midnight dusk morning evening night day time end number figure
    percent count tally estimate reckoning account calculation measure standard law virtue
    charge count allegation
    fear panic anger hatred revenge greed poverty
    """.split()
)
_GROUPS_BY_ENDING: Final = frozenset(
    """
    government regiment detachment contingent movement element department parliament establishment settlement
    administration organisation organization coalition faction nation population association federation delegation
    corporation confederation institution legion battalion division mission commission formation station union
    authority community security minority majority university municipality party entity
    aviation reinforcement armament garrison legation deputation
    """.split()
)
_ABSTRACT: Final = ("ness", "ment", "tion", "sion", "ism", "ity")


def can_act(token: Token) -> bool:
    """True for the head of a noun phrase that can name a party."""
    if token.pos_ == "PROPN" or token.ent_type_ in ("PERSON", "ORG", "NORP"):
        return True
    word = token.lemma_.lower()
    if {word, token.lower_, token.lower_.rstrip("s")} & _CAUSES:
        return False
    return word in _GROUPS_BY_ENDING or not word.endswith(_ABSTRACT)


def parties_of(reading: Reading, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans whose head can name a party, in their order."""
    kept = []
    for span in spans:
        tokens = tokens_in(reading.doc, span)
        heads = [t for t in tokens if t.head not in tokens or t.head == t]
        if not heads or any(can_act(t) for t in heads[:1]):
            kept.append(span)
    return tuple(kept)
