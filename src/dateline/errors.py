"""Every exception Dateline raises on purpose, and every trouble it records.

The tree::

    DatelineError                 the root: catch this to catch them all
    ├── InputError                what came in cannot be used (a file, a folder, a page)
    │   ├── UnreadableInput       it cannot be opened, decoded or is too large
    │   └── NotAReport            it was read, but holds no news report
    ├── ConfigError               a setting is unknown or has a value that makes no sense
    ├── CodebookError             a codebook entry is wrong; names file, line and remedy
    ├── DataError                 a data file of ours or of the user's is missing or malformed
    │   └── ModelMissing          the reading model, or a spaCy pipeline asked for, is not installed
    ├── EvidenceError             words and offsets disagree: a bug, or a file changed underneath
    ├── StoreError                the record cannot be opened, is newer than this program, or is locked
    │   └── NotInRecord           no such report, claim or event
    └── EvaluationError           gold and predictions cannot be compared

Trouble with the *data* is not an exception but a value, :class:`dateline.model.Problem`, whose
``code`` is a :class:`ProblemCode`.
"""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "CodebookError",
    "ConfigError",
    "DataError",
    "DatelineError",
    "EvaluationError",
    "EvidenceError",
    "InputError",
    "ModelMissing",
    "NotAReport",
    "NotInRecord",
    "ProblemCode",
    "StoreError",
    "UnreadableInput",
]


class DatelineError(Exception):
    """Root of all errors that Dateline raises on purpose.

    The message says what came, what was expected and what to do.
    """


class InputError(DatelineError):
    """What came in cannot be used. ``code`` tells why, for counting."""

    def __init__(self, message: str, code: ProblemCode) -> None:
        super().__init__(message)
        self.code = code


class UnreadableInput(InputError):
    """It cannot be opened or decoded, or is larger than the limit."""


class NotAReport(InputError):
    """It was read, but no news report was found in it."""


class ConfigError(DatelineError):
    """A setting is unknown or has a value that makes no sense."""


class CodebookError(DatelineError):
    """A codebook entry is wrong; the message names file, line and remedy."""


class DataError(DatelineError):
    """A data file is missing or malformed."""


class ModelMissing(DataError):
    """The reading model, or the spaCy pipeline asked for, is not installed."""


class EvidenceError(DatelineError):
    """Words and offsets disagree."""


class StoreError(DatelineError):
    """The record cannot be opened, is newer than this program, or is locked."""


class NotInRecord(StoreError):
    """No such report, claim or event in the record."""


class EvaluationError(DatelineError):
    """Gold and predictions cannot be compared."""


class ProblemCode(StrEnum):
    """Codes of trouble with the data, each with the message shown to a person.

    Codes beginning with ``set_aside`` in :attr:`sets_aside` mean that the input was not recorded.
    """

    message: str
    sets_aside: bool

    def __new__(cls, value: str, message: str = "", sets_aside: bool = False) -> ProblemCode:
        member = str.__new__(cls, value)
        member._value_ = value
        member.message = message
        member.sets_aside = sets_aside
        return member

    EMPTY = ("empty", "the file is empty", True)
    BINARY = ("binary", "the file is not text (binary data)", True)
    TOO_LARGE = ("too_large", "the file is larger than the limit for one page", True)
    NO_PERMISSION = ("no_permission", "no permission to read it", True)
    NOT_FOUND = ("not_found", "there is no such file or folder", True)
    UNREADABLE = ("unreadable", "the system could not read it", True)
    BAD_JSON = ("bad_json", "a JSON record is malformed or lacks its text field", True)
    NO_MAIN_TEXT = ("no_main_text", "no main text was found on the page", True)
    NOT_AN_ARTICLE = ("not_an_article", "the page is not a news report (index, notice, form)", True)
    MARKUP_BOMB = ("markup_bomb", "the page is nested too deeply or expands too far", True)
    LANGUAGE = ("language", "the text is not in a language that the reader knows", True)
    FAILED = ("failed", "a stage of the program failed on this report; please report it as a bug", True)
    DUPLICATE = ("duplicate", "the same bytes are already in the record", True)
    DECODED_WITH_LOSS = ("decoded_with_loss", "some bytes could not be decoded and were replaced")
    MOJIBAKE = ("mojibake", "wrongly decoded characters were repaired")
    LOOKALIKES = ("lookalikes", "look-alike letters of another alphabet were repaired")
    HEADLINE_ONLY = (
        "headline_only",
        "only its headline could be read: the page shows no main text (a pay wall, a form)",
    )
    MIXED_LANGUAGE = ("mixed_language", "part of the text is in another language and was not read")
    NO_DATE = ("no_date", "no day of publication was found: relative days stay open")
    DATE_CONFLICT = ("date_conflict", "the page gives more than one day of publication")
    UNRESOLVED_PLACE = ("unresolved_place", "a place could not be resolved; its candidates are kept")
    UNRESOLVED_TIME = ("unresolved_time", "a time expression could not be resolved")
    BREAKDOWN_MISMATCH = ("breakdown_mismatch", "the parts of a figure do not add up to it")
    TRUNCATED = ("truncated", "the text ends in the middle of a sentence")
