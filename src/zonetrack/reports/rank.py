"""Reports: `rank`, projects or groups in the order of one figure, and whoever has nothing to be compared by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from zonetrack.domain.course import groups
from zonetrack.domain.ranking import FEWEST, SORTS, Placed, member, rank
from zonetrack.report import NA, Code, Known, Note, Report, Table
from zonetrack.reports import notes, pace_notes
from zonetrack.reports.columns import REPORTS, where_needed
from zonetrack.reports.pace import key_of, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from zonetrack.domain.course import Course, Going
    from zonetrack.domain.ranking import Member
    from zonetrack.report import Column

_WHERE_SAID = frozenset({"within", "zone_name", "signal", "list", "leader", "unit"})
_PACED = frozenset({"plan_rate", "pace"})


class Wanted(NamedTuple):
    """What is ranked: by which of `domain.ranking.SORTS`, which of `domain.course.GROUPS`, and how it is listed.

    `apart`: projects within each group apart, instead of the groups against each other.  `reverse`: the last place
    first.  `listed`: how many places the red and the black list have, 0 for no lists.
    """

    sort: str
    by: str = "project"
    apart: bool = False
    reverse: bool = False
    listed: int = 0


def build(course: Course, known: Known | None, title: Mapping[str, str], as_of: date, wanted: Wanted) -> Report:
    """Return the report `rank` of the projects of a course, those that are paused or dropped left out."""
    ranked: list[dict[str, Any]] = []
    rest: list[dict[str, Any]] = []
    for name, members in _contests(course.goings, as_of, wanted):
        placed, left = rank(members, wanted.sort, wanted.listed)
        ranked += [_row(one, name, wanted) for one in (reversed(placed) if wanted.reverse else placed)]
        rest += [_row(one, name, wanted) for one in left]
    tables = [Table("ranking", _shown("ranking", ranked, wanted), ranked)]
    if rest:
        tables.append(Table("not_compared", _shown("not_compared", rest, wanted), rest))
    said = [*_how(wanted), *_lists(wanted), *_paced(course, wanted), *notes.aside(course.aside)]
    return Report("rank", as_of, known, tuple(tables), tuple(said), dict(title))


def _contests(goings: Iterable[Going], as_of: date, wanted: Wanted) -> list[tuple[str | None, list[Member]]]:
    """Return who is ranked against whom: the groups, or all projects, or the projects of each group apart."""
    parted = groups(goings, wanted.by)
    if not wanted.apart:
        return [(None, [member(name, own, as_of) for name, own in parted.items()])]
    return [(name, [member(one.state.ref, [one], as_of) for one in own]) for name, own in parted.items()]


def _row(one: Placed, within: str | None, wanted: Wanted) -> dict[str, Any]:
    """Return the row of a member; `within` names the group that it was ranked in."""
    own = one.member
    single = own.goings[0].state if wanted.by == "project" or wanted.apart else None
    signal = own.goings[0].signal if single else None
    return {
        "id": single.project.id if single else key_of(own.name, wanted.by, own.goings),
        "ref": single.ref if single else key_of(own.name, wanted.by, own.goings),
        "place": NA if one.place is None else one.place,
        "within": named(within, wanted.by) if wanted.apart else NA,
        "zone": single.zone.slug if single else NA,
        "zone_name": single.zone.name if single else NA,
        "project": single.ref if single else NA,
        "name": single.project.name if single else named(own.name, wanted.by),
        "projects": len(own.goings),
        "leader": single.position.leader if single else NA,
        "unit": single.position.unit if single else NA,
        **{sort: NA if own.figures[sort] is None else own.figures[sort] for sort in SORTS},
        "signal": signal.code if signal else NA,
        "list": Code("rank_list", one.list) if one.list else NA,
    }


def _shown(key: str, rows: Sequence[dict[str, Any]], wanted: Wanted) -> tuple[Column, ...]:
    """Return the columns: of the figures a page shows the one that is ranked by, scripts get them all."""
    hidden = set(SORTS) - {wanted.sort}
    if len({row["zone"] for row in rows if row["zone"] is not NA}) < 2:
        hidden.add("zone_name")
    columns = (c._replace(shown="data") if c.key in hidden else c for c in REPORTS["rank"][key])
    kept = where_needed(columns, rows, _WHERE_SAID)
    return tuple(c._replace(shown="data") if key == "not_compared" and c.key == "place" else c for c in kept)


def _how(wanted: Wanted) -> list[Note]:
    """Say which end is the better one, and who was ranked against whom."""
    best = Note("rank_fewest" if wanted.sort in FEWEST else "rank_most", {"figure": Code("col", wanted.sort)})
    counted = [Note("slips_counted")] if wanted.sort == "slips" else []
    if wanted.by == "project":
        return [best, *counted]
    return [best, *counted, Note("rank_apart" if wanted.apart else "rank_groups", {"by": Code("group_by", wanted.by)})]


def _lists(wanted: Wanted) -> list[Note]:
    return [Note(f"rank_lists_{wanted.sort}", {"n": wanted.listed})] if wanted.listed else []


def _paced(course: Course, wanted: Wanted) -> list[Note]:
    said = pace_notes.grouped(course, wanted.by)
    return [*said, *pace_notes.notes(course)] if wanted.sort in _PACED else [*said, *pace_notes.rule(course.rule)]
