"""Types of snippets and sentences on the police: rules, their meeting with a learned score, files."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import EvaluationError
from dateline.evaluate.event_types import (
    TYPES,
    combine,
    evaluate_event_types,
    kind_of_label,
    learned_scores,
    reading_of_snippet,
    rule_scores,
)
from dateline.evaluate.police import combine_police, evaluate_police, police_rule_scores
from dateline.evaluate.police_words import load_weights
from dateline.evaluate.type_rules import load_rules, rule_scores_of
from dateline.evaluate.type_words import load_type_words
from dateline.terms import EventKind

K = EventKind

SNIPPETS = [
    ("Warplanes bombed the market of Karsa on Monday, killing nine.", K.AIR_STRIKE),
    ("Two hand grenades were thrown at a tea stall in Verin, police said.", K.GRENADE),
    ("A man wearing an explosive vest blew himself up at the gate.", K.SUICIDE_BOMB),
    ("The army recaptured the town of Besh from the rebels after two days.", K.GOVERNMENT_REGAINS_TERRITORY),
    ("Rebels seized the district capital overnight, residents said.", K.NON_STATE_ACTOR_OVERTAKES_TERRITORY),
    ("Troops withdrew from the last base in the valley and handed it over.", K.NON_VIOLENT_TRANSFER_OF_TERRITORY),
    ("The two sides signed a ceasefire agreement in the capital.", K.AGREEMENT),
    ("The brigade set up a new military base outside Orrin.", K.HEADQUARTERS_ESTABLISHED),
    ("Police seized forty rifles and a cache of ammunition near the port.", K.DISRUPTED_WEAPONS_USE),
    ("Police arrested three men suspected of planning the coup.", K.ARREST),
    ("Thousands marched through the capital carrying banners on Friday.", K.PEACEFUL_PROTEST),
    ("Police used tear gas to disperse a crowd of protesters outside the court.", K.PROTEST_WITH_INTERVENTION),
    ("Soldiers opened fire on protesters with live ammunition, killing four.", K.FORCE_AGAINST_PROTESTERS),
    ("Protesters hurled stones at police and set tyres ablaze.", K.VIOLENT_DEMONSTRATION),
    ("A mob beat two men to death over a rumour in the village.", K.MOB_VIOLENCE),
    ("A woman was raped by soldiers at a checkpoint, a nurse said.", K.SEXUAL_VIOLENCE),
    ("Gunmen kidnapped a schoolteacher and demanded a ransom.", K.ABDUCTION),
    ("Mortar shells landed on the old quarter, damaging nine houses.", K.SHELLING),
    ("Chlorine gas was used against the suburb, doctors said.", K.CHEMICAL_WEAPON),
    ("A landmine exploded under a bus on the road to Sul.", K.REMOTE_EXPLOSIVE),
]


def test_there_are_the_25_types_of_acled() -> None:
    assert len(TYPES) == 25


@pytest.mark.parametrize(("text", "kind"), SNIPPETS, ids=[k.value for _, k in SNIPPETS])
def test_the_type_of_a_plain_snippet(text: str, kind: EventKind, pipeline) -> None:
    scores = combine(rule_scores(reading_of_snippet(text, pipeline.reader), pipeline.codebook))
    assert max(scores, key=lambda k: scores[k]) is kind


def test_the_month_is_no_march() -> None:
    assert "peaceful_protest" not in rule_scores_of(load_rules("event_types.yml"), "Nine died on 26 March 2021.")


def test_a_learned_score_outweighs_a_weak_rule_but_not_a_strong_one() -> None:
    model = {K.SHELLING: 0.7, K.ATTACK: 0.3}
    weak, strong = combine({K.ATTACK: 1.0}, model), combine({K.ATTACK: 9.0}, model)
    assert max(weak, key=lambda k: weak[k]) is K.SHELLING
    assert max(strong, key=lambda k: strong[k]) is K.ATTACK
    for scores in (weak, strong, combine({}), combine({}, model)):
        assert sum(scores.values()) == pytest.approx(1.0)
    assert max((alone := combine({}, model)), key=lambda k: alone[k]) is K.SHELLING


def test_words_tell_a_type_that_no_rule_speaks_of() -> None:
    words = load_type_words().shares("Masked youths plundered shops and set cars ablaze.")
    assert max(words, key=lambda k: words[k]) is K.LOOTING
    model = {K.SHELLING: 0.7, K.ATTACK: 0.3}
    for scores in (words, combine({}, None, words), combine({}, model, words)):
        assert sum(scores.values()) == pytest.approx(1.0)
    assert max((both := combine({}, None, words)), key=lambda k: both[k]) is K.LOOTING


@pytest.mark.parametrize("label", ["Armed clash", "ARMED_CLASH", "armed_clash", "armed clash"])
def test_a_type_may_be_spelt_in_three_ways(label: str) -> None:
    assert kind_of_label(label) is K.ARMED_CLASH
    assert kind_of_label("NATURAL_DISASTER") is None


def test_snippets_keep_their_spelling_and_other_types_do_not_count(tmp_path: Path, pipeline) -> None:
    path = tmp_path / "s.tsv"
    path.write_text(
        "id\tEventSnippet\tSubType\n"
        "1\tWarplanes bombed the market of Karsa on Monday.\tAIR_STRIKE\n"
        "3\tA flood killed nine in the valley.\tNATURAL_DISASTER\n",
        encoding="utf8",
    )
    outcome = evaluate_event_types(path, pipeline)
    assert (outcome.n, outcome.metrics["weighted_f1"]) == (1, 1.0)
    assert "1 rows of other types" in outcome.notes[1]
    lines = outcome.predictions.splitlines()
    assert lines[0].endswith("\tPredicted")
    assert lines[1].endswith("\tAIR_STRIKE\tAIR_STRIKE")


def test_a_file_without_types_is_refused(tmp_path: Path, pipeline) -> None:
    path = tmp_path / "s.tsv"
    path.write_text("Rebels left.\tmaybe\n", encoding="utf8")
    with pytest.raises(EvaluationError, match=r"no type of ACLED's in the last column \(maybe\)"):
        evaluate_event_types(path, pipeline)
    path.write_text("Rebels left.\n", encoding="utf8")
    with pytest.raises(EvaluationError, match="line 1 has no tab"):
        evaluate_event_types(path, pipeline)


@pytest.mark.parametrize(
    ("sentence", "classes"),
    [
        ("two youths were killed in police firing near the mill.", {"kill", "force", "any"}),
        ("police arrested twelve men on tuesday night.", {"arrest", "any"}),
        ("twelve men were arrested on tuesday night.", {"arrest", "any"}),
        ("the police stood by as the mob burned the shops.", {"fail", "any"}),
        ("police burst tear gas shells to disperse the crowd.", {"force", "any"}),
        ("an indefinite curfew was clamped on the town.", {"any"}),
        ("the party demanded the arrest of the culprits.", set()),
        ("the minister spoke at the temple on friday.", set()),
    ],
)
def test_what_a_sentence_says_of_the_police(sentence: str, classes: set[str]) -> None:
    held = {name for name, holds in combine_police(police_rule_scores(sentence)).items() if holds}
    assert held - {"any"} == classes - {"any"}
    assert not classes or held == classes


def test_a_learned_score_joins_the_rules_on_the_police() -> None:
    silent = dict.fromkeys(("kill", "arrest", "any", "fail", "force"), 0.0)
    assert combine_police(silent, {"arrest": 0.999})["arrest"]
    assert combine_police(silent, {"arrest": 0.999})["any"], "an arrest is told of the police, as any action is"
    assert not combine_police(silent, {"arrest": 0.5})["arrest"]
    assert not combine_police(silent, {"fail": 0.999})["fail"], "of failures the rules alone decide"


def test_words_weigh_beside_the_rules_on_the_police() -> None:
    rules = police_rule_scores("the temple trust thanked the donors.")
    assert not any(
        combine_police(rules, None, load_weights().odds("the temple trust thanked the donors.", rules)).values()
    )
    told = "police arrested 14 people after the clash."
    rules = police_rule_scores(told)
    held = combine_police(rules, None, load_weights().odds(told, rules))
    assert held["arrest"]
    assert held["any"]
    assert not held["kill"]


class Judging:
    """A reader that only judges."""

    def judge(self, text: str) -> dict[str, dict[str, float]]:
        return {"acled": {"SHELLING": 0.1, "ARREST": 0.9}, "police": {"FAIL": 0.999}}


def test_the_heads_of_the_reader_are_asked_where_it_has_them() -> None:
    assert learned_scores(Judging(), "x", "acled") == {"SHELLING": 0.1, "ARREST": 0.9}
    assert learned_scores(Judging(), "x", "weather") == {}
    assert learned_scores(object(), "x", "acled") == {}


def test_police_columns_by_order_or_by_header(tmp_path: Path, pipeline) -> None:
    path = tmp_path / "p.tsv"
    path.write_text("police arrested two men.\t0\t1\t1\t0\t0\nit rained.\t0\t0\t0\t0\t0\n", encoding="utf8")
    outcome = evaluate_police(path, pipeline)
    assert outcome.n == 2
    assert set(outcome.metrics) == {"kill_f1", "arrest_f1", "any_f1", "fail_f1", "force_f1"}
    assert outcome.metrics["arrest_f1"] == outcome.metrics["any_f1"] == 1.0
    assert outcome.predictions.splitlines()[0] == "police arrested two men.\t0\t1\t1\t0\t0\t0\t1\t1\t0\t0"
    path.write_text("sentence\tARREST\tKILL\npolice arrested two men.\t1\t0\n", encoding="utf8")
    outcome = evaluate_police(path, pipeline)
    assert outcome.metrics == {"arrest_f1": 1.0, "kill_f1": 0.0}
    assert outcome.predictions.splitlines()[0].endswith("PRED_ARREST\tPRED_KILL")


def test_a_police_file_of_another_form_is_refused(tmp_path: Path, pipeline) -> None:
    path = tmp_path / "p.tsv"
    path.write_text("police arrested two men.\t1\n", encoding="utf8")
    with pytest.raises(EvaluationError, match="the first line has 2 columns"):
        evaluate_police(path, pipeline)
    path.write_text("a.\t0\t1\t1\t0\t0\nb.\t0\tyes\t1\t0\t0\n", encoding="utf8")
    with pytest.raises(EvaluationError, match="line 2"):
        evaluate_police(path, pipeline)
