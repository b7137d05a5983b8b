"""Trees, spans, line ends and word features of the reading room, without the model."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reading.breaks import barred_starts, bound_starts, forced_starts
from dateline.reading.decode import SpanDecoder, best_heads
from dateline.reading.features import apply_script, lemma_script, shape_of


def is_tree(heads: list[int]) -> bool:
    if heads.count(0) != 1:
        return False
    for i in range(len(heads)):
        seen, at = set(), i + 1
        while at:
            if at in seen:
                return False
            seen.add(at)
            at = heads[at - 1]
    return True


def crosses(heads: list[int]) -> bool:
    arcs = [(min(i + 1, h), max(i + 1, h)) for i, h in enumerate(heads)]
    return any(a < c < b < d for a, b in arcs for c, d in arcs)


@settings(max_examples=80, deadline=None)
@given(st.integers(2, 5), st.integers(0, 10_000))
def test_best_heads_are_the_best_single_rooted_tree_without_crossing_arcs(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    heads = best_heads(scores)
    assert is_tree(heads)
    assert not crosses(heads)

    def total(tree: tuple[int, ...] | list[int]) -> float:
        return float(sum(scores[i, h] for i, h in enumerate(tree)))

    trees = (list(t) for t in itertools.product(range(n + 1), repeat=n))
    assert total(heads) == pytest.approx(max(total(t) for t in trees if is_tree(t) and not crosses(t)), abs=1e-4)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 40), st.integers(0, 10_000))
def test_any_scores_give_a_tree(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    heads = best_heads(scores)
    assert is_tree(heads)
    assert not crosses(heads)


LABELS = ["O", "B-A", "I-A", "B-B", "I-B"]


def test_spans_follow_clear_scores() -> None:
    scores = np.full((6, 5), -5.0, dtype=np.float32)
    for i, label in enumerate([1, 2, 2, 0, 3, 3]):
        scores[i, label] = 5.0
    assert SpanDecoder(LABELS).spans(scores) == [(0, 3, "A"), (4, 5, "B"), (5, 6, "B")]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 7), st.integers(0, 10_000))
def test_tags_are_the_best_legal_ones(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, 5)).astype(np.float32)
    decoder = SpanDecoder(LABELS)
    tags = decoder.tags(scores).tolist()

    def legal(row: tuple[int, ...] | list[int]) -> bool:
        return all(t not in (2, 4) or (i and row[i - 1] in (t - 1, t)) for i, t in enumerate(row))

    assert legal(tags)
    if n <= 4:
        best = max(
            sum(scores[i, t] for i, t in enumerate(r)) for r in itertools.product(range(5), repeat=n) if legal(r)
        )
        # A mistake is mended within its stretch between two words outside any span, which can cost a little.
        assert float(sum(scores[i, t] for i, t in enumerate(tags))) <= float(best) + 1e-4


def starts(text: str) -> list[str]:
    places = [*forced_starts(text), len(text)]
    return [text[a:b].strip() for a, b in itertools.pairwise(places)]


def test_line_ends_after_whole_lines_begin_sentences() -> None:
    text = "Army takes village\nThe army took a village on Sunday.\nIt lost four men."
    assert starts(text) == text.split("\n")


def test_a_line_that_goes_on_in_small_letters_does_not() -> None:
    text = "The army took a village on the road to the\nnorthern border on Sunday."
    assert len(starts(text)) == 1


def test_wrapped_paragraphs_break_at_short_lines_only() -> None:
    text = (
        "THE NATIONAL POLICE REPORTED TODAY THAT FOUR MEN WERE KILLED WHEN A BOMB WENT\n"
        "OFF OUTSIDE THE OFFICE OF THE PROVINCIAL GOVERNOR IN THE EARLY HOURS OF THE\n"
        "MORNING AND THAT TWO OTHERS WERE TAKEN TO HOSPITAL WITH SEVERE BURNS AFTER IT.\n"
        "NO GROUP HAS CLAIMED IT.\n"
        "THE GOVERNOR WAS NOT IN THE BUILDING, WHICH WAS BADLY DAMAGED BY THE EXPLOSION\n"
        "AND THE FIRE THAT FOLLOWED.\n"
    )
    found = starts(text)
    assert found[-1].startswith("THE GOVERNOR")
    assert len(found) == 2


@pytest.mark.parametrize(
    ("words", "barred"),
    [
        (["Lt.", "Gen.", "Haddad"], [1, 2]),
        (["J.", "Smith", "left"], [1]),
        (["left", ".", "\u201d", "He"], [1, 2]),
        (["No.", "31"], [1]),
    ],
)
def test_words_that_cannot_begin_a_sentence(words: list[str], barred: list[int]) -> None:
    glued = [w in (".", "\u201d") for w in words]
    assert [i for i, b in enumerate(barred_starts(words, glued)) if b] == barred


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        (['"', "No", "blood", ",", '"', "Ndoub\u00e9", "told", "us", "."], [5]),
        (['"', "What", "is", "home", "?", '"', "Haroun", "says", "."], [6]),
        (['"', "No", "?", '"', "Police", "said", "four", "died", "."], []),
        (['"', "Go", ".", '"', "Haroun", "left", "."], []),
    ],
)
def test_words_that_go_on_after_a_quotation(words: list[str], bound: list[int]) -> None:
    glued = [w in (",", "?", ".") or (w == '"' and i > 0) for i, w in enumerate(words)]
    assert [i for i, b in enumerate(bound_starts(words, glued, [0])) if b] == bound
    assert not any(bound_starts(words, glued, range(len(words))))  # what the layout parts stays parted


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("killed", "kill"),
        ("Were", "be"),
        ("Haddad", "Haddad"),
        ("families", "family"),
        ("n't", "not"),
        ("left", "leave"),
    ],
)
def test_lemma_scripts_go_there_and_back(form: str, lemma: str) -> None:
    assert apply_script(form, lemma_script(form, lemma)) == lemma


def test_shapes_tell_capitals_apart() -> None:
    assert len({shape_of(w) for w in ("army", "Army", "ARMY", "A", "McArmy", "14", ",")}) == 7


def test_a_span_right_after_one_of_its_type_must_be_worth_it() -> None:
    scores = np.full((3, len(LABELS)), -5.0, dtype=np.float32)
    scores[0, LABELS.index("B-A")] = 3.0
    scores[1, LABELS.index("B-A")], scores[1, LABELS.index("I-A")] = 1.0, 0.5
    scores[2, 0] = 3.0
    assert SpanDecoder(LABELS).spans(scores) == [(0, 1, "A"), (1, 2, "A")]
    assert SpanDecoder(LABELS, twice=1.0).spans(scores) == [(0, 2, "A")]
    scores[1, LABELS.index("I-A")] = -5.0
    assert SpanDecoder(LABELS, twice=1.0).spans(scores) == [(0, 1, "A"), (1, 2, "A")], "clear scores decide"


def test_steps_from_label_to_label_weigh_in() -> None:
    labels = ["O", "B-A", "I-A"]
    scores = np.array([[0.0, 2.0, -9.0], [0.4, -9.0, 0.0], [9.0, 0.0, 0.0]], dtype=np.float32)
    moves = [[0.0, 0.0, 0.0], [-0.5, 0.0, 0.5], [0.0, 0.0, 0.0]]
    assert SpanDecoder(labels).spans(scores) == [(0, 1, "A")]
    assert SpanDecoder(labels, moves=moves).spans(scores) == [(0, 2, "A")]
    quiet = np.tile(np.array([9.0, 0.0, 0.0], dtype=np.float32), (4, 1))
    assert SpanDecoder(labels, moves=moves).spans(quiet) == []
