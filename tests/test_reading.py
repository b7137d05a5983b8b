"""The reading room with the shipped model: sentences, tokens, offsets, windows, replacement, and that it reads the same twice."""

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from dateline.errors import ModelMissing
from dateline.reading import ModelReader, Reader, load, shipped_model
from dateline.reading.encode import MAX_PIECES as MAX_WORD
from dateline.reading.encode import WordPieces
from dateline.reading.model import VOCABULARY
from dateline.reading.tokens import tokenize
from dateline.reading.windows import MAX_PIECES

pytestmark = pytest.mark.skipif(
    not (shipped_model() / "model.onnx").is_file(), reason="the reading model is not in this checkout"
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load(threads=1)


def sentences(doc: Doc) -> list[str]:
    return [s.text.strip() for s in doc.sents]


@pytest.mark.parametrize(
    "expected",
    [
        ["Lt. Gen. Omar Haddad visited the town on Monday.", "He left at noon."],
        ["Sgt. R. J. Cole was killed near St. Marie.", "No. 31 Battalion withdrew."],
        ["U.S.-led forces entered the city.", "The U.S. military declined to comment."],
        ['"We lost everything," she said.', '"Nobody came to help us."', "The ministry did not reply."],
        ["“They shelled the market.”", "The mayor blamed the rebels."],
        ["Rebels seized two villages, Gov. Amin Saleh said on Tuesday.", "At least 14 people died."],
        ["The blast wounded 1,306 people, 5.2 percent of them children.", "It was 4 p.m."],
        ["“He never came back,” said Amina Idris, a neighbour.", "“We looked for him.”"],
        ["KABUL (Reuters) - The army said nine soldiers were killed.", "It gave no details."],
        ["The wounded were brought in all night ... we have no more beds.", "Please help."],
    ],
)
def test_sentences_in_running_text(reader: Reader, expected: list[str]) -> None:
    assert sentences(reader.parse(" ".join(expected))) == expected


def test_a_stop_without_a_gap_ends_a_sentence(reader: Reader) -> None:
    text = "Four guards were wounded on their side.The rebels withdrew at dawn."
    assert sentences(reader.parse(text)) == ["Four guards were wounded on their side.", "The rebels withdrew at dawn."]


def test_heads_of_letters_are_sentences_of_their_own(reader: Reader) -> None:
    text = "Miriam Haddad 03/14/2019 09:05 AM The convoy was hit north of Tal Amra. Two drivers are dead."
    assert sentences(reader.parse(text))[-2:] == ["The convoy was hit north of Tal Amra.", "Two drivers are dead."]


def test_blank_lines_begin_sentences(reader: Reader) -> None:
    parts = ["Shelling kills nine in Zarqat", "By Our Correspondent", "Nine people were killed on Sunday."]
    assert sentences(reader.parse("\n\n".join(parts))) == parts
    assert sentences(reader.parse("\n".join(parts))) == parts


def test_wrapped_lines_do_not_begin_sentences(reader: Reader) -> None:
    text = (
        "The army said on Thursday that it had killed eleven fighters in a raid\n"
        "on the outskirts of the town, and that two of its own soldiers had been\n"
        "wounded when their vehicle struck a mine on the road to the northern\n"
        "border. Residents said that the fighting went on until the early hours.\n"
    )
    found = [" ".join(s.split()) for s in sentences(reader.parse(text))]
    assert len(found) == 2
    assert found[1] == "Residents said that the fighting went on until the early hours."


def test_capitals_are_read_like_small_letters(reader: Reader) -> None:
    plain = reader.parse("Police said gunmen killed three farmers near the village on Friday.")
    upper = reader.parse("POLICE SAID GUNMEN KILLED THREE FARMERS NEAR THE VILLAGE ON FRIDAY.")
    assert [t.lemma_.lower() for t in upper] == [t.lemma_.lower() for t in plain]
    assert sum(a.head.i == b.head.i for a, b in zip(upper, plain, strict=True)) >= len(plain) - 1
    killed = next(t for t in upper if t.text == "KILLED")
    assert {c.dep_ for c in killed.children} >= {"nsubj", "obj"}


def test_tree_of_a_passive(reader: Reader) -> None:
    doc = reader.parse("Three soldiers were killed by rebels in Zarqat.")
    by_text = {t.text: t for t in doc}
    assert by_text["killed"].dep_ == "ROOT"
    assert by_text["killed"].lemma_ == "kill"
    assert by_text["soldiers"].dep_ == "nsubj:pass"
    assert by_text["Three"].dep_ == "nummod"
    assert by_text["rebels"].dep_ == "obl:agent"


def test_names(reader: Reader) -> None:
    doc = reader.parse("President Omar Haddad met officials of the United Nations in Damascus on Sunday.")
    found = {(e.text, e.label_) for e in doc.ents}
    assert any(text.endswith("Omar Haddad") and label == "PERSON" for text, label in found)
    assert ("Damascus", "LOC") in found


def test_span_groups_are_always_there(reader: Reader) -> None:
    for text in ("", " \n ", "A man was shot, police said."):
        doc = reader.parse(text)
        assert {"sources", "cues", "contents"} <= set(doc.spans)
        assert [s.text for s in doc.sents] == ([text] if text else [])


def test_attribution(reader: Reader) -> None:
    doc = reader.parse("The army destroyed the bridge, a spokesman for the ministry said on Sunday.")
    assert [s.text for s in doc.spans["sources"]] == ["a spokesman for the ministry"]
    assert any("said" in s.text for s in doc.spans["cues"])
    assert any(s.text.startswith("The army destroyed") for s in doc.spans["contents"])
    cue = doc.spans["cues"][0]
    assert doc.spans["sources"][0].id == cue.id != 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S.-backed", ["U.S.", "-", "backed"]),
        ("9-year-old", ["9", "-", "year", "-", "old"]),
        ("al-Shabaab's", ["al-Shabaab", "'s"]),
        ("AL-SHABAAB", ["AL-SHABAAB"]),
        ("1,306", ["1,306"]),
        ("60km", ["60", "km"]),
        ("$5m", ["$", "5", "m"]),
        ("2019-03-04", ["2019-03-04"]),
        ("12–15", ["12", "–", "15"]),
        ("No. 31", ["No.", "31"]),
        ("killed—officials", ["killed", "—", "officials"]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert [t.text for t in tokenize(text)] == expected


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_keeps_its_characters(text: str) -> None:
    doc = _shared().parse(text)
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t.text)] == t.text for t in doc)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(['"', "\n", "\n\n", " ", "(", "U.S.", "said", "Lt.", "killed", "14", ".", "The", "”"])))
def test_any_layout_gives_whole_trees(parts: list[str]) -> None:
    doc = _shared().parse(" ".join(parts))
    for sentence in doc.sents:
        words = [t for t in sentence if not t.is_space]
        assert sum(t.head.i == t.i for t in words) == (1 if words else 0)
        assert all(sentence.start <= t.head.i < sentence.end for t in sentence)


