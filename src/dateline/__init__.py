"""Dateline: from news reports of an armed conflict to a record in which every figure keeps its speaker."""

__version__ = "0.1.0"
