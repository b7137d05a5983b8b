"""Every type that travels between the stages. Frozen, keyword-only; standard library only; no I/O.

``None`` means "the report does not say". All offsets are counts of Unicode characters. A ``Span`` inside a
:class:`Report`'s text is either *clean* (an index into ``report.text.clean``, as the spaCy ``Doc`` has it) or
*raw* (an index into ``report.text.raw``, the decoded page); every field says which. What is stored and
exported is raw.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from dateline.errors import EvidenceError, ProblemCode
from dateline.terms import (
    ActorKind,
    Bound,
    ClaimType,
    CountSpan,
    DateBasis,
    DatePrecision,
    EventKind,
    Grade,
    LeftOutReason,
    Measure,
    MentionKind,
    PlacePrecision,
    Role,
    SourceKind,
    SpeechAct,
    Stance,
    Verdict,
    VictimClass,
)
from dateline.text import Span, Text

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = [
    "Actor",
    "Attribution",
    "Candidate",
    "Carrier",
    "Claim",
    "Dispute",
    "Event",
    "Evidence",
    "Joined",
    "Judgement",
    "LeftOut",
    "Lineage",
    "Mention",
    "Page",
    "Participant",
    "Place",
    "Problem",
    "Published",
    "Reading",
    "Report",
    "ReportCard",
    "Run",
    "Source",
    "Speaker",
    "Toll",
    "TollLine",
    "Victims",
    "When",
    "digest",
    "identifier",
]


def digest(data: bytes) -> str:
    """SHA-256 of raw bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def identifier(*parts: str) -> str:
    """A stable id of 16 hexadecimal digits from parts that do not change when the program improves."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


# ---------------------------------------------------------------------------------------------- pages and reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who publishes: outlet, agency, ministry, monitor, channel."""

    id: str
    name: str
    kind: SourceKind = SourceKind.UNKNOWN
    country: str | None = None
    language: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """The characters of a file that holds several records, decoded once and shared by their pages."""

    text: str = field(repr=False)
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Raw bytes as retrieved once. ``given`` holds what the carrier says of it (a JSON record's fields).

    A record of a JSON file has ``carrier``, the file that it stands in, and ``parts``: where in the
    characters of that file the contents of its strings ``title`` and ``maintext`` stand (still escaped).
    """

    path: str
    content: bytes = field(repr=False)
    media_type: str = "text/plain"
    url: str | None = None
    retrieved: datetime | None = None
    given: Mapping[str, str] = field(default_factory=dict)
    carrier: Carrier | None = field(default=None, repr=False)
    parts: Mapping[str, Span] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        return digest(self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """Day of publication, with how it was found. ``evidence`` is a raw span, where the page has the words."""

    day: date
    precision: DatePrecision = DatePrecision.DAY
    basis: DateBasis
    evidence: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A raw stretch of the page that is not part of the report, and why."""

    span: Span
    reason: LeftOutReason
    rule: str
    opens: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Trouble with the data: a value that travels with it. ``span`` is raw."""

    code: ProblemCode
    stage: str
    detail: str = ""
    path: str | None = None
    report_id: str | None = None
    span: Span | None = None

    @property
    def message(self) -> str:
        """What a person is told."""
        return f"{self.code.message}: {self.detail}" if self.detail else self.code.message


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One article out of a page.

    ``id`` comes from source and raw digest. ``name`` is the file name (exports give it as ``report``).
    ``dateline`` holds the words of the dateline ("BAGHOUZ, Syria (Reuters) -"), ``place_of_dateline`` its
    place alone. ``around`` is the month or year of publication where the page states no day: it gives days in the text their
    year. ``headline`` is the clean span of the title in ``text``, where it stands there. ``people`` are those
    whom it names and who do not speak in it (see :mod:`dateline.claims.people`); the pipeline fills them in. ``gist``
    holds the words that tell it from others, with their weights (see :mod:`dateline.clean.gist`).
    """

    id: str
    source: Source
    name: str
    path: str
    digest: str
    text: Text
    url: str | None = None
    title: str | None = None
    headline: Span | None = None
    byline: str | None = None
    agency: str | None = None
    dateline: str | None = None
    place_of_dateline: str | None = None
    published: Published | None = None
    around: Published | None = None
    language: str | None = "en"
    left_out: tuple[LeftOut, ...] = ()
    copy_of: str | None = None
    fingerprint: tuple[int, ...] = field(default=(), repr=False)
    people: tuple[str, ...] = ()
    gist: tuple[str, ...] = field(default=(), repr=False)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCard:
    """A report without its text: what joining and listing need. ``size`` counts clean characters.

    ``lineage`` is the id that all reports of one origin share (that of the first of them to be recorded).
    ``opening`` holds the first words of the clean text.
    """

    id: str
    source: Source
    name: str
    title: str | None = None
    agency: str | None = None
    url: str | None = None
    published: Published | None = None
    copy_of: str | None = None
    lineage: str | None = None
    size: int = 0
    opening: str = ""
    fingerprint: tuple[int, ...] = field(default=(), repr=False)
    people: tuple[str, ...] = ()
    gist: tuple[str, ...] = field(default=(), repr=False)

    @property
    def day(self) -> date | None:
        """The day of publication; None where none was found."""
        return self.published.day if self.published else None

    @property
    def root(self) -> str:
        """The id that stands for all reports of its origin; its own where it has no other."""
        return self.lineage or self.copy_of or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words relied upon: a raw span of a report and the characters that stand there."""

    report_id: str
    span: Span
    quote: str

    @classmethod
    def of(cls, report: Report, clean: Span) -> Evidence:
        """Evidence for a clean span of a report. Raises EvidenceError where words and offsets disagree."""
        raw = report.text.to_raw(clean)
        quote = report.text.raw[raw.start : raw.end]
        if not quote and len(clean):
            raise EvidenceError(f"no raw words stand behind {report.text.quote(clean)!r} in {report.name}")
        return cls(report_id=report.id, span=raw, quote=quote)

    def verify(self, raw: str) -> None:
        """Raise EvidenceError unless ``raw[start:end] == quote``."""
        if raw[self.span.start : self.span.end] != self.quote:
            raise EvidenceError(
                f"the words at {self.span.start}–{self.span.end} of report {self.report_id} are "
                f"{raw[self.span.start : self.span.end]!r}, not {self.quote!r}"
            )


# -------------------------------------------------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name an actor, person, place, time or victims. ``span`` and ``head`` are clean spans."""

    kind: MentionKind
    span: Span
    head: Span
    words: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Linguistic analysis of a report: reproducible, never stored as truth.

    ``doc.text == report.text.clean``; its span groups ``sources``, ``cues`` and ``contents`` hold what the
    reader marked of who says what.
    """

    report: Report
    doc: Doc
    mentions: tuple[Mention, ...]
    origin: str

    def mentions_in(self, span: Span, kind: MentionKind | None = None) -> list[Mention]:
        """The mentions that lie within a clean span, in order."""
        return [m for m in self.mentions if m.span in span and (kind is None or m.kind is kind)]


# --------------------------------------------------------------------------------------------------------- claims


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One thing that words may stand for, with its score (0 to 1) and the reasons for it."""

    id: str
    name: str
    score: float
    reasons: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where. ``name`` as the report has it (the narrowest named place); the rest where it was resolved.

    ``country`` is ISO 3166 alpha-2; ``lat``/``lon`` WGS84 degrees; ``pcode`` OCHA's code of the narrowest division known, where
    the user added a list with P-codes; ``within`` the wider places that the text
    names around it, narrowest first.
    """

    name: str
    precision: PlacePrecision = PlacePrecision.UNRESOLVED
    gazetteer_id: str | None = None
    resolved_name: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    score: float = 0.0
    pcode: str | None = None
    within: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    words: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """First and last day, inclusive; None where the text does not fix that end."""

    start: date | None = None
    end: date | None = None
    precision: DatePrecision = DatePrecision.OPEN
    basis: DateBasis = DateBasis.NONE
    words: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A party: resolved to the list of actors (``id``) or known by the report's words alone (``id`` None).

    ``candidates`` are the actors of the list that its name may mean, the likelier first, where there was more than one.
    """

    name: str
    id: str | None = None
    kind: ActorKind = ActorKind.UNKNOWN
    parent: str | None = None
    country: str | None = None
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    words: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A party in its role."""

    role: Role
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who says it. A person by name or description, an organisation, or both; ``role`` is the office."""

    name: str | None = None
    organisation: str | None = None
    role: str | None = None
    kind: ActorKind = ActorKind.UNKNOWN
    actor_id: str | None = None
    words: Evidence | None = None

    def __str__(self) -> str:
        if self.name and self.organisation:
            return f"{self.name} ({self.organisation})"
        return self.name or self.organisation or "the report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says it, and how. ``via`` is the one who passes it on ("SANA quoted a medical source": via SANA).

    ``carried`` is True where the speaker is carried over from a sentence before.
    """

    speaker: Speaker
    act: SpeechAct = SpeechAct.SAID
    cue: Evidence | None = None
    via: Attribution | None = None
    carried: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Victims:
    """Who was counted. ``words`` is the noun phrase as written; things have ``class_`` None."""

    class_: VictimClass | None = None
    side: str | None = None
    words: str = ""
    children: bool = False
    women: bool = False
    role: str | None = None
    nationality: str | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """One counted figure. ``low``/``high`` are whole numbers or None; ``number`` is the raw span of the number."""

    measure: Measure
    low: int | None
    high: int | None
    bound: Bound
    as_written: str
    number: Span
    victims: Victims = field(default_factory=Victims)
    count_span: CountSpan = CountSpan.INCIDENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one report says happened, or denies.

    An event claim has a ``kind`` and no ``toll``; a figure claim has a ``toll``, and ``about`` names the event
    claim of the same report that it belongs to, ``part_of`` the figure that it breaks down.
    ``id`` comes from report id, raw span of the trigger and type, so that a better extractor makes a new
    version of the same claim. ``origin`` is stage@version; ``found_by`` names codebook entries and heads.
    ``place_mentions`` and ``time_mentions`` are what the stage ``claims`` ties to the claim, best first;
    the stage ``resolve`` turns them into ``place`` and ``when``. ``barred_mentions`` are places and times that the text
    gives to another deed: none of them is the claim's. ``later_mentions`` are those of them on which came what
    the report is about (the court, an arrest): the deed was before.
    """

    id: str
    report_id: str
    type: ClaimType
    evidence: Evidence
    trigger: Evidence
    origin: str
    kind: EventKind | None = None
    toll: Toll | None = None
    attribution: Attribution | None = None
    stance: Stance = Stance.ASSERTED
    participants: tuple[Participant, ...] = ()
    place: Place | None = None
    when: When | None = None
    place_mentions: tuple[Mention, ...] = ()
    time_mentions: tuple[Mention, ...] = ()
    barred_mentions: tuple[Mention, ...] = ()
    later_mentions: tuple[Mention, ...] = ()
    method: str | None = None
    sentence: Evidence | None = None
    about: str | None = None
    part_of: str | None = None
    found_by: tuple[str, ...] = ()

    def by_role(self, role: Role) -> tuple[Actor, ...]:
        """The actors in a role."""
        return tuple(p.actor for p in self.participants if p.role is role)

    @property
    def speaker(self) -> Speaker | None:
        return self.attribution.speaker if self.attribution else None

    @property
    def passage(self) -> str:
        """The words of its sentence; those of its evidence where it has none."""
        return (self.sentence or self.evidence).quote


# -------------------------------------------------------------------------------------------- judgements and events


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Same, different or unsure between two claims, ``a < b`` by id. ``by`` is a person or stage@version.

    ``reasons`` says what was compared, with the two values met. ``superseded_at`` is set when a later
    judgement takes its place; nothing is deleted.
    """

    a: str
    b: str
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]
    by: str
    at: datetime
    by_person: bool = False
    superseded_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """Reports that go back to one: wire copies and rewrites count as one voice. ``root`` is the earliest."""

    root: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TollLine:
    """All figures of an event for one measure and victim class: every claim stays; low, best and high beside."""

    measure: Measure
    victim_class: VictimClass | None
    low: int | None
    best: int | None
    high: int | None
    claims: tuple[Claim, ...]
    voices: int
    policy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Voices that contradict each other, in words, with the claims concerned."""

    about: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A cluster of claims, computed from claims and the judgements in force; never edited.

    ``voices`` counts who tells of it independently: speakers of their own in reports of their own origin.
    """

    id: str
    kind: EventKind
    claims: tuple[Claim, ...]
    figures: tuple[Claim, ...]
    when: When | None
    place: Place | None
    actors: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    tolls: tuple[TollLine, ...]
    reports: tuple[str, ...]
    lineages: tuple[Lineage, ...]
    grade: Grade
    voices: int = 1
    disputes: tuple[Dispute, ...] = ()
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What joining one report to the record found: what the record stores beside report and claims.

    ``memberships`` gives event ids by claim id, for every claim of every event that the report touched;
    ``events`` are these events as they now stand, ``gone`` the ids of events that went into others.
    ``claim_keys`` and ``report_keys`` are the words under which later reports find these claims and this report.
    ``policies`` holds, by event id and name of the policy, the lines of tolls that each policy makes.
    ``lineage`` is shared by all reports of one origin; ``lineages_gone`` went into it.
    """

    report: Report
    judgements: tuple[Judgement, ...] = ()
    memberships: Mapping[str, str] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    gone: tuple[str, ...] = ()
    claim_keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    report_keys: tuple[str, ...] = ()
    policies: Mapping[str, Mapping[str, tuple[TollLine, ...]]] = field(default_factory=dict)
    lineage: str | None = None
    lineages_gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One execution: what went in, what came out, what was set aside and why, by stage."""

    id: str
    version: str
    config_digest: str
    started: datetime
    finished: datetime | None = None
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
