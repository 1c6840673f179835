"""Store: the tables, as one list of migrations that serves SQLite today and PostgreSQL later.

Rules that a test holds over every text here: `zone_id` in every key, no triggers, no sequences, dates as ISO text,
enumerations checked in Python.  `{int}` and `{strict}` are the only words that differ between the engines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Image = dict[str, Any]

ENGINE_WORDS = {"sqlite": {"int": "INTEGER", "strict": "STRICT"}}

_JOURNAL = (
    """
    CREATE TABLE chain (
        zone_id TEXT NOT NULL PRIMARY KEY,
        seq {int} NOT NULL,
        hash TEXT NOT NULL
    ) {strict}
    """,
    """
    CREATE TABLE entry (
        zone_id TEXT NOT NULL REFERENCES chain (zone_id),
        seq {int} NOT NULL CHECK (seq > 0),
        command_id TEXT NOT NULL,
        at TEXT NOT NULL,
        author TEXT NOT NULL,
        command TEXT NOT NULL,
        reason TEXT NOT NULL,
        source TEXT NOT NULL,
        note TEXT NOT NULL,
        key TEXT,
        undoes TEXT,
        schema {int} NOT NULL,
        hash TEXT NOT NULL,
        PRIMARY KEY (zone_id, seq)
    ) {strict}
    """,
    "CREATE UNIQUE INDEX entry_by_key ON entry (zone_id, key)",
    "CREATE INDEX entry_by_command ON entry (command_id)",
    """
    CREATE TABLE change (
        zone_id TEXT NOT NULL,
        seq {int} NOT NULL,
        n {int} NOT NULL,
        row_table TEXT NOT NULL,
        row_id TEXT NOT NULL,
        before TEXT,
        after TEXT,
        PRIMARY KEY (zone_id, seq, n),
        FOREIGN KEY (zone_id, seq) REFERENCES entry (zone_id, seq)
    ) {strict}
    """,
)

_RECORDS = (
    """
    CREATE TABLE setting (
        zone_id TEXT NOT NULL,
        id TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (zone_id, id)
    ) {strict}
    """,
    """
    CREATE TABLE zone (
        zone_id TEXT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL CHECK (name <> ''),
        name_key TEXT NOT NULL,
        slug TEXT NOT NULL,
        position {int} NOT NULL
    ) {strict}
    """,
    """
    CREATE TABLE project (
        zone_id TEXT NOT NULL REFERENCES zone (zone_id),
        id TEXT NOT NULL,
        name TEXT NOT NULL CHECK (name <> ''),
        name_key TEXT NOT NULL,
        slug TEXT NOT NULL,
        code TEXT NOT NULL,
        category TEXT NOT NULL,
        tags TEXT NOT NULL,
        position {int} NOT NULL,
        PRIMARY KEY (zone_id, id)
    ) {strict}
    """,
    "CREATE UNIQUE INDEX project_by_slug ON project (zone_id, slug)",
    "CREATE UNIQUE INDEX project_by_name ON project (zone_id, name_key)",
    """
    CREATE TABLE milestone (
        zone_id TEXT NOT NULL,
        id TEXT NOT NULL,
        project_id TEXT NOT NULL,
        name TEXT NOT NULL CHECK (name <> ''),
        name_key TEXT NOT NULL,
        slug TEXT NOT NULL,
        unit TEXT NOT NULL,
        position {int} NOT NULL,
        PRIMARY KEY (zone_id, id),
        FOREIGN KEY (zone_id, project_id) REFERENCES project (zone_id, id)
    ) {strict}
    """,
    "CREATE UNIQUE INDEX milestone_by_slug ON milestone (zone_id, project_id, slug)",
    "CREATE UNIQUE INDEX milestone_by_name ON milestone (zone_id, project_id, name_key)",
    """
    CREATE TABLE alias (
        zone_id TEXT NOT NULL,
        id TEXT NOT NULL,
        scope TEXT NOT NULL,
        slug TEXT NOT NULL,
        subject_id TEXT NOT NULL,
        PRIMARY KEY (zone_id, id)
    ) {strict}
    """,
    "CREATE INDEX alias_by_slug ON alias (zone_id, scope, slug)",
    """
    CREATE TABLE observation (
        zone_id TEXT NOT NULL,
        id TEXT NOT NULL,
        project_id TEXT,
        milestone_id TEXT,
        measure TEXT NOT NULL,
        basis TEXT NOT NULL,
        day TEXT NOT NULL CHECK (length(day) = 10),
        span_edtf TEXT NOT NULL,
        span_first TEXT,
        span_last TEXT,
        span_qualifier TEXT NOT NULL,
        span_words TEXT NOT NULL,
        value TEXT NOT NULL,
        unit TEXT NOT NULL,
        qualifier TEXT NOT NULL,
        places {int} NOT NULL,
        words TEXT NOT NULL,
        certainty TEXT NOT NULL,
        source TEXT NOT NULL,
        note TEXT NOT NULL,
        flags TEXT NOT NULL,
        seq {int} NOT NULL,
        n {int} NOT NULL,
        PRIMARY KEY (zone_id, id),
        FOREIGN KEY (zone_id, project_id) REFERENCES project (zone_id, id),
        FOREIGN KEY (zone_id, milestone_id) REFERENCES milestone (zone_id, id),
        CHECK (milestone_id IS NULL OR project_id IS NOT NULL)
    ) {strict}
    """,
    "CREATE INDEX observation_by_subject ON observation (zone_id, project_id, milestone_id, day)",
)

_POSITIONS = (
    """
    CREATE TABLE milestone_position (
        zone_id TEXT NOT NULL,
        project_id TEXT NOT NULL,
        milestone_id TEXT NOT NULL,
        stage TEXT,
        started TEXT,
        done_on TEXT,
        progress TEXT,
        progress_basis TEXT,
        done TEXT,
        done_basis TEXT,
        total TEXT,
        start TEXT,
        due TEXT,
        baseline_due TEXT,
        slips {int} NOT NULL,
        weight TEXT,
        owner TEXT,
        words TEXT,
        next TEXT,
        problem TEXT,
        flags TEXT NOT NULL,
        last_reported TEXT,
        newest TEXT,
        finish_due TEXT,
        start_due TEXT,
        PRIMARY KEY (zone_id, milestone_id)
    ) {strict}
    """,
    "CREATE INDEX milestone_position_by_project ON milestone_position (zone_id, project_id)",
    "CREATE INDEX milestone_finish_due ON milestone_position (zone_id, finish_due)",
    "CREATE INDEX milestone_start_due ON milestone_position (zone_id, start_due)",
    """
    CREATE TABLE project_position (
        zone_id TEXT NOT NULL,
        project_id TEXT NOT NULL,
        stage TEXT,
        aside {int} NOT NULL,
        started TEXT,
        done_on TEXT,
        progress TEXT,
        progress_basis TEXT,
        milestones {int} NOT NULL,
        milestones_done {int} NOT NULL,
        milestones_under_way {int} NOT NULL,
        total_fen {int},
        total_places {int},
        total_qualifier TEXT,
        invested_fen {int},
        invested_places {int},
        invested_qualifier TEXT,
        invested_basis TEXT,
        start TEXT,
        due TEXT,
        baseline_due TEXT,
        slips {int} NOT NULL,
        owner TEXT,
        unit TEXT,
        leader TEXT,
        words TEXT,
        next TEXT,
        problem TEXT,
        flags TEXT NOT NULL,
        last_reported TEXT,
        newest TEXT,
        finish_due TEXT,
        start_due TEXT,
        PRIMARY KEY (zone_id, project_id)
    ) {strict}
    """,
    "CREATE INDEX project_last_reported ON project_position (zone_id, aside, last_reported)",
    "CREATE INDEX project_newest ON project_position (zone_id, newest)",
    "CREATE INDEX project_finish_due ON project_position (zone_id, finish_due)",
    "CREATE INDEX project_start_due ON project_position (zone_id, start_due)",
    """
    CREATE TABLE zone_position (
        zone_id TEXT NOT NULL PRIMARY KEY,
        projects {int} NOT NULL,
        aside {int} NOT NULL,
        milestones {int} NOT NULL,
        milestones_done {int} NOT NULL,
        milestones_under_way {int} NOT NULL,
        total_fen {int} NOT NULL,
        projects_with_total {int} NOT NULL,
        invested_fen {int} NOT NULL,
        projects_with_invested {int} NOT NULL,
        both_total_fen {int} NOT NULL,
        both_invested_fen {int} NOT NULL,
        projects_with_both {int} NOT NULL
    ) {strict}
    """,
)

# What a reader beside us sees, in Datasette or sqlite-utils.  Lateness needs a day: compare `finish_due` with it.
_VIEWS = (
    """
    CREATE VIEW project_status AS
    SELECT zone.slug AS zone, project.slug AS project, zone.slug || '/' || project.slug AS ref, project.name AS name,
        position.stage AS stage, position.progress AS progress, position.milestones AS milestones,
        position.milestones_done AS milestones_done, position.total_fen AS total_fen,
        position.invested_fen AS invested_fen, position.due AS due, position.owner AS owner,
        position.leader AS leader, position.last_reported AS last_reported, position.words AS words,
        position.aside AS aside
    FROM project
    JOIN zone ON zone.zone_id = project.zone_id
    JOIN project_position AS position ON position.zone_id = project.zone_id AND position.project_id = project.id
    """,
    """
    CREATE VIEW open_deadlines AS
    SELECT zone.slug AS zone, project.slug AS project, '' AS milestone, position.finish_due AS finish_due,
        position.start_due AS start_due, position.owner AS owner
    FROM project
    JOIN zone ON zone.zone_id = project.zone_id
    JOIN project_position AS position ON position.zone_id = project.zone_id AND position.project_id = project.id
    WHERE position.finish_due IS NOT NULL OR position.start_due IS NOT NULL
    UNION ALL
    SELECT zone.slug, project.slug, milestone.slug, position.finish_due, position.start_due, position.owner
    FROM milestone
    JOIN project ON project.zone_id = milestone.zone_id AND project.id = milestone.project_id
    JOIN zone ON zone.zone_id = milestone.zone_id
    JOIN milestone_position AS position
        ON position.zone_id = milestone.zone_id AND position.milestone_id = milestone.id
    WHERE position.finish_due IS NOT NULL OR position.start_due IS NOT NULL
    """,
)

# Records whose facts are those of their zone, under measures that name them.
_OF_ZONES = (
    """
    CREATE TABLE indicator (
        zone_id TEXT NOT NULL REFERENCES zone (zone_id),
        id TEXT NOT NULL,
        name TEXT NOT NULL CHECK (name <> ''),
        name_key TEXT NOT NULL,
        slug TEXT NOT NULL,
        unit TEXT NOT NULL,
        kind TEXT NOT NULL,
        basis TEXT NOT NULL,
        position {int} NOT NULL,
        PRIMARY KEY (zone_id, id)
    ) {strict}
    """,
    "CREATE UNIQUE INDEX indicator_by_slug ON indicator (zone_id, slug)",
    "CREATE UNIQUE INDEX indicator_by_name ON indicator (zone_id, name_key)",
    """
    CREATE TABLE event (
        zone_id TEXT NOT NULL REFERENCES zone (zone_id),
        id TEXT NOT NULL,
        name TEXT NOT NULL CHECK (name <> ''),
        name_key TEXT NOT NULL,
        slug TEXT NOT NULL,
        position {int} NOT NULL,
        PRIMARY KEY (zone_id, id)
    ) {strict}
    """,
    "CREATE UNIQUE INDEX event_by_slug ON event (zone_id, slug)",
    "CREATE INDEX event_by_name ON event (zone_id, name_key)",  # a briefing of the same name is held every year
    """
    CREATE TABLE followup (
        zone_id TEXT NOT NULL,
        id TEXT NOT NULL,
        event_id TEXT NOT NULL,
        name TEXT NOT NULL CHECK (name <> ''),
        name_key TEXT NOT NULL,
        slug TEXT NOT NULL,
        position {int} NOT NULL,
        PRIMARY KEY (zone_id, id),
        FOREIGN KEY (zone_id, event_id) REFERENCES event (zone_id, id)
    ) {strict}
    """,
    "CREATE UNIQUE INDEX followup_by_slug ON followup (zone_id, event_id, slug)",
    "CREATE UNIQUE INDEX followup_by_name ON followup (zone_id, event_id, name_key)",
    # What of procedures expires is few among many facts; `overdue` and `check` ask for it each time.
    """
    CREATE INDEX observation_by_validity ON observation (zone_id, value, project_id)
    WHERE measure LIKE 'p:%:expires'
    """,
)

# Never edit a migration that has been released: add one.
MIGRATIONS: tuple[tuple[int, tuple[str, ...]], ...] = (
    (1, (*_JOURNAL, *_RECORDS, *_POSITIONS, *_VIEWS)),
    (2, ("CREATE INDEX entry_by_time ON entry (at, command_id)",)),
    (3, ()),  # positions anew: scope, location, remark … and extras of sheets are no reports on how far something is
    (4, _OF_ZONES),
)

# What turns the image of a row, as the schema before a migration had it, into one of that migration.  A migration that
# changes a journalled table brings an entry here: old images in the journal are never rewritten.
LIFTS: dict[int, Callable[[str, Image], Image]] = {}


def statements(number: int, engine: str = "sqlite") -> list[str]:
    """Return the statements of migration `number` in the words of `engine`."""
    return [text.format(**ENGINE_WORDS[engine]) for text in dict(MIGRATIONS)[number]]


def lift(table: str, image: Image | None, schema: int) -> Image | None:
    """Return the image of a row, written under an earlier `schema`, as a row of the present one."""
    for number, change in sorted(LIFTS.items()):
        if image is not None and number > schema:
            image = change(table, image)
    return image
