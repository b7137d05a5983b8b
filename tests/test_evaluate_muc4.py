"""Templates of MUC-4: keys, exact scores on hand-made cases, and a folder from end to end."""

from __future__ import annotations

import itertools
import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from dateline.errors import EvaluationError
from dateline.evaluate.muc4 import evaluate_muc4, templates_of
from dateline.evaluate.muc4_candidates import Cable, Candidate
from dateline.evaluate.muc4_fill import one_name
from dateline.evaluate.muc4_keys import Template, days_of, merged_roles, normalised, places_of, read_keys
from dateline.evaluate.muc4_net import in_bytes
from dateline.evaluate.muc4_parts import groups_of
from dateline.evaluate.muc4_score import Tally, aligned, harmonic, role_counts, score_document, slot_counts
from dateline.evaluate.muc4_texts import cable_day, read_cables, report_of
from dateline.evaluate.muc4_words import words_of

CABLE = {
    "docid": "EX-0001",
    "dateline": "KARSA, 3 FEB 90 (EX)",
    "text": "GUERRILLAS OF THE KARSA LIBERATION FRONT DYNAMITED\nA BRIDGE YESTERDAY.\n\n   PEDRO ARAMO, A TRADER, WAS KILLED.",
}
KEYS = """%%%
[
  ["message_id", "EX-0001"],
  ["message_template", 1],
  ["incident_type", "BOMBING"],
  ["perp_individual_id", {"strings": ["GUERRILLAS", "REBELS"], "type": "simple_strings"}],
  ["perp_organization_id", {"strings": ["KARSA LIBERATION FRONT"], "type": "simple_strings"}],
  ["phys_tgt_id", {"strings": ["BRIDGE"], "type": "simple_strings"}],
  ["hum_tgt_name", {"strings": ["PEDRO ARAMO"], "type": "simple_strings"}],
  ["incident_instrument_id", null]
]
%%%
[
  ["message_id", "EX-0002 (CONSULTANT)"],
  ["message_template", "*"]
]
"""


def template(kind: str | None = "attack", **roles: list[list[str]]) -> Template:
    names = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
    return Template(type=kind, roles={n: tuple(tuple(e) for e in roles.get(n, [])) for n in names})


def keys_file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "keys_x.jsonl"
    path.write_text(text, encoding="utf8")
    return path


# ---------------------------------------------------------------------------------------------------------------- keys


def test_keys_are_templates_with_mentions_of_the_text(tmp_path: Path) -> None:
    keys = read_keys(keys_file(tmp_path, KEYS), {"EX-0001": CABLE["text"]})
    assert keys["EX-0002"] == []
    (only,) = keys["EX-0001"]
    assert only.type == "bombing"
    assert only.roles["PerpInd"] == (("guerrillas",),), "the text has no 'rebels'"
    assert only.roles["Weapon"] == ()


def test_slots_may_be_lines_of_the_key_file(tmp_path: Path) -> None:
    record = [
        ["message_id", "EX-1"], ["message_template", 1], ["incident_date", "- 04 FEB 90"],
        ["incident_location", "KARSA: UPPER VALLEY (DEPARTMENT): BESH (CITY)"], ["incident_type", "ATTACK / BOMBING"],
        ["perp_individual_id", '"REBEL COLUMN" / "REBELS"'],
        ["hum_tgt_name", '? "PEDRO ARAMO"'], ["hum_tgt_name", '"ANA LUZ"'],
        ["hum_tgt_number", '1: "PEDRO ARAMO"'], ["hum_tgt_number", '1: "ANA LUZ"'],
        ["hum_tgt_effect_of_incident", {"type": "colon_clause", "strings_lhs": ["DEATH"], "strings_rhs": ["PEDRO ARAMO"]}],
    ]  # fmt: skip
    (only,) = read_keys(keys_file(tmp_path, "%%%\n" + json.dumps(record)))["EX-1"]
    assert only.type == "attack / bombing"
    assert only.roles["PerpInd"] == (("rebel column", "rebels"),)
    assert only.roles["Victim"] == (("pedro aramo",), ("ana luz",))
    assert (only.numbers, only.effects) == (("1", "1"), ("death",))
    assert places_of(only.location) == ("karsa", "upper valley", "besh")
    assert days_of(only.date) == (None, date(1990, 2, 4))
    assert only.said == {"type", "date", "location", "number", "effect"}


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("02 FEB 90", (date(1990, 2, 2), date(1990, 2, 2))),
        ("02 FEB 90 - 04 FEB 90", (date(1990, 2, 2), date(1990, 2, 4))),
        ("- 31 FEB 90", None),
        (None, None),
    ],
)
def test_days_of_a_date_slot(words: str | None, days: tuple[date | None, date] | None) -> None:
    assert days_of(words) == days


