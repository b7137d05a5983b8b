"""Trees mended in what headlines and notes say: "One killed, six wounded", "leaves 3 hurt, 1 dead"; and deeds told out of order."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from dateline.reading.mended import Tree

_DONE: Final = frozenset(
    "killed wounded injured hurt shot hospitalized hospitalised stabbed slain arrested detained".split()
)
_STATES: Final = _DONE | {"dead"}
_LEAVES: Final = frozenset({"leaves", "leave", "left", "leaving"})
_BEFORE: Final = frozenset(", and ; : - \u2013 \u2014 | ( at least".split()) | _LEAVES
_STOPS: Final = frozenset({"IN", "CC", ",", ".", ":", "-LRB-", "-RRB-", "HYPH", "NFP", "``", "''"})
_WHERE: Final = frozenset("in outside inside near during after by while on over".split())
_PEOPLE: Final = frozenset(
    "man men woman women teen teens teenager teenagers boy boys girl girls child children people toddler baby student".split()
)
"""Who is seldom said to shoot without saying whom."""
_DEEDS: Final = frozenset({"abduct", "kidnap", "injure", "wound"})
_DONE_TO: Final = frozenset({"obj", "conj", "appos", "parataxis", "obl:unmarked"})
_LOW: Final = ("amod", "compound", "nmod:desc", "flat")


def mend_headlines(tree: Tree) -> None:
    """All mends of this room, on the whole text."""
    for word in range(len(tree.words) - 1):
        if tree.tags[word] == "CD" and word + 1 not in tree.starts:
            _left(tree, word)
            _so_many_done(tree, word)
            _so_many_people_shot(tree, word)
        _others_behind(tree, word)
        _was_shot(tree, word)
        _then_did(tree, word)
        _kept_by(tree, word)
        _and_then(tree, word)


def _closes(tree: Tree, word: int) -> bool:
    """Whether a phrase ends with ``word``: no noun that it could stand before follows."""
    return word + 1 >= len(tree.words) or word + 1 in tree.starts or tree.tags[word + 1] in _STOPS


def _opens(tree: Tree, word: int) -> bool:
    return word in tree.starts or tree.words[word - 1].lower() in _BEFORE


def _left(tree: Tree, word: int) -> None:
    """ "Shooting leaves 3 Hurt, 1 Dead": the number is whom it leaves, the next word how."""
    state = word + 1
    if tree.words[state].lower() not in _STATES or not _closes(tree, state) or not word:
        return
    verb = word - 1
    if word in tree.starts or tree.words[verb].lower() not in _LEAVES or tree.heads[verb] == word:
        return
    if tree.tags[verb] == "NNS" and tree.words[verb].lower() == "leaves":
        tree.tags[verb] = "VBZ"
        for i in [i for i in tree.children(verb) if tree.deps[i] in _LOW and i < verb]:
            tree.deps[i] = "nsubj"
    if not tree.tags[verb].startswith("VB"):
        return
    tree.heads[word], tree.deps[word] = verb, "obj"
    tree.heads[state], tree.deps[state] = verb, "xcomp"
    tree.tags[state] = "JJ" if tree.words[state].lower() == "dead" else "VBN"


def _so_many_done(tree: Tree, word: int) -> None:
    """ "One killed, 6 wounded in park shooting": the wounded are told beside the dead, and are no part of the shooting."""
    state = word + 1
    if tree.words[state].lower() not in _STATES or not _closes(tree, state) or not _opens(tree, word):
        return
    noun = tree.heads[state]
    if tree.deps[state] in ("conj", "parataxis", "xcomp") and tree.heads[word] == noun < word:
        if tree.words[noun].lower() in _LEAVES:
            return
        tree.heads[word] = state  # "leaves 3 hurt, 1 dead", "One killed, 6 wounded"
        if tree.deps[state] == "xcomp":
            tree.deps[state] = "conj"
        return
    if tree.heads[word] != state or tree.deps[state] not in _LOW or noun < state:
        return
    low = tree.starts[max(0, bisect_right(tree.starts, word) - 1)]
    first = next(
        (i for i in range(word - 1, low - 1, -1) if tree.words[i].lower() in _STATES and tree.heads[i] != state), None
    )
    if first is None:
        return
    tree.heads[state], tree.deps[state], tree.tags[state] = first, "conj", "VBN"
    tree.deps[word] = "nsubj:pass"


def _others_behind(tree: Tree, word: int) -> None:
    """ "2 men killed, 2 others in hospital": who is told behind a comma and a verb with a subject has it not for a verb."""
    verb = tree.heads[word]
    if not tree.deps[word].startswith("nsubj") or word < verb + 2 or tree.words[verb].lower() not in _DONE:
        return
    below = list(tree.children(word))
    low = min([word, *below])
    if tree.words[low] != "," and tree.words[low - 1] != ",":
        return
    if not any(tree.deps[i] == "nummod" for i in below):
        return
    if any(tree.deps[i].startswith("nsubj") and i < verb for i in tree.children(verb)):
        tree.deps[word] = "parataxis"


def _so_many_people_shot(tree: Tree, word: int) -> None:
    """ "4 teens, 1 adult shot outside a market": a noun behind a number, then what was done to them."""
    people, state = word + 1, word + 2
    if state >= len(tree.words) or state in tree.starts or tree.words[state].lower() not in _DONE:
        return
    if tree.tags[state] != "NN" or tree.heads[people] != state or tree.deps[people] not in _LOW:
        return
    if tree.heads[word] not in (people, state) or not _closes(tree, state):
        return
    root = tree.heads[state] == state
    tree.heads[people] = people if root else tree.heads[state]
    tree.deps[people] = tree.deps[state]
    tree.heads[word], tree.deps[word] = people, "nummod"
    tree.heads[state], tree.deps[state], tree.tags[state] = people, "acl", "VBN"
    if tree.tags[people] == "JJ":
        tree.tags[people] = "NN"


def _was_shot(tree: Tree, word: int) -> None:
    """ "Teen shot in church car park", "A pilot shot dead over the hills": nobody else is named whom they shot."""
    if tree.words[word].lower() != "shot" or tree.tags[word] not in ("VBD", "VBN") or word + 1 in tree.starts:
        return
    subject = next((i for i in tree.children(word) if tree.deps[i] == "nsubj" and i < word), None)
    if subject is None or not tree.tags[subject].startswith("NN"):
        return
    beside = [i for i in tree.children(word) if i != subject]
    if any(tree.deps[i].split(":")[0] in ("obj", "iobj", "aux", "ccomp") for i in beside):
        return
    dead = tree.words[word + 1].lower() == "dead"
    where = word + (2 if dead else 1)
    fatally = word - 1 > subject and tree.words[word - 1].lower() == "fatally" and tree.words[word + 1] == ","
    if fatally and tree.words[subject].lower() in _PEOPLE and _no_article(tree, subject):
        tree.deps[subject], tree.tags[word] = "nsubj:pass", "VBN"  # "Teenager fatally shot, another wounded"
        return
    if where >= len(tree.words) or tree.words[where].lower() not in _WHERE or where in tree.starts:
        return
    if dead or (word == subject + 1 and tree.words[subject].lower() in _PEOPLE and _no_article(tree, subject)):
        tree.deps[subject], tree.tags[word] = "nsubj:pass", "VBN"


def _no_article(tree: Tree, noun: int) -> bool:
    """Whether a noun is told as headlines tell it, and not by "the", "a", "his"."""
    return not any(tree.deps[i] in ("det", "nmod:poss") for i in tree.children(noun))


def _then_did(tree: Tree, word: int) -> None:
    """ "Bandits kill 11, abduct trader": behind the comma another deed, not a word of the trader."""
    if (
        tree.words[word].lower() not in _DEEDS
        or tree.deps[word] not in ("amod", "compound")
        or tree.words[word - 1] != ","
    ):
        return
    whom = tree.heads[word]
    verb = tree.heads[whom]
    if (
        not word < whom < word + 4
        or verb >= word
        or not tree.tags[verb].startswith("VB")
        or tree.deps[whom] not in _DONE_TO
    ):
        return
    tree.heads[word], tree.deps[word], tree.tags[word] = verb, "conj", tree.tags[verb]
    tree.heads[whom], tree.deps[whom] = word, "obj"


def _kept_by(tree: Tree, word: int) -> None:
    """ "Bombed a school run by the resistance": who runs it tells of the school."""
    if tree.words[word].lower() not in ("run", "operated", "managed", "owned") or tree.deps[word] not in (
        "xcomp",
        "obj",
        "advcl",
    ):
        return
    if word + 1 >= len(tree.words) or tree.words[word + 1].lower() != "by" or not tree.tags[word - 1].startswith("NN"):
        return
    if tree.heads[word - 1] == tree.heads[word] or tree.heads[word - 1] == word:
        if tree.heads[word - 1] == word:
            tree.heads[word - 1], tree.deps[word - 1] = tree.heads[word], "obj"
        tree.heads[word], tree.deps[word], tree.tags[word] = word - 1, "acl", "VBN"


def _and_then(tree: Tree, word: int) -> None:
    """ "Four were killed when bandits struck the village and made away with cattle": the bandits made away."""
    over = tree.heads[word]
    if tree.deps[word] != "conj" or tree.tags[word] != "VBD" or over > word:
        return
    own = {tree.deps[i].split(":")[0] for i in tree.children(word)}
    if own & {"nsubj", "aux"} or not any(tree.deps[i] == "aux:pass" for i in tree.children(over)):
        return
    clause = [
        i for i in tree.children(over) if over < i < word and tree.deps[i] == "advcl" and tree.tags[i] in ("VBD", "VBN")
    ]
    told = [i for i in clause if any(tree.deps[c] == "nsubj" for c in tree.children(i))]
    if told and not any(tree.deps[i] == "aux:pass" for i in tree.children(told[-1])):
        tree.heads[word] = told[-1]
