"""Words of violence that tell of something else, by who does it or to what: viruses attack, parties capture seats.

Only what the words themselves rule out is ruled out here; whether a real deed is an event of this report is asked elsewhere
(:mod:`.events_real`). Source: the guide, "An event" ("something that happened"), and ACLED's codebook, which codes none of these.
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from dateline.claims.participants import Cast, Parties
from dateline.claims.syntax import is_passive

__all__ = ["no_violence"]

_NO_SIDE: Final = frozenset(
    """
    virus viruses bacteria bacterium parasite parasites cancer disease cell cells hormone antibody antibodies fungus
    bear bears dog dogs shark sharks lion lions tiger tigers elephant elephants snake snakes crocodile crocodiles leopard
    leopards bee bees wasp wasps hippo hippos wolf wolves bull swarm storm hurricane typhoon cyclone wave waves wind winds
    critic critics reviewer reviewers columnist columnists
    """.split()
)
"""What attacks, strikes and kills and is no party of a conflict."""
_WON: Final = frozenset(
    """
    seat seats vote votes title titles medal medals crown award awards cup attention imagination headlines moment mood image
    images essence data carbon market share
    """.split()
)
"""What is captured and is nobody."""
_WITH: Final = frozenset(
    """
    call calls question questions request requests letter letters message messages email emails e-mails complaint complaints ad
    ads advertisements radiation neutrons electrons particles information spam texts tweets
    """.split()
)
"""With these somebody is bombarded and unhurt."""
_SHOOTING: Final = frozenset({"event.shoot.verb", "event.fire_weapon.verb"})
_POUNDING: Final = ("bombard", "pound", "pummel", "pelt", "plaster")
_SCORES: Final = frozenset(
    "round par birdie birdies bogey bogeys golf points rebounds goal goals halftime tournament fairway".split()
)
_CRASHED: Final = frozenset({"crash", "collide", "derail", "capsize", "overturn"})
_SHOT: Final = frozenset(
    "shot downed missile missiles rocket rockets fire gunfire bomb bombed strike strikes struck attack attacked hijacked".split()
)


def no_violence(entry: str, token: Token, parties: Parties, cast: Cast) -> bool:
    """True where the doer is no party ("a bear attacked"), or what is done is no deed ("captured 40 seats").

    ``entry`` is the id of the codebook entry whose words ``token`` begins.
    """
    actors, targets = parties.actors, parties.targets
    if actors and all(t.lower_ in _NO_SIDE for t in actors):
        return True
    word = token.lower_
    if word.startswith(("captur", "seiz", "win", "won")) and targets and all(t.lower_ in _WON for t in targets):
        return True
    if word.startswith(_POUNDING):
        behind = {c.lower_ for c in token.children if c.dep_ in ("obl", "nmod") and c.i > token.i}
        if behind & _WITH:
            return True
        if actors and not is_passive(token) and all(cast.civilian(t) for t in actors):
            return True  # "scientists bombarded the cells"
    if entry in _SHOOTING and {t.lower_ for t in token.sent} & _SCORES:
        return any(c.dep_ in ("obj", "obl:unmarked", "nummod") and c.pos_ == "NUM" for c in token.children)
    return _in_a_crash(token)


def _in_a_crash(token: Token) -> bool:
    """ "A plane crashed near the town, killing all on board": unless the sentence says that something hit it."""
    verb = token
    if verb.dep_ in ("advcl", "conj", "acl") and verb.head.lemma_.lower() in _CRASHED:
        return not {t.lower_ for t in token.sent} & _SHOT
    return any(
        c.dep_ == "advcl" and c.lemma_.lower() in _CRASHED and not {t.lower_ for t in token.sent} & _SHOT
        for c in token.children
    )
