"""Reading -> claims: tolls, events, attribution. What counts as what lives in the codebook."""

from dateline.claims.assemble import VERSION, extract
from dateline.claims.codebook import Codebook
from dateline.claims.people import people_of

__all__ = ["VERSION", "Codebook", "extract", "people_of"]
