"""Tasks over files of public formats: what is counted, what is written, what is said of a file of another form."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.errors import EvaluationError
from dateline.evaluate import TASKS
from dateline.evaluate.attribution import evaluate_attribution
from dateline.evaluate.conllu import document_text, read_treebank
from dateline.evaluate.counts import Counts, compared, weighted_f1
from dateline.evaluate.entities import evaluate_entities, read_columns, spans_of, tags_of
from dateline.evaluate.police import evaluate_police
from dateline.evaluate.syntax import evaluate_syntax
from dateline.evaluate.tasks import RUNNERS

TREEBANK = """# newdoc id = a
# newpar
# sent_id = a-1
# text = They don't know it.
1\tThey\tthey\tPRON\tPRP\t_\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tknow\tknow\tVERB\tVB\t_\t0\troot\t_\t_
4.1\tgap\tgap\tVERB\tVB\t_\t_\t_\t0:root\t_
5\tit\tit\tPRON\tPRP\t_\t4\tobj\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newpar
# sent_id = a-2
# text = Rebels left.
1\tRebels\trebel\tNOUN\tNNS\t_\t2\tnsubj\t_\t_
2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


def written(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf8")
    return path


def test_every_task_over_a_file_is_described() -> None:
    assert set(RUNNERS) <= set(TASKS)


# ------------------------------------------------------------------------------------------------------------ counting


def test_weighted_f1_is_that_of_hand_made_counts() -> None:
    gold = ["a", "a", "a", "b"]
    got = ["a", "a", "b", "c"]
    # a: precision 2/2, recall 2/3, F1 0.8, three of four; b: precision 0/1, recall 0/1, F1 0
    assert weighted_f1(gold, got) == pytest.approx(0.75 * 0.8)
    assert weighted_f1([], []) == 0.0
    with pytest.raises(ValueError, match="cannot be compared"):
        weighted_f1(["a"], [])


def test_counts_of_nothing_are_zero() -> None:
    assert Counts().f1 == Counts().precision == Counts().recall == 0.0
    both = compared({1, 2, 3}, {2, 3, 4, 5})
    assert (both.gold, both.found, both.right) == (3, 4, 2)
    assert both.f1 == pytest.approx(4 / 7)


@pytest.mark.parametrize(
    ("labels", "spans"),
    [
        (["B-P", "I-P", "O", "B-P"], [(0, 2, "P"), (3, 4, "P")]),
        (["I-P", "I-P", "O"], [(0, 2, "P")]),  # IOB1: no B- needed
        (["I-P", "B-P"], [(0, 1, "P"), (1, 2, "P")]),  # IOB1: B- parts neighbours
        (["B-P", "I-L"], [(0, 1, "P"), (1, 2, "L")]),  # another type begins a span
        (["B-P", "B-P"], [(0, 1, "P"), (1, 2, "P")]),
        (["O", "I-S", "O", "I-S"], [(1, 2, "S"), (3, 4, "S")]),
        (["B-P", "I-P", "E-P", "S-L"], [(0, 3, "P"), (3, 4, "L")]),  # IOBES
        (["E-P", "E-P"], [(0, 1, "P"), (1, 2, "P")]),
        (["O", "O"], []),
    ],
)
def test_spans_are_read_leniently(labels: list[str], spans: list[tuple[int, int, str]]) -> None:
    assert spans_of(labels) == spans


def test_spans_and_labels_lead_to_one_another() -> None:
    spans = [(0, 2, "Person"), (2, 3, "Person"), (4, 6, "Weapon")]
    assert spans_of(tags_of(spans, 7)) == spans


# -------------------------------------------------------------------------------------------------------------- syntax


def test_contractions_and_empty_nodes_of_a_treebank(tmp_path: Path) -> None:
    treebank = read_treebank(written(tmp_path, "t.conllu", TREEBANK))
    first, second = treebank.documents[0]
    assert [w.form for w in first.words] == ["They", "do", "n't", "know", "it", "."], "the empty node is no word"
    assert [w.space_after for w in first.words] == [True, False, True, True, False, True]
    assert first.text == "They don't know it."
    assert (first.words[3].head, first.words[4].head) == (-1, 3)
    text, ranges, _ = document_text([first, second], paragraphs=True)
    assert text == "They don't know it.\n\nRebels left."
    assert [text[a:b] for a, b in ranges] == [first.text, second.text]
    assert document_text([first, second], paragraphs=False)[0] == "They don't know it. Rebels left."


def test_syntax_is_scored_and_written_back(tmp_path: Path, pipeline) -> None:
    outcome = evaluate_syntax(written(tmp_path, "t.conllu", TREEBANK), pipeline)
    assert set(outcome.metrics) == {"upos", "uas", "las", "sentence_f1"}
    assert outcome.n == 9
    assert outcome.metrics["uas"] >= 0.8
    assert outcome.metrics["sentence_f1"] == 1.0
    again = read_treebank(written(tmp_path, "p.conllu", outcome.predictions))
    assert [len(s.words) for s in again.sentences()] == [6, 3], "the same words, with predicted columns"
    assert "4.1\tgap" in outcome.predictions
    assert "SentenceBegins=Yes" in outcome.predictions
    share = sum(a.head == b.head for a, b in zip(
        read_treebank(tmp_path / "t.conllu").documents[0][0].words, again.documents[0][0].words, strict=True
    ))  # fmt: skip
    assert share >= 5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1\tonly\tthree\n", "line 1 has 3 columns"),
        (TREEBANK.replace("\t4\tnsubj", "\t9\tnsubj"), "HEAD 9 points outside its sentence of 6 words"),
        (TREEBANK.replace("\t4\tnsubj", "\tfour\tnsubj"), "HEAD is 'four', not a whole number"),
        ("\n\n", "holds no sentence"),
    ],
)
def test_a_file_that_is_no_treebank_is_refused_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(EvaluationError, match=said):
        read_treebank(written(tmp_path, "t.conllu", text))


