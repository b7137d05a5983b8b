"""Trees mended around names: owners that own nothing, tellers by office and name, murders of some and shootings of others."""

from __future__ import annotations

from typing import Final

from dateline.reading.mended import Tree

_ONE: Final = frozenset({"was", "is", "has"})
_NAMES: Final = ("NNP", "NNPS")


def mend_names(tree: Tree) -> None:
    """All mends of this room, on the whole text."""
    for word in range(len(tree.words)):
        _no_owner(tree, word)
        _told_by(tree, word)
        _murder_and_shootings(tree, word)


def _no_owner(tree: Tree, word: int) -> None:
    """ "Ann Roe, 21, and Bo Dar, 18, with murder": a name without "'s" owns nothing."""
    if tree.deps[word] != "nmod:poss" or tree.tags[word] not in _NAMES or tree.heads[word] < word + 2:
        return
    below = list(tree.children(word))
    if any(tree.tags[i] == "POS" or tree.words[i] in ("'", "\u2019", "'s", "\u2019s") for i in below):
        return
    after = max([word, *below]) + 1
    if not any(
        tree.words[i] in ("'s", "'", "\u2019", "\u2019s") for i in range(word + 1, min(after + 2, len(tree.words)))
    ):
        if any(tree.words[i] == "," for i in range(word + 1, tree.heads[word])):
            tree.deps[word] = "parataxis"


def _told_by(tree: Tree, word: int) -> None:
    """ "According to the coroner, Ann Roe, Bo Dar, 21, was killed": of two names before "was" the first is the coroner's."""
    verb = tree.heads[word]
    if not tree.deps[word].startswith("nsubj") or word > verb or tree.tags[word] not in _NAMES or word < 2:
        return
    second = [i for i in tree.children(word) if tree.deps[i] == "conj" and tree.tags[i] in _NAMES]
    if len(second) != 1 or any(tree.deps[i] == "cc" for i in tree.children(second[0])) or tree.words[word - 1] != ",":
        return
    if not any(tree.words[i].lower() in _ONE and tree.deps[i].startswith("aux") for i in tree.children(verb)):
        return
    office = word - 2
    if tree.heads[office] != verb or tree.deps[office] != "obl":
        return
    if not any(tree.words[i].lower() in ("according", "by", "to") for i in tree.children(office)):
        return
    new = second[0]
    tree.heads[new], tree.deps[new] = verb, tree.deps[word]
    for i in [i for i in tree.children(word) if i > new]:
        tree.heads[i] = new
    tree.heads[word], tree.deps[word] = office, "appos"


def _murder_and_shootings(tree: Tree, word: int) -> None:
    """ "The murder of Ann Roe and the shootings of Bo Dar and Cy Fox": two deeds are joined, not a person and a deed."""
    first = tree.heads[word]
    if tree.deps[word] != "conj" or not tree.tags[word].startswith("NN") or tree.tags[first] not in _NAMES:
        return
    deed = tree.heads[first]
    if tree.tags[word] in _NAMES or first > word or tree.deps[first] != "nmod" or not tree.tags[deed].startswith("NN"):
        return
    below = list(tree.children(word))
    whom = next((i for i in below if tree.deps[i] == "nmod" and i > word and tree.words[i - 1].lower() == "of"), None)
    if whom is None or not any(tree.deps[i] == "det" for i in below):
        return
    tree.heads[word] = deed
    for i in [i for i in tree.children(first) if tree.deps[i] == "conj" and i > whom]:
        tree.heads[i] = whom