def test_keys_of_another_form_are_refused(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="record 1"):
        read_keys(keys_file(tmp_path, '%%%\n[["docid", "x"]]'))
    with pytest.raises(EvaluationError, match="holds no record"):
        read_keys(keys_file(tmp_path, "\n"))


def test_mentions_are_compared_without_articles_and_punctuation() -> None:
    assert normalised('The "Karsa"  Front, a movement') == "karsa front movement"


# -------------------------------------------------------------------------------------------------------------- scores


def test_a_perfect_template_and_a_missed_one() -> None:
    gold = [template("attack", PerpInd=[["rebels", "guerrillas"]], Victim=[["pedro aramo"]]), template("arson")]
    found = [template("attack", PerpInd=[["The Guerrillas"]], Victim=[["pedro aramo"], ["ana luz"]])]
    sums, mapping = score_document(gold, found, typed=True)
    assert mapping == {0: 0}
    assert sums["type"] == Tally(gold=2, gold_right=1, found=1, found_right=1)
    assert sums["PerpInd"] == Tally(1, 1, 1, 1)
    assert sums["Victim"] == Tally(1, 1, 2, 1)
    every = sum(sums.values(), Tally())
    assert every.f1 == pytest.approx(harmonic(3, 4, 3, 4))


def test_an_entity_with_one_wrong_mention_is_wrong() -> None:
    gold = [template(PerpInd=[["rebels"]])]
    sums, _ = score_document(gold, [template(PerpInd=[["rebels", "soldiers"]])], typed=True)
    assert sums["PerpInd"].found_right == 0


def test_templates_of_another_type_are_not_aligned() -> None:
    gold = [template("kidnapping", Victim=[["ana luz"]])]
    sums, mapping = score_document(gold, [template("attack", Victim=[["ana luz"]])], typed=True)
    assert mapping == {}
    assert sums["Victim"] == Tally(1, 0, 1, 0)
    either = [template("attack / bombing", Victim=[["ana luz"]])]
    assert score_document(either, [template("bombing", Victim=[["ana luz"]])], typed=True)[1] == {0: 0}


def test_without_types_roles_alone_align_and_count() -> None:
    gold = [template(None, Victim=[["ana luz"]])]
    sums, mapping = score_document(gold, [template("attack", Victim=[["ana luz"]])], typed=False)
    assert mapping == {0: 0}
    assert sums["type"] == Tally()


def test_two_predictions_of_one_entity_are_both_right_but_found_once() -> None:
    gold = [template(PerpOrg=[["karsa front", "kf"]])]
    sums, _ = score_document(gold, [template(PerpOrg=[["karsa front"], ["kf"]])], typed=True)
    assert sums["PerpOrg"] == Tally(gold=1, gold_right=1, found=2, found_right=2)
    assert role_counts(gold, [template(PerpOrg=[["karsa front"], ["kf"]])])["PerpOrg"].right == 1, "CEAF: one to one"


