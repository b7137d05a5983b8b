"""The SQL views: public interface, one column a name that a person understands. Described in ``docs/sql.md``.

The statements are plain SQL that SQLite and PostgreSQL read alike. A change of a view is a migration.
"""

from __future__ import annotations

__all__ = ["VIEWS"]

_EVENTS = """
CREATE VIEW events AS
SELECT id AS event, kind, first_day, last_day, place, country, latitude, longitude, actors, targets,
       killed_low, killed_best, killed_high, injured_low, injured_best, injured_high,
       reports, lineages, voices, statements, grade, disputes, policy
FROM event_folds
"""

_FIGURES = """
CREATE VIEW figures AS
SELECT c.id AS figure, m.event_id AS event, r.name AS report, r.source_name AS source, r.published AS published,
       r.title AS title, r.url AS url, c.measure AS measure, c.low AS low, c.high AS high, c.bound AS bound,
       c.as_written AS as_written, c.victim_class AS victim_class, c.victim_side AS victim_side,
       c.count_span AS count_span, c.speaker_name AS speaker_name, c.speaker_organisation AS speaker_organisation,
       c.stance AS stance, c.perpetrators AS perpetrators, c.start_day AS first_day, c.end_day AS last_day,
       c.place AS place, c.country AS country, c.latitude AS latitude, c.longitude AS longitude,
       c.part_of AS part_of, c.start_char AS start_char, c.end_char AS end_char, c.quote AS quote,
       c.sentence AS sentence, r.copy_of AS copy_of, r.lineage AS lineage
FROM claims c JOIN reports r ON r.id = c.report_id LEFT JOIN members m ON m.claim_id = c.id
WHERE c.superseded_at IS NULL AND c.type = 'figure'
"""

_STATEMENTS = """
CREATE VIEW statements AS
SELECT c.id AS statement, c.type AS type, m.event_id AS event, r.name AS report, r.source_name AS source,
       r.published AS published, r.title AS title, r.url AS url, c.kind AS kind, c.measure AS measure,
       c.low AS low, c.high AS high, c.count_span AS count_span, c.speaker_name AS speaker_name,
       c.speaker_organisation AS speaker_organisation, c.stance AS stance, c.perpetrators AS perpetrators,
       c.targets AS targets, c.start_day AS first_day, c.end_day AS last_day, c.place AS place, c.country AS country,
       c.latitude AS latitude, c.longitude AS longitude, c.start_char AS start_char, c.end_char AS end_char,
       c.quote AS quote, c.sentence AS sentence, c.origin AS origin, r.copy_of AS copy_of, r.lineage AS lineage
FROM claims c JOIN reports r ON r.id = c.report_id LEFT JOIN members m ON m.claim_id = c.id
WHERE c.superseded_at IS NULL
"""

VIEWS: dict[str, str] = {"events": _EVENTS, "figures": _FIGURES, "statements": _STATEMENTS}
