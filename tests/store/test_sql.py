"""One SQL text for SQLite, PostgreSQL and Citus: the rules of design §4 over every text that the store holds."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from zonetrack import store
from zonetrack.store import schema
from zonetrack.store.codec import Codec
from zonetrack.store.db import Db
from zonetrack.store.tables import TableTexts

VERB = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|DROP|ALTER|REPLACE|PRAGMA)\b")
FOLDER = Path(store.__path__[0])


@cache
def texts() -> dict[str, str]:
    """Every SQL text of the store, by where it stands: module constants, statements of tables, migrations."""
    found = {}
    for name in sorted(module.name for module in pkgutil.iter_modules(store.__path__)):
        module = importlib.import_module(f"zonetrack.store.{name}")
        for constant in constants(FOLDER / f"{name}.py"):
            found.update(texts_in(f"{name}.{constant}", getattr(module, constant)))
    for number, _ in schema.MIGRATIONS:
        for index, text in enumerate(schema.statements(number)):
            found[f"migration {number}.{index}"] = text
    return {where: " ".join(text.split()) for where, text in found.items() if VERB.match(text)}


def constants(path: Path) -> list[str]:
    """The names that a module assigns itself, not those it imports."""
    found: list[str] = []
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        found += [name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]
    return found


def texts_in(where: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts_in(f"{where}[{key}]", inner)
    elif isinstance(value, TableTexts | Codec):
        fields = value._asdict() if isinstance(value, TableTexts) else vars(value)
        for field, text in fields.items():
            if isinstance(text, str):
                yield f"{where}.{field}", text


def starting(*verbs: str) -> dict[str, str]:
    return {where: text for where, text in texts().items() if text.startswith(verbs)}


def test_the_texts_are_found() -> None:
    found = texts().keys()
    assert {"journal.NEXT", "codec.MILESTONE.upsert", "tables.JOURNALLED[observation].insert", "migration 1.0"} <= found
    assert len(found) > 60


# What no text may hold, and one text that each rule must catch.
FORBIDDEN = {
    "a scalar max or min": (r"\b(max|min)\s*\([^()]*,", "SELECT max(a, b) FROM t"),
    "functions of SQLite alone": (
        r"\b(instr|ifnull|iif|printf|hex|unhex|typeof|glob|char|unicode|changes|total|last_insert_rowid)\s*\(",
        "SELECT ifnull(a, 0) FROM t",
    ),
    "functions of PostgreSQL alone": (
        r"\b(string_agg|array_agg|to_char|greatest|least|concat)\s*\(",
        "SELECT greatest(a)",
    ),
    "joined texts": (r"\bgroup_concat\s*\(", "SELECT group_concat(a) FROM t"),
    "arithmetic with dates": (
        r"\b(date|time|datetime|strftime|julianday|unixepoch|timediff)\s*\(",
        "SELECT * FROM t WHERE date(day) = day",
    ),
    "the engine's clock": (r"\b(current_\w+|localtime\w*|now\s*\()", "INSERT INTO t (at) VALUES (CURRENT_TIMESTAMP)"),
    "the engine's dice": (r"\brandom\w*\s*\(", "UPDATE t SET a = random()"),
    "JSON in SQL": (r"\bjsonb?_?\w*\s*\(|->", "SELECT json_extract(a, '$.b') FROM t"),
    "rounding in SQL": (r"\b(avg|round|ceil|floor|trunc)\s*\(", "SELECT round(a, 2) FROM t"),
    "a sum that is not cast to a whole number": (r"(?<!CAST\()\bsum\s*\(", "SELECT sum(fen) FROM t"),
    "a limit of -1": (r"\bLIMIT\s+-", "SELECT a FROM t LIMIT -1"),
    "quoted names or literals": (r"[\"`\[\]]", 'SELECT a FROM t WHERE b = "text"'),
    "IS with a parameter": (r"\bIS\s+(NOT\s+)?:", "SELECT a FROM t WHERE b IS :b"),
    "placeholders without a name": (r"[?$]", "SELECT a FROM t WHERE b = ?"),
    "every column": (r"SELECT\s+(\w+\.)?\*", "SELECT * FROM t"),
    "triggers": (r"\bTRIGGER\b", "CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT 1; END"),
    "sequences": (r"\b(AUTOINCREMENT|SEQUENCE|SERIAL|IDENTITY|ROWID)\b", "CREATE TABLE t (id INTEGER AUTOINCREMENT)"),
    "words of SQLite alone": (
        r"\b(INSERT\s+OR|REPLACE\s+INTO|GLOB|REGEXP|MATCH|PRAGMA|NOCASE|INDEXED\s+BY|UNINDEXED)\b|==",
        "INSERT OR IGNORE INTO t (a) VALUES (1)",
    ),
    "types that differ": (
        r"\b(REAL|FLOAT|NUMERIC|DECIMAL|BLOB|BOOLEAN|DATE|TIMESTAMP|VARCHAR)\b",
        "CREATE TABLE t (a REAL)",
    ),
    "totals over several groupings": (r"\b(ROLLUP|CUBE|GROUPING\s+SETS)\b", "SELECT a FROM t GROUP BY ROLLUP (a)"),
    "recursion": (r"\bRECURSIVE\b", "WITH RECURSIVE a AS (SELECT 1) SELECT 1"),
    "locks on chosen rows": (r"\bFOR\s+(UPDATE|SHARE)\b", "SELECT a FROM t FOR UPDATE"),
    "a row made from a query": (r"VALUES\s*\(\s*\(\s*SELECT", "INSERT INTO t (a) VALUES ((SELECT 1))"),
    "text compared by language": (r"\b(lower|upper)\s*\(|\bCOLLATE\b", "SELECT a FROM t WHERE lower(a) = :a"),
}


def broken(rule: str, text: str) -> bool:
    return re.search(FORBIDDEN[rule][0], text, re.IGNORECASE) is not None


@pytest.mark.parametrize("rule", FORBIDDEN)
def test_no_text_holds(rule: str) -> None:
    assert broken(rule, FORBIDDEN[rule][1]), "the rule does not see its own example"
    wrong = [where for where, text in texts().items() if broken(rule, re.sub(r"'[^']*'", "''", text))]
    assert not wrong


# Texts that read across zones, and why they may.
ACROSS_ZONES = {
    "reading.ZONES": "the list of zones itself; `zone` is small, and on every node",
    "writing.ZONE_LIKE": "as above",
    "references.OLD_ZONE_SLUG": "an old slug is found before its zone is known",
    "journal.BY_KEY": "a command may touch several zones, and is one by its key",
    "journal.BY_COMMAND": "as above, by its id",
    "journal.NEWEST": "the newest command of all",
    "journal.NEWEST_BY_AUTHOR": "as above",
    "journal.UNDONE": "as above",
    "reading.NEWEST_ENTRY": "as above",
    "rewind.BY_DAY": "as above",
    "reading.DUES": "asked once for all, so that most pages need not look any further",
    "reading.HEADS": "all chains together pin the state of the whole ledger",
    "rewind.ENTRIES": "the whole ledger is made anew in memory",
    "rewind.CHANGES": "as above",
    "rewind.ALL_PROJECTS": "as above, and there it runs",
    "doctor.SCHEMA": "the examination of a whole file",
    "doctor.APPLIED": "as above",
    "doctor.NUMBERS": "as above",
}


def names_its_zone(text: str) -> bool:
    """Whether each query in it asks for one zone, or for that of the query around it."""
    queries = re.split(r"\b(?:SELECT|UPDATE|DELETE)\b", text)[1:]
    return all(re.search(r"zone_id = (:zone_id|\w+\.zone_id)", query) for query in queries)


def is_stem(where: str) -> bool:
    """Whether it is there for other texts to begin with."""
    return where.endswith(".select") or "._" in where


def test_every_query_asks_for_one_zone_or_says_why_not() -> None:
    wide = {
        where
        for where, text in starting("SELECT", "UPDATE", "DELETE").items()
        if not names_its_zone(text) and not is_stem(where)
    }
    assert wide == ACROSS_ZONES.keys()


def test_rows_are_inserted_by_the_names_of_their_columns() -> None:
    for where, text in starting("INSERT").items():
        columns = re.match(r"INSERT INTO \w+ \(([\w, ]+)\) VALUES ", text)
        assert columns, where
        assert "zone_id" in columns[1].split(", "), where


def test_the_zone_of_a_row_never_changes() -> None:
    for where, text in texts().items():
        for change in re.findall(r"\bSET (.*?)(?: WHERE | RETURNING |$)", text):
            assert not re.search(r"\bzone_id =", change), where


def test_what_conflicts_does_so_within_its_zone() -> None:
    found = {where: re.search(r"ON CONFLICT \(([^)]*)\)", text) for where, text in starting("INSERT").items()}
    targets = {where: match[1] for where, match in found.items() if match}
    assert len(targets) >= 4
    assert all("zone_id" in target.split(", ") for target in targets.values()), targets


def test_parts_of_names_are_searched_for_literally() -> None:
    wild = [where for where, text in texts().items() if re.search(r"\bLIKE\b(?! (:\w+ ESCAPE '!'|'[^']*'))", text)]
    assert not wild


def tables(db: Db) -> list[str]:
    """Our own tables: sqlite-utils keeps its list of migrations in one of its own, on SQLite only."""
    rows = db.rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    return [name for (name,) in rows if not name.startswith(("sqlite_", "_sqlite_"))]


def keys(db: Db, table: str) -> dict[str, list[str]]:
    """The primary key and the unique indexes of a table, with their columns."""
    columns = db.rows(f"SELECT name, pk FROM pragma_table_info('{table}') WHERE pk ORDER BY pk")
    unique = db.rows(f"SELECT name FROM pragma_index_list('{table}') WHERE [unique]")
    found = {name: [c for (c,) in db.rows(f"SELECT name FROM pragma_index_info('{name}')")] for (name,) in unique}
    return {"primary key": [name for name, _ in columns], **found}


def test_every_key_holds_the_zone(db: Db) -> None:
    for table in tables(db):
        for key, columns in keys(db, table).items():
            assert "zone_id" in columns, f"{table}: {key} is {columns}"


def test_every_foreign_key_stays_in_its_zone(db: Db) -> None:
    found = 0
    for table in tables(db):
        links: dict[int, list[tuple[str, str]]] = {}
        for number, column, target in db.rows(f'SELECT id, [from], [to] FROM pragma_foreign_key_list("{table}")'):
            links.setdefault(number, []).append((column, target))
        assert all(("zone_id", "zone_id") in link for link in links.values()), table
        found += len(links)
    assert found >= 5


def test_tables_are_strict_and_hold_texts_and_whole_numbers(db: Db) -> None:
    strict = dict(db.rows("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'"))
    for table in tables(db):
        assert strict[table], table
        types = {kind for (kind,) in db.rows(f"SELECT type FROM pragma_table_info('{table}')")}
        assert types <= {"TEXT", "INTEGER"}, table


def test_nothing_in_the_file_acts_by_itself(db: Db) -> None:
    kinds = {kind for (kind,) in db.rows("SELECT DISTINCT type FROM sqlite_schema")}
    assert kinds == {"table", "index", "view"}
    assert not db.rows("SELECT name FROM sqlite_schema WHERE name = 'sqlite_sequence'")


def test_what_orders_rows_is_never_empty(db: Db) -> None:
    """SQLite puts NULL first, PostgreSQL last."""
    nullable = {
        column
        for table in tables(db)
        for column, needed in db.rows(f"SELECT name, [notnull] FROM pragma_table_info('{table}')")
        if not needed
    }
    ordered = {
        re.sub(r" (ASC|DESC)$", "", term.strip())
        for text in texts().values()
        for terms in re.findall(r"ORDER BY (.*?)(?: LIMIT|\)|$)", text)
        for term in re.sub(r"CASE .*? END", "zone_id", terms).split(",")
    }
    assert {"position", "command_id", "seq"} <= ordered
    assert not ordered & nullable


def test_views_join_within_the_zone() -> None:
    joins = [
        (where, condition)
        for where, text in texts().items()
        for condition in re.findall(r"\bJOIN \w+(?: AS \w+)? ON (.*?)(?= JOIN | WHERE | UNION |$)", text)
    ]
    assert len(joins) >= 5
    assert not [where for where, condition in joins if not re.search(r"\w+\.zone_id = \w+\.zone_id", condition)]


# Words that no table or column of PostgreSQL may be called without quote marks.
RESERVED = """
    all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation
    column concurrently constraint create cross current_catalog current_date current_role current_schema current_time
    current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze
    from full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit
    localtime localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references
    returning right select session_user similar some symmetric system_user table tablesample then to trailing true
    union unique user using variadic verbose when where window with
