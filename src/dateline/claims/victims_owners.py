"""Whose people are counted: "our comrades", "the army's dead", "enemy losses", "the army conceded two dead".

A noun that does not say whether those counted fought ("men", "dead", a bare number) takes class and side from its
owner where an armed party owns it, and from the speaker where an armed party speaks of its own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from spacy.tokens import Doc, Token

from dateline.claims.codebook import word_set
from dateline.claims.drafts import FigureDraft, SayingDraft
from dateline.claims.sides import side_of_words
from dateline.claims.syntax import span_of, text_of, tokens_in
from dateline.claims.victims import names_armed
from dateline.model import Victims
from dateline.terms import ActorKind, Measure, VictimClass

if TYPE_CHECKING:
    from dateline.claims.chains import Chains

__all__ = ["owned"]

_ARMED_KINDS: Final = frozenset(
    {ActorKind.STATE_FORCES, ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA}
)
_LOSSES: Final = frozenset({Measure.KILLED, Measure.INJURED, Measure.MISSING, Measure.DETAINED, Measure.ABDUCTED})
#: Words for one's own people that say nothing of arms; a party of arms means its fighters by them.
_PEOPLE: Final = r"(?:men|comrades?|brothers|boys|ranks|number|own|side|forces|elements|personnel|members|martyrs)"
_OURS: Final = re.compile(rf"\b(?:our|its|his|their)\s+(?:own\s+)?{_PEOPLE}\b", re.IGNORECASE)
_ENEMY: Final = re.compile(
    r"\benem(?:y|ies)(?:['’]s)?\s+(?:losses|casualties|dead|bodies|corpses|killed|wounded|injured|elements|ranks|forces|"
    r"fighters|soldiers|troops|personnel)\b|\b(?:dead|bodies|corpses|losses|casualties)\s+(?:of|among|for)\s+the\s+enemy\b",
    re.IGNORECASE,
)
_FRIENDLY: Final = re.compile(
    r"\b(?:own|friendly)\s+(?:losses|casualties|dead|wounded|forces)\b|\bon\s+our\s+(?:own\s+)?side\b", re.IGNORECASE
)
_MARTYRS: Final = re.compile(r"\bmartyr(?:s|ed|dom)?\b", re.IGNORECASE)
_WE_LOST: Final = re.compile(
    r"\bwe(?:['’]ve| have)?(?: also| only)? (?:have|had|lost|lose|mourn|suffered|buried)\b[^.;]*\Z", re.IGNORECASE
)
_OF_OURS: Final = re.compile(r"\bour (?:own )?(?:forces|side|losses|troops|men|ranks|units)\b", re.IGNORECASE)
_ADMITS: Final = word_set("conceded concede concedes admitted admit admits acknowledged acknowledge acknowledges")
_BARE: Final = word_set("dead deaths death losses loss casualties casualty fatalities killed wounded injured bodies")
_BEFORE: Final = 40
"""Characters before the clause in which a label ("Enemy losses:") stands."""


def owned(doc: Doc, draft: FigureDraft, saying: SayingDraft | None, chains: Chains) -> Victims:
    """The victims of a figure, with class and side by their owner where their own words leave these open."""
    victims = draft.victims
    if draft.measure not in _LOSSES or victims.class_ not in (VictimClass.UNKNOWN, VictimClass.COMBATANT):
        return victims
    text = text_of(doc)
    trigger = doc[draft.token]
    label = text[max(0, draft.clause.start - _BEFORE) : draft.clause.start].rsplit("\n", 1)[-1].rsplit(".", 1)[-1]
    words = f"{victims.words} {text[draft.clause.start : draft.clause.end]}"
    if _ENEMY.search(words) or (":" in label and _ENEMY.search(label)):
        return replace(victims, class_=VictimClass.COMBATANT)
    holder = _holder(doc, draft)
    if holder is not None:
        name = chains.name(span_of([t for t in holder.subtree if t.dep_ not in ("case", "det")] or [holder]))
        if names_armed(name) or names_armed(holder.text):
            return _of(victims, name)
    speaker = saying.speaker if saying is not None else None
    if saying is not None and speaker is not None and victims.class_ is VictimClass.UNKNOWN:
        who = f"{speaker.organisation or ''} {speaker.name or ''} {speaker.role or ''}"
        fights = speaker.kind in _ARMED_KINDS | {ActorKind.GOVERNMENT} or side_of_words(who) is not None
        before = text[max(0, draft.number.start - _BEFORE) : draft.number.start]
        if fights and (_MARTYRS.search(words) or _WE_LOST.search(before) or _OF_OURS.search(label)):
            side = speaker.organisation if speaker.kind in _ARMED_KINDS else None
            return replace(victims, class_=VictimClass.COMBATANT, side=victims.side or side)
    if saying is None or speaker is None or speaker.kind not in _ARMED_KINDS or not speaker.organisation:
        return victims
    ours = (
        (_OURS.search(victims.words) and not _anothers(trigger, victims.words))
        or _FRIENDLY.search(words)
        or _FRIENDLY.search(label)
    )
    cue = text[saying.cue.start : saying.cue.end].casefold() if saying.cue is not None else ""
    bare = set(re.findall(r"[a-z]+", victims.words.casefold())) <= _BARE or trigger.lower_ in _BARE
    admits = any(w in _ADMITS for w in cue.split()) and bare and victims.class_ is VictimClass.UNKNOWN
    return _of(victims, speaker.organisation) if ours or admits else victims


def _anothers(trigger: Token, words: str) -> bool:
    """ "The army says Brigadier Kajli of the rebels was killed with eleven of his men": his, not the army's."""
    if not re.search(r"\b(?:his|her)\b", words, re.IGNORECASE):
        return False
    return any(c.dep_ == "nsubj:pass" and c.tag_ in ("NN", "NNP") and c.ent_type_ != "ORG" for c in trigger.children)


def _holder(doc: Doc, draft: FigureDraft) -> Token | None:
    """The owner in the genitive of a noun for losses ("the army's dead"), or who lost, conceded or mourned them."""
    trigger = doc[draft.token]
    for noun in tokens_in(doc, draft.clause):
        if noun.lower_ in _BARE and noun.pos_ != "VERB":
            for child in noun.children:
                if child.dep_ == "nmod:poss" and child.pos_ in ("NOUN", "PROPN"):
                    return child
    verb = trigger.head
    if trigger.lower_ in _BARE and verb.lower_ in _ADMITS and trigger.dep_ == "obj":
        return next((c for c in verb.children if c.dep_ == "nsubj" and c.pos_ in ("NOUN", "PROPN")), None)
    return None


def _of(victims: Victims, side: str) -> Victims:
    return replace(victims, class_=VictimClass.COMBATANT, side=victims.side or side)