# ------------------------------------------------------------------------------------------------------------ entities


def test_the_scheme_is_found_out_from_the_labels(tmp_path: Path, pipeline) -> None:
    re3d = "Kerry\tB-Person\nvisited\tO\nBaghdad\tB-Location\non\tO\nMonday\tB-Temporal\n.\tO\n\n"
    outcome = evaluate_entities(written(tmp_path, "a.conll", re3d), pipeline)
    assert outcome.notes == ("labels of re3d",)
    assert outcome.metrics["f1"] > 0.6
    lines = outcome.predictions.splitlines()
    assert lines[0].split("\t")[:2] == ["Kerry", "B-Person"]
    assert len(lines[0].split("\t")) == 3
    cameo = "Rebels B-S\nattacked O\nthe B-T\narmy I-T\n. O\n\n"
    outcome = evaluate_entities(written(tmp_path, "b.conll", cameo), pipeline)
    assert "CAMEO" in outcome.notes[0]
    assert outcome.n == 2
    assert outcome.predictions.splitlines()[0].startswith("Rebels B-S "), "the file's own separator"


def test_an_empty_word_keeps_its_label(tmp_path: Path) -> None:
    sentences, _ = read_columns(written(tmp_path, "a.conll", "Homs\tB-Location\n\tO\nfell\tO\n"))
    assert [len(s.words) for s in sentences] == [3]
    assert sentences[0].labels == ["B-Location", "O", "O"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kerry\tB-Person\nvisited\n", "line 2 is 'visited'; expected two columns"),
        ("Kerry\tB-PER\n", "the reader knows the types of"),
        ("", "holds no sentence"),
    ],
)
def test_a_file_with_other_columns_or_labels_is_refused(tmp_path: Path, pipeline, text: str, said: str) -> None:
    with pytest.raises(EvaluationError, match=said):
        evaluate_entities(written(tmp_path, "a.conll", text), pipeline)


# --------------------------------------------------------------------------------------------------------- attribution


