"""Reading -> claims: tolls, events, attribution. What counts as what lives in the codebook."""

from dateline.claims.assemble import VERSION, extract
from dateline.claims.codebook import Codebook

__all__ = ["VERSION", "Codebook", "extract"]