"""


def test_no_name_is_a_reserved_word(db: Db) -> None:
    names = set(tables(db)) | {
        column for table in tables(db) for (column,) in db.rows(f"SELECT name FROM pragma_table_info('{table}')")
    }
    assert not names & set(RESERVED.split())


SQL_METHODS = {"rows", "one", "many", "execute", "executemany", "executescript"}
# What belongs to one engine: how a connection is set up, and where its transactions begin and end.
ENGINE = re.compile(r"(PRAGMA|BEGIN|COMMIT|ROLLBACK)\b")
# Where texts are put together from our own names of tables and columns.
MAKERS = {"tables.py": "_texts", "codec.py": "__init__", "rewind.py": "_copy"}


def literal(node: ast.expr) -> str | None:
    """The text of a literal, of an f-string its beginning; None for anything else."""
    if isinstance(node, ast.JoinedStr):
        node = node.values[0]
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_no_value_is_ever_put_into_a_text(path: Path) -> None:
    """Inside functions there is no SQL but the engine's own: texts are constants, values are parameters."""
    for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(function, ast.FunctionDef) or MAKERS.get(path.name) == function.name:
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.JoinedStr | ast.Constant):
                text = literal(node) or ""
                assert not VERB.match(text) or ENGINE.match(text), f"{path.name}: {function.name}: {text}"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SQL_METHODS:
                given = node.args[0]
                made = isinstance(given, ast.JoinedStr | ast.BinOp | ast.Call)
                assert not made or ENGINE.match(literal(given) or ""), f"{path.name}: {function.name}"
