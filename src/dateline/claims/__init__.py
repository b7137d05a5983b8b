"""Reading -> claims: tolls, events, attribution. What counts as what lives in the codebook."""

from dateline import lean_spacy  # noqa: F401  before all that imports spaCy
from dateline.claims.assemble import VERSION, extract
from dateline.claims.codebook import Codebook
from dateline.claims.people import people_of

__all__ = ["VERSION", "Codebook", "extract", "people_of"]