_READERS: list[Reader] = []


def _shared() -> Reader:
    if not _READERS:
        _READERS.append(load(threads=1))
    return _READERS[0]


def test_a_very_long_paragraph_is_read_in_windows(reader: Reader) -> None:
    rows = [
        "On Monday the army shelled the village of Zarqat and killed seven people, a local official said.",
        "Rebels withdrew from the hills that they had held since March.",
        "The governor blamed both sides for the fire at the grain store.",
        "Two aid workers were missing after their car was stopped at a checkpoint.",
        "Nobody has claimed responsibility.",
        '"We have nothing left," one resident told reporters.',
    ] * 12
    doc = reader.parse(" ".join(rows))
    assert len(doc) > 4 * MAX_PIECES
    assert sentences(doc) == rows
    trees = {tuple((t.dep_, t.head.i - s.start) for t in s) for s in doc.sents}
    assert len(trees) <= 18  # the same sentence reads much the same wherever it stands


def test_a_long_stretch_without_an_end(reader: Reader) -> None:
    text = "alpha bravo " * 900
    doc = reader.parse(text)
    assert doc.text == text
    assert max(len(s) for s in doc.sents) <= 200


@pytest.mark.parametrize(
    "run", ["(" * 3000, "-a" * 1500, "x" * 5000, "http://a.example/" + "b/" * 1000, "\u00e9\u0301" * 300]
)
def test_long_runs_without_a_gap(reader: Reader, run: str) -> None:
    text = f"Before it {run} \nand after {run}"
    doc = reader.parse(text)
    assert doc.text == text
    assert len(doc) < 100