def test_attributions_count_each_span_once(tmp_path: Path, pipeline) -> None:
    text = "The governor said the bridge was closed. Nobody was hurt."
    record = {
        "id": "a",
        "text": text,
        "attributions": [
            {"source": [[0, 12]], "cue": [[13, 17]], "content": [[18, 39]]},
            {"source": [[0, 12]]},  # the same span again
        ],
    }
    outcome = evaluate_attribution(written(tmp_path, "a.jsonl", json.dumps(record) + "\n\n"), pipeline)
    assert outcome.n == 3
    assert outcome.metrics["source_f1"] == outcome.metrics["cue_f1"] == 1.0
    row = json.loads(outcome.predictions)
    assert row["attributions"] == record["attributions"]
    spoken = next(p for p in row["predicted"] if "cue" in p)
    assert text[slice(*spoken["cue"][0])] == "said"
    assert text[slice(*spoken["source"][0])] == "The governor"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{nonsense", "line 1 is not a JSON object"),
        ('{"id": "a"}', "line 1 lacks a text"),
        ('{"text": "ab", "attributions": [{"cue": [[0, 9]]}]}', r"cue \[0, 9\] does not lie in its text of 2 char"),
        ('{"text": "ab", "attributions": {"cue": [[0, 1]]}}', "attributions are no list of objects"),
        ('{"text": "ab", "attributions": [{"cue": [0, 1]}]}', r"cue holds 0; expected \[start, end\]"),
        ('{"text": "ab", "attributions": [{"cue": [[0.5, 1]]}]}', "in whole numbers"),
    ],
)
def test_a_line_that_is_no_document_is_refused(tmp_path: Path, pipeline, line: str, said: str) -> None:
    with pytest.raises(EvaluationError, match=said):
        evaluate_attribution(written(tmp_path, "a.jsonl", line), pipeline)


def test_only_line_feeds_part_lines(tmp_path: Path, pipeline) -> None:
    """A sign that some programs take for the end of a line may stand in the text of a document or sentence."""
    text = "The governor said the road was open.\u2028 She left."
    line = json.dumps({"text": text, "attributions": [{"cue": [[13, 17]]}]}, ensure_ascii=False)
    outcome = evaluate_attribution(written(tmp_path, "a.jsonl", line + "\r\n"), pipeline)
    assert json.loads(outcome.predictions)["text"] == text
    outcome = evaluate_police(written(tmp_path, "p.tsv", "police fired\x85 two died.\t1\t0\t1\t0\t1\n"), pipeline)
    assert outcome.n == 1
    assert len(outcome.predictions.rstrip("\n").split("\t")) == 11


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sentence\tKILL\n", "holds a header and no sentence"),
        ("sentence\tKILL\tnote\npolice shot him.\t1\tx\n", "the header has the columns KILL, NOTE"),
        ("police shot him.\t1\n", "the first line has 2 columns"),
        ("police shot him.\t1\t0\tyes\t0\t1\n", "line 1 is"),
    ],
)
def test_sentences_on_the_police_in_another_form_are_refused(tmp_path: Path, pipeline, text: str, said: str) -> None:
    with pytest.raises(EvaluationError, match=said):
        evaluate_police(written(tmp_path, "p.tsv", text), pipeline)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path, pipeline) -> None:
    with pytest.raises(EvaluationError, match="cannot be read"):
        evaluate_attribution(tmp_path / "none.jsonl", pipeline)
    with pytest.raises(EvaluationError, match="is a folder"):
        evaluate_attribution(tmp_path, pipeline)


# ------------------------------------------------------------------------------------------------------------- command


def dateline(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dateline", "evaluate", *args], capture_output=True, text=True, check=False,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "160"},
    )  # fmt: skip


def test_the_command_gives_one_object_and_writes_the_predictions(tmp_path: Path) -> None:
    path = written(tmp_path, "a.conll", "Kerry\tB-Person\nvisited\tO\nBaghdad\tB-Location\n")
    out = tmp_path / "out.conll"
    done = dateline("entities", str(path), "--json", "--predictions", str(out))
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert set(result) == {"task", "path", "n", "metrics", "model", "seconds"}
    assert (result["task"], result["n"], set(result["metrics"])) == ("entities", 2, {"f1"})
    assert len(out.read_text(encoding="utf8").splitlines()) == 3
    table = dateline("entities", str(path))
    assert "Location" in table.stdout
    assert "predicted" in table.stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("weather", "x"), "there is no task 'weather'"),
        (("police", "no-such-file.tsv"), "there is no no-such-file.tsv"),
    ],
)
def test_the_command_says_what_is_wrong(args: tuple[str, ...], said: str) -> None:
    done = dateline(*args)
    assert done.returncode != 0
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
