"""Migrations of the record, run by ``Record.open``; one file a schema version."""