def test_the_same_text_reads_the_same(reader: Reader) -> None:
    text = "Rebels took the town. Officials said 40 families had fled.\n\nThe UN asked for access."
    first = reader.parse(text).to_bytes(exclude=["user_data"])
    reader.parse("Something else entirely, said the mayor.")
    assert reader.parse(text).to_bytes(exclude=["user_data"]) == first
    assert [d.to_bytes(exclude=["user_data"]) for d in reader.parse_many([text, text])] == [first, first]


def test_given_words_stay_as_given(reader: Reader) -> None:
    assert isinstance(reader, ModelReader)
    rows = [["Al", "-", "Zaman", ":", "forces", "killed", "him", "."], ["He", "was", "a", "preacher", "."]]
    doc = reader.parse_words(rows)
    assert [[t.text for t in s] for s in doc.sents] == rows


def test_info_tells_what_reads(reader: Reader) -> None:
    info = reader.info()
    assert info["intact"] is True
    assert info["name"] and info["version"] and info["date"] and info["licence"]
    assert len(info["sha256"]) == 64
    assert info["size"] < 30_000_000
    assert reader.origin == f"reading@{info['version']}"


def test_the_data_of_the_package_stay_within_thirty_megabytes() -> None:
    data = shipped_model().parent
    sizes = {
        path: path.stat().st_size for path in data.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    }
    assert sum(sizes.values()) <= 30_000_000, sorted(sizes.items(), key=lambda item: -item[1])[:5]


def test_letters_that_the_model_does_not_know_are_read_as_a_word(reader: Reader) -> None:
    doc = reader.parse("The army shelled \u5927\u5b66 (\u0414\u043e\u043d\u0435\u0446\u043a), police said.")
    assert [t.text for t in doc if t.dep_ == "ROOT"] == ["said"]


def test_a_pipeline_of_ones_own(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "own")
    own = load(spacy_pipeline=str(tmp_path / "own"))
    doc = own.parse("It rained. It stopped.")
    assert sentences(doc) == ["It rained.", "It stopped."]
    assert len(doc.spans["sources"]) == 0
    assert own.origin.startswith("reading@en_")


def test_a_missing_pipeline_or_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="spacy download"):
        load(spacy_pipeline="en_no_such_pipeline")
    with pytest.raises(ModelMissing, match=r"model\.onnx"):
        load(tmp_path)


def test_reading_leaves_the_command_line_of_spacy_outside_until_it_is_asked_for() -> None:
    code = (
        "import sys; from dateline.reading import load; assert 'typer' not in sys.modules; "
        "import spacy; from spacy.cli.info import info; assert callable(spacy.cli.download); "
        "assert spacy.info(silent=True)['spacy_version'] == spacy.__version__; "
        "pipe = spacy.blank('en'); pipe.add_pipe('sentencizer'); assert len(list(pipe('He left. She came.').sents)) == 2"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(max_codepoint=0x250, exclude_categories=["Cs"]), min_size=1, max_size=14))
def test_words_that_are_a_sub_token_as_they_stand_are_cut_as_the_library_cuts_them(word: str) -> None:
    pieces = _pieces()
    library = pieces._tokenizer.encode(word, add_special_tokens=False).ids
    if library and len(library) <= MAX_WORD:
        assert pieces(word) == tuple(library)


@pytest.mark.parametrize("word", ["The", "KILLED", "Baghouz", "14", "2019", "u", "%", "$", "4th", "aleppo", "\x07"])
def test_a_word_has_the_numbers_that_the_library_gives_it(word: str) -> None:
    pieces = _pieces()
    assert pieces(word) == tuple(pieces._tokenizer.encode(word, add_special_tokens=False).ids or [pieces._unknown])


@cache
def _pieces() -> WordPieces:
    return WordPieces(shipped_model() / VOCABULARY)