def test_the_alignment_is_the_best_of_all() -> None:
    people = [["a"], ["b"], ["c"], ["d"]]
    gold = [template("attack", Victim=people[:2]), template("attack", Victim=people[1:3], Target=[["x"]]),
            template("attack", Weapon=[["w"]])]  # fmt: skip
    found = [template("attack", Victim=people[1:2], Target=[["x"]]), template("attack", Victim=people[1:3]),
             template("attack", Victim=people[:1], Weapon=[["w"]])]  # fmt: skip

    def reached(mapping: dict[int, int]) -> float:
        pairs = [score_document([gold[g]], [found[f]], typed=True)[0] for f, g in mapping.items()]
        rights = sum((sum(p.values(), Tally()) for p in pairs), Tally())
        sizes = sum(score_document(gold, found, typed=True)[0].values(), Tally())
        return harmonic(rights.found_right, sizes.found, rights.gold_right, sizes.gold)

    every = [dict(enumerate(order)) for order in itertools.permutations(range(3))]
    assert reached(aligned(gold, found, typed=True)) == pytest.approx(max(map(reached, every)))


def test_entities_said_again_in_another_template_count_once_over_the_document() -> None:
    gold = [template("attack", PerpInd=[["rebels", "guerrillas"]]), template("arson", PerpInd=[["rebels"]])]
    assert merged_roles(gold)["PerpInd"] == [("rebels", "guerrillas")]


def test_slots_beside_the_roles() -> None:
    gold = Template(
        type="attack", roles={}, date="02 FEB 90 - 04 FEB 90", location="KARSA: BESH (CITY)", numbers=("1", "2"),
        effects=("death", "injury"), said=frozenset({"date", "location", "number", "effect"}),
    )  # fmt: skip
    found = Template(
        type="attack",
        roles={},
        date="03 FEB 90",
        location="KARSA: VALLEY: BESH",
        numbers=("1", "3"),
        effects=("death",),
    )
    counts = slot_counts(gold, found)
    assert [counts[n].right for n in ("date", "location", "number", "effect")] == [1, 1, 1, 1]
    assert (counts["number"].found, counts["effect"].gold) == (2, 2)
    country = Template(type="attack", roles={}, location="KARSA")
    assert slot_counts(gold, country)["location"].right == 0, "a country alone is not the town"
    assert slot_counts(Template(type="attack", roles={}), found) == {}


# ----------------------------------------------------------------------------------------------------------- end to end


def test_a_cable_has_the_day_of_its_dateline() -> None:
    assert cable_day("KARSA, 3 FEB 90 (EX)") == date(1990, 2, 3)
    assert cable_day("KARSA (EX)") is None
    report = report_of(CABLE)
    assert report.place_of_dateline == "KARSA"
    assert "DYNAMITED A BRIDGE" in report.text.clean, "lines are joined to paragraphs"


def test_a_folder_is_scored_and_predictions_are_in_gtts_form(tmp_path: Path, pipeline) -> None:
    other = {"docid": "EX-0002", "dateline": "KARSA, 3 FEB 90 (EX)", "text": "THE MINISTER OPENED A FAIR."}
    (tmp_path / "doc_x.jsonl").write_text(json.dumps(CABLE) + "\n" + json.dumps(other) + "\n", encoding="utf8")
    keys_file(tmp_path, KEYS)
    outcome = evaluate_muc4(tmp_path, pipeline)
    assert outcome.n == 1
    assert {"gtt_f1", "role_f1"} <= set(outcome.metrics)
    first, second = (json.loads(line) for line in outcome.predictions.splitlines())
    assert second == {"docid": "EX-0002", "pred_templates": []}
    (found,) = first["pred_templates"]
    assert found["incident_type"] in ("attack", "bombing")
    assert any("bridge" in mention for entity in found["Target"] for mention in entity)
    assert found["PerpInd"] == [["guerrillas"]]


