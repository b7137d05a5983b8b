"""Words of violence that tell of something else, by who does it or to what: viruses attack, parties capture seats.

Only what the words themselves rule out is ruled out here; whether a real deed is an event of this report is asked elsewhere
(:mod:`.events_real`). Source: the guide, "An event" ("something that happened"), and ACLED's codebook, which codes none of these.
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from dateline.claims.events_telling import filmed
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
    virus viruses shipment shipments consignment consignments cargo poultry bird birds chicken chickens goods
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
_GUNS: Final = frozenset("gun guns handgun pistol rifle shotgun revolver weapon firearm".split())
_FINDERS: Final = frozenset(
    "toddler child children boy girl boys girls kid kids teen son daughter man woman family".split()
)
_CARED: Final = frozenset({"stretcher", "stretchers", "ambulance", "body", "gurney"})
_BAIL: Final = frozenset({"bail", "bond", "recognizance", "recognisance", "parole", "hospital", "hospitals"})
"""On this a court lets somebody go."""
_SELF: Final = frozenset({"himself", "herself", "themselves", "themself", "self"})
_UNDERTAKEN: Final = frozenset(
    """
    program programme programs programmes vaccination immunization immunisation investigation inquiry probe project scheme
    initiative product service app website appeal fund survey study course plan tool drive
    """.split()
)
_BEASTS: Final = frozenset(
    """
    bird birds species chick chicks falcon falcons eagle eagles turtle turtles tortoise tortoises animal animals fish cub cubs
    parrot parrots egg eggs ivory
    """.split()
)
_RIDDEN: Final = frozenset({"bus", "coach", "car", "vehicle", "van", "truck", "taxi", "jeep", "train", "minibus"})
_CALAMITIES: Final = frozenset(
    "blaze wildfire wildfires avalanche landslide mudslide earthquake quake tsunami flood floods lightning tornado cyclone".split()
)
_BURNS: Final = frozenset(
    """
    basement house apartment kitchen home hotel factory warehouse forest brush bush night building hospital hostel market mobile
    nightclub garage barn attic
    """.split()
)
_OFFICERS: Final = frozenset(
    "police officials authorities prosecutors agents investigators detectives officers".split()
)
_PREMISES: Final = frozenset(
    """
    warehouse warehouses home homes house houses office offices apartment apartments property properties building farm ranch
    laboratory laboratories lab labs shop shops store stores nightclub casino bank premises
    """.split()
)
_TIFFS: Final = frozenset(
    "argument dispute altercation quarrel robbery feud relationship fight deal transaction party date spat".split()
)
_OF_WORDS: Final = frozenset(
    "political partisan legal verbal legislative judicial diplomatic electoral courtroom ideological".split()
)
"""Of this kind a fight hurts nobody."""
_POSTS: Final = frozenset("duty duties command post position office job responsibility responsibilities".split())
_LED: Final = frozenset({"take", "lead", "escort", "bring", "pull", "drag"})
_RECORDS: Final = frozenset(
    "record fitness character credibility integrity judgment judgement policy policies plan agenda speech proposal".split()
)
"""What is attacked with words."""
_RIVALS: Final = frozenset(
    "rival rivals opponent opponents critics critic media press record plan policy me him her us".split()
)
_SHOOTING: Final = frozenset({"event.shoot.verb", "event.fire_weapon.verb"})
_POUNDING: Final = ("bombard", "pound", "pummel", "pelt", "plaster")
_AT_SOMETHING: Final = ("rocket", "mortar", "pound", "pummel", "plaster", "bombard")
"""Verbs of fire that want to say at what."""
_SCORES: Final = frozenset(
    "round par birdie birdies bogey bogeys golf points rebounds goal goals halftime tournament fairway".split()
)
_QUARRELS: Final = frozenset({"event.clash.verb", "event.clash.noun", "event.fight.verb"})
_TALKERS: Final = frozenset(
    """
    minister ministers official officials doctor doctors lawmaker lawmakers senator senators politician politicians lawyer
    lawyers candidate candidates president presidents governor governors mayor mayors congressman congressmen scientist
    scientists expert experts spokesman spokeswoman chancellor premier premiers mp mps opposition delegates diplomats
    """.split()
)
"""Who fight with words, where nothing else is said."""
_BLOWS: Final = frozenset(
    """
    killed wounded injured dead hurt stones gunfire police troops soldiers supporters militia shot guns knives sticks machetes
    fists fistfight stabbed beaten beat bullets tear
    """.split()
)
_MAKERS: Final = frozenset("firm company agency nasa spacex corporation start-up contractor".split())
"""Who launch rockets at nobody."""
_CRASHED: Final = frozenset({"crash", "collide", "derail", "capsize", "overturn"})
_SHOT: Final = frozenset(
    "shot downed missile missiles rocket rockets fire gunfire bomb bombed strike strikes struck attack attacked hijacked".split()
)


def no_violence(entry: str, token: Token, parties: Parties, cast: Cast) -> bool:
    """True where the doer is no party ("a bear attacked"), or what is done is no deed ("captured 40 seats").

    ``entry`` is the id of the codebook entry whose words ``token`` begins.
    """
    actors, targets = parties.actors, parties.targets
    if filmed(token):
        return True
    if entry == "event.explode.verb" and any(c.dep_ == "nsubj" and c.lower_ in _GUNS for c in token.children):
        return True  # "the gun went off while he was looking at it"
    if (
        entry == "event.seize_weapons.verb"
        and targets
        and all(any(c.lower_ == "spent" for c in t.subtree) for t in targets)
    ):
        return True  # "40 spent cartridges were found"
    if entry == "event.seize_weapons.verb" and actors and all(t.lower_ in _FINDERS for t in actors):
        return True
    if entry == "event.seize_people.verb" and any(t.lower_ in _CARED for t in token.subtree):
        return True  # "taking one of the kids away on a stretcher", "pulled away from the body"
    if entry == "event.release.verb" and any(t.lower_ in _BAIL for t in token.subtree):
        return True
    if entry == "event.loot.verb" and token.lemma_.lower() == "relieve":
        return any(t.lower_ in _POSTS for t in token.subtree)  # "relieved the judge of his duties"
    if entry == "event.release.verb" and targets and token.lemma_.lower() in ("recover", "release"):
        if not any(cast.person(t) or t.like_num or t.pos_ in ("PROPN", "PRON") for t in targets):
            return True  # "a card was recovered", "released the footage"
    if entry == "event.release.noun" and token.ent_type_ == "ORG":
        return True  # "Coconut Creek Fire Rescue"
    if entry == "event.riot.verb" and any(c.dep_.startswith("nsubj") and c.lower_ in _TIFFS for c in token.children):
        return True  # "an argument turned violent"
    if actors and all(t.lower_ in _NO_SIDE for t in actors):
        return True
    if targets and all(t.lower_ in _SELF for t in targets) and entry in _SHOOTING | {"event.kill.verb"}:
        return True  # "shot himself while getting out of a car"
    if entry in ("event.clash.noun", "event.attack.noun") and _war_of_words(token, targets):
        return True
    if token.doc[token.i + 1 : token.i + 2].text == "back" and _with_words(token, actors, targets or actors):
        return True  # "'He wants to be tough,' Marsh shot back"
    if entry == "event.blow_up.verb" and token.lower_.startswith("blast") and targets:
        return not any(cast.armed(t) or cast.weapon(t) or "property" in cast.kinds(t) for t in targets)  # with words
    if token.lower_.startswith("infiltrat") and targets and all(cast.person(t) for t in targets):
        return True
    if token.tag_ == "VBG" and token.head.lemma_.lower() in ("get", "face", "receive", "serve"):
        return any(c.lower_ in ("years", "months", "life", "term", "sentence") for c in token.head.children)
    word = token.lower_
    if _at_peace(entry, token, targets) or (word.startswith("raid") and _searched(actors, targets)):
        return True
    if (
        word.startswith(("captur", "seiz", "detain", "win", "won"))
        and targets
        and all(t.lower_ in _WON for t in targets)
    ):
        return True
    if word.startswith(_AT_SOMETHING) and not targets and not is_passive(token) and token.pos_ == "VERB":
        return not any(c.dep_ == "obj" for c in token.children)  # "prices rocketed"
    if word.startswith(_POUNDING):
        behind = {c.lower_ for c in token.children if c.dep_ in ("obl", "nmod") and c.i > token.i}
        if behind & _WITH:
            return True
        if actors and not is_passive(token) and word != "pelted" and all(cast.civilian(t) for t in actors):
            return True  # "scientists bombarded the cells"
    if entry in _QUARRELS and _quarrel(token, [*actors, *targets], cast):
        return True
    if entry == "event.attack.verb" and actors and not is_passive(token):
        if _quarrel(token, actors, cast) or _with_words(token, actors, targets):
            return True
    if token.lemma_.lower() == "lash" and any(c.lower_ == "out" for c in token.children):
        return not {t.lower_ for t in token.sent} & _BLOWS  # "lashed out at the senator"
    if entry == "event.fire_weapon.verb" and actors and not targets and all(t.lower_ in _MAKERS for t in actors):
        return True
    if entry in _SHOOTING and {t.lower_ for t in token.sent} & _SCORES:
        return any(c.dep_ in ("obj", "obl:unmarked", "nummod") and c.pos_ == "NUM" for c in token.children)
    return _in_a_crash(token)


def _at_peace(entry: str, token: Token, targets: list[Token]) -> bool:
    """What is launched, let go, left and returned to when nothing of a conflict is told."""
    if entry == "event.group.verb" and token.lemma_.lower() in ("launch", "announce"):
        return any(t.lower_ in _UNDERTAKEN for t in token.subtree)
    if entry in ("event.release.verb", "event.loot.verb") and targets and all(t.lower_ in _BEASTS for t in targets):
        return True
    if entry == "event.release.verb" and token.lemma_.lower() == "recover":
        return not any(c.dep_ in ("obj", "nsubj:pass") for c in token.children)  # "most patients have recovered"
    if entry == "event.release.verb" and not targets and token.lemma_.lower() == "release":
        # "communique 011-89, released by the ministry"
        return not any(c.dep_.startswith("nsubj") for c in token.children)
    if entry == "event.seize_people.verb" and token.lemma_.lower() == "force":
        return any(c.dep_ == "xcomp" for c in token.children)  # "are forcing residents to stay off the streets"
    if entry == "event.seize_weapons.verb" and token.lemma_.lower() == "intercept":
        return bool(targets) and all(t.ent_type_ == "PERSON" for t in targets)
    if entry == "event.evacuate.verb" and token.lemma_.lower() in _LED and targets:
        if all(t.tag_ in ("NN", "NNP") and not t.conjuncts for t in targets):
            return True  # "took the mayor out of his house and shot him", "leads the accused out of the courtroom"
    if entry == "event.evacuate.verb" and token.lemma_.lower() == "take":
        return any(c.dep_ in ("obl", "nmod") and c.lemma_.lower() in _RIDDEN for c in token.children)
    if entry == "event.return.verb" and token.tag_ == "VBG":
        past = any(c.lower_ in ("was", "were") for c in token.children)
        return past and any(t.lower_ == "when" and t.i > token.i for t in token.sent)  # "were returning home when …"
    if entry == "event.displace.verb" and token.lower_ == "crammed":
        return is_passive(token)
    if entry == "event.kill.verb":
        return any(c.dep_.startswith("nsubj") and _fire(c) for c in token.children)
    return False


def _fire(token: Token) -> bool:
    """ "Basement fire kills man": a fire that burns, not one that guns give."""
    if token.lower_ in _CALAMITIES:
        return True
    return token.lower_ in ("fire", "fires") and any(
        c.dep_ in ("compound", "amod") and c.lower_ in _BURNS for c in token.children
    )


def _searched(actors: list[Token], targets: list[Token]) -> bool:
    """ "Officials raided a warehouse": a search, which takes nothing by force."""
    return (
        bool(actors and targets)
        and all(t.lower_ in _OFFICERS for t in actors)
        and all(t.lower_ in _PREMISES for t in targets)
    )


def _quarrel(token: Token, people: list[Token], cast: Cast) -> bool:
    """ "Two ministers clashed over the vaccine", "the senator attacked the opposition": with words, where none is hurt."""
    if not people or any(cast.armed(t) for t in people):
        return False
    over = _over(token)
    known = people if over else people[:1]
    if not all(t.lower_ in _TALKERS or (over and t.ent_type_ == "PERSON") for t in known):
        return False
    return not {t.lower_ for t in token.sent} & _BLOWS


def _war_of_words(noun: Token, targets: list[Token]) -> bool:
    """ "Continued political fighting in the capital", "her attacks on his record", "a new line of attack"."""
    called = any(c.dep_ in ("amod", "compound") and c.lower_ in _OF_WORDS for c in noun.children)
    aimed = bool(targets) and all(t.lower_ in _RECORDS for t in targets)
    return called or aimed or (noun.dep_ == "nmod" and noun.head.lower_ == "line")


def _with_words(token: Token, actors: list[Token], targets: list[Token]) -> bool:
    """ "Davis attacked Trump for his comments", "attacked his rival": one politician the other, where no blow is told."""
    if not all(t.ent_type_ == "PERSON" or t.pos_ == "PROPN" for t in actors) or {t.lower_ for t in token.sent} & _BLOWS:
        return False
    why = any(c.lower_ in ("for", "over") for t in token.children if t.dep_ in ("obl", "advcl") for c in t.children)
    return bool(targets) and all(t.ent_type_ in ("PERSON", "ORG") or t.lower_ in _RIVALS or why for t in targets)


def _over(token: Token) -> bool:
    """True where the verb says over what."""
    return any(c.dep_ in ("obl", "nmod") and any(g.lower_ == "over" for g in c.children) for c in token.children)


def _in_a_crash(token: Token) -> bool:
    """ "A plane crashed near the town, killing all on board": unless the sentence says that something hit it."""
    verb = token
    if verb.dep_ in ("advcl", "conj", "acl") and verb.head.lemma_.lower() in _CRASHED:
        return not {t.lower_ for t in token.sent} & _SHOT
    return any(
        c.dep_ == "advcl" and c.lemma_.lower() in _CRASHED and not {t.lower_ for t in token.sent} & _SHOT
        for c in token.children
    )
