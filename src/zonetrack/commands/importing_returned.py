"""Commands: the office's Friday job: of the sheets that were sent out, whose came back, and with what filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.commands.importing_own import TEMPLATE, TO_FILL
from zonetrack.reports.importing import Returned
from zonetrack.store.reading import projects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zonetrack.commands.importing_match import Matching
    from zonetrack.commands.recording import Recording
    from zonetrack.intake.rows import Line
    from zonetrack.intake.sheets import Source


class Post:
    """What came back: the projects of sheets to fill, which of them say anything, and from which files."""

    def __init__(self) -> None:
        self.came: dict[str, set[str]] = {}
        self.filled: set[str] = set()
        self.zones: set[str] = set()

    def note(self, source: Source, line: Line, zone_id: str) -> None:
        """Note a row of a sheet to fill; other sheets were never sent out."""
        if not line.id or not line.version.endswith(TEMPLATE):
            return
        self.zones.add(zone_id)
        self.came.setdefault(line.id, set()).add(source.file)
        if any(_is_filled(said.column.heading.key, said.column.heading.basis) for said in line.said):
            self.filled.add(line.id)


def _is_filled(key: str, basis: str) -> bool:
    return key in TO_FILL or basis in ("flow", "ytd")


def returned(recording: Recording, post: Post, matching: Matching) -> Sequence[Returned]:
    """Return for each unit that answers for open projects how many of them came back; nothing where none was sent out.

    Whoever is responsible answers, else the unit that builds; projects of nobody stand under an empty name.
    """
    found: dict[str, list[str]] = {}
    today = recording.session.today()
    for zone in matching.zones:
        if zone.zone_id not in post.zones:
            continue
        for state in projects(recording.db, zone, today):
            position = state.position
            if not position.aside and position.done_on is None:
                found.setdefault(position.owner or position.unit or "", []).append(state.project.id)
    return [_of_unit(unit, ids, post) for unit, ids in found.items()]


def _of_unit(unit: str, ids: Sequence[str], post: Post) -> Returned:
    came = [id_ for id_ in ids if id_ in post.came]
    filled = [id_ for id_ in came if id_ in post.filled]
    files = sorted({file for id_ in came for file in post.came[id_]})
    if not came:
        state = "missing"
    elif not filled:
        state = "blank"
    else:
        state = "returned" if len(filled) == len(ids) else "partly"
    return Returned(unit, len(ids), len(came), len(filled), tuple(files), state)