def test_a_doer_goes_with_every_group_that_it_may_belong_to() -> None:
    filled = [("PerpInd", 0), ("Target", 1), ("Target", 2), ("Victim", 3)]
    near = {(0, 1): 1.0, (0, 2): 0.5, (0, 3): 2.0, (1, 2): 3.0, (1, 3): -2.0, (2, 3): -1.0}
    rows = {pair: [value] for pair, value in near.items()}
    assert groups_of(filled, rows, [1.0], (0.0, 0.6)) == [filled[:3], [filled[0], filled[3]]]
    assert groups_of(filled, rows, [1.0], (0.0, 1.5)) == [filled[1:3], [filled[0], filled[3]]]
    assert groups_of(filled, rows, [1.0], (0.0, 5.0)) == [filled[1:3], [filled[0], filled[3]]], (
        "else with the likeliest"
    )
    assert groups_of(filled[:1], {}, [1.0], (0.0, 0.0)) == [filled[:1]]


@pytest.mark.parametrize(
    ("name", "initials", "bracketed", "same"),
    [
        ("farabundo marti national liberation front", "fmln", False, True),
        ("army of national liberation", "eln", True, True),
        ("army of national liberation", "eln", False, False),
        ("secret anticommunist army", "esa", True, True),
        ("medellin cartel", "eln", True, False),
        ("national liberation army", "bomb", True, False),
        ("tupac amaru revolutionary movement", "mrta", False, True),
    ],
)
def test_a_name_and_its_initials_are_one(name: str, initials: str, bracketed: bool, same: bool) -> None:
    count = len(name.split())
    long = Candidate(name, [3], [3 + count], [2 + count])
    at = 4 + count if bracketed else 40
    short = Candidate(initials, [at], [at + 1], [at])
    assert one_name(long, short) is one_name(short, long) is same


def test_matrices_in_bytes_are_nearly_what_they_were() -> None:
    matrix = np.linspace(-2.0, 5.0, 12, dtype=np.float32).reshape(4, 3)
    kept = in_bytes("m", matrix)
    assert kept["m"].dtype == np.int8
    assert np.abs(kept["m"] * kept["m:scale"].astype(np.float32) - matrix).max() < 0.03


def test_an_empty_cable_has_no_template(tmp_path: Path, pipeline) -> None:
    assert templates_of({**CABLE, "text": " "}, pipeline) == []


def test_a_reader_without_vectors_is_refused(pipeline) -> None:
    with pytest.raises(EvaluationError, match="leave the setting spacy_pipeline out"):
        words_of(Cable(pipeline.reader.parse("A BRIDGE FELL."), (), ()), Without())


class Without:
    """A reader that is no model of this package."""

    def info(self) -> dict[str, str]:
        return {"name": "another"}


def test_a_folder_without_cables_or_keys_is_refused(tmp_path: Path, pipeline) -> None:
    with pytest.raises(EvaluationError, match=r"holds no doc_\*.jsonl"):
        evaluate_muc4(tmp_path, pipeline)
    with pytest.raises(EvaluationError, match=r"keys_x\.jsonl is no file of cables"):
        evaluate_muc4(keys_file(tmp_path, KEYS), pipeline)
    (tmp_path / "keys_x.jsonl").unlink()
    (tmp_path / "doc_x.jsonl").write_text(json.dumps(CABLE), encoding="utf8")
    with pytest.raises(EvaluationError, match=r"has no keys_x\.jsonl beside it"):
        evaluate_muc4(tmp_path, pipeline)


def test_only_a_line_feed_ends_a_line_of_the_cables(tmp_path: Path) -> None:
    cable = {**CABLE, "text": "A BOMB EXPLODED.\u2028NOBODY WAS HURT."}
    path = tmp_path / "doc_x.jsonl"
    path.write_bytes((json.dumps(cable, ensure_ascii=False) + "\r\n" + json.dumps(CABLE)).encode())
    assert [c["text"] for c in read_cables(path)] == [cable["text"], CABLE["text"]]
