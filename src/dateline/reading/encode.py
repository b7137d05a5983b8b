"""Words to sub-tokens."""

import gzip
from pathlib import Path
from typing import Final

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from dateline.errors import ModelMissing

MAX_PIECES: Final = 12
"""A word of more sub-tokens (an address, a line of dashes) is cut to its first and last few."""


class WordPieces:
    """The sub-token numbers of single words, remembered.

    ``cls`` and ``sep`` are the numbers of the marks that open and close a window.
    """

    def __init__(self, path: Path) -> None:
        """``path``: a list of sub-tokens, one a line in the order of their numbers, packed by gzip; or, for the base encoder
        that training begins with, a ``tokenizer.json``. Raises ``ModelMissing`` where one of the three marks is not in it.
        """
        if path.suffix == ".json":
            self._tokenizer = Tokenizer.from_file(str(path))
            self._tokenizer.no_truncation()
            self._tokenizer.no_padding()
            self._numbers: dict[str, int] = self._tokenizer.get_vocab(with_added_tokens=False)
        else:
            listed = gzip.decompress(path.read_bytes()).decode().splitlines()
            self._numbers = {piece: number for number, piece in enumerate(listed)}
            self._tokenizer = Tokenizer(WordPiece(self._numbers, unk_token="[UNK]"))
            self._tokenizer.normalizer = BertNormalizer(lowercase=True)
            self._tokenizer.pre_tokenizer = BertPreTokenizer()
        self._known: dict[str, tuple[int, ...]] = {}
        self.cls, self.sep, self._unknown = (self._mark(name) for name in ("[CLS]", "[SEP]", "[UNK]"))

    def _mark(self, name: str) -> int:
        number = self._tokenizer.token_to_id(name)
        if number is None:
            raise ModelMissing(f"The reading model's list of sub-tokens has no {name}. Reinstall the package.")
        return int(number)

    def __call__(self, word: str) -> tuple[int, ...]:
        """At least one and at most ``MAX_PIECES`` numbers."""
        ids = self._known.get(word)
        if ids is None:
            plain = word.isascii() and (word.isalnum() or len(word) == 1)
            whole = self._numbers.get(word.lower()) if plain else None  # most words; the library would say the same
            found = (
                [whole]
                if whole is not None
                else self._tokenizer.encode(word[:400], add_special_tokens=False).ids or [self._unknown]
            )
            if len(found) > MAX_PIECES:
                found = found[: MAX_PIECES - 4] + found[-4:]
            ids = tuple(found)
            if len(self._known) > 200_000:
                self._known.clear()
            self._known[word] = ids
        return ids

    @property
    def size(self) -> int:
        """How many sub-tokens the vocabulary has."""
        return int(self._tokenizer.get_vocab_size())
