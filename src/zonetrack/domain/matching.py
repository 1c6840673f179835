"""Domain: which project of a zone a row of a sheet means.  By id, by code, by name; what is only alike is doubtful."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from zonetrack.values.text import name_key

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from zonetrack.domain.records import Project

ALIKE = 0.8  # of the letters of two names
SHOWN = 3  # candidates named for a doubtful row
_SHORTLIST = 8  # names that are looked at closely for one row
# What tells one stage or lot of a project from another: names that differ in it are of two projects.
_MARKS = re.compile(
    r"[0-9]+|[a-z]+|[一二三四五六七八九十]+(?=[期段标号批区#])|[东南西北中](?=[区段片线路])|[甲乙丙丁](?=[区段标])"
)
# What names have or have not without meaning another project.
_FILLERS = re.compile(r"建设项目|工程项目|项目|工程|建设|新建|[\s()（）·、,，-]")


class Wanted(NamedTuple):
    """What a row says of the project that it is about; empty where it does not say."""

    name: str
    code: str = ""
    id: str = ""


class Match(NamedTuple):
    """The project meant, None for a new one; how that is known: id, code, name, new, doubtful; and the candidates."""

    project: Project | None
    how: str
    candidates: tuple[Project, ...] = ()


class Matcher:
    """The projects of one zone, by everything that a row may name them by."""

    def __init__(self, projects: Iterable[Project]) -> None:
        self._all = list(projects)
        self._by_id = {project.id: project for project in self._all}
        self._by_code = {project.code: project for project in self._all if project.code}
        self._by_name = {project.name_key: project for project in self._all}
        self._by_pair: dict[str, list[Project]] = {}
        self._met: set[str] = set()

    @property
    def ids(self) -> Container[str]:
        """The ids of all projects of the zone."""
        return self._by_id.keys()

    @property
    def any_unmet(self) -> bool:
        """Whether there is a project that no row has meant so far."""
        return len(self._met) < len(self._all)

    def meet(self, project: Project) -> None:
        """Note that a row means `project`, by the word of a person."""
        self._met.add(project.id)

    def find(self, wanted: Wanted) -> Match:
        """Return the project that a row means: by its id, else its code, else its name; never by likeness.

        A code whose project has quite another name, and a name whose project has another code, are doubtful.
        """
        if wanted.id and wanted.id in self._by_id:
            return self._met_by(self._by_id[wanted.id], "id")
        by_code = self._by_code.get(wanted.code) if wanted.code else None
        by_name = self._by_name.get(name_key(wanted.name))
        if by_code is not None:
            if by_name is None and not alike(wanted.name, by_code.name):
                return Match(None, "doubtful", (by_code,))
            if by_name is not None and by_name.id != by_code.id:
                return Match(None, "doubtful", (by_code, by_name))
            return self._met_by(by_code, "code")
        if by_name is not None:
            if wanted.code and by_name.code and wanted.code != by_name.code:
                return Match(None, "doubtful", (by_name,))
            return self._met_by(by_name, "name")
        return Match(None, "new")

    def _met_by(self, project: Project, how: str) -> Match:
        self._met.add(project.id)
        return Match(project, how)

    def near(self, name: str) -> tuple[Project, ...]:
        """Return the projects that no row means by id, code or name, and whose names are alike; the nearest first.

        Ask only after every row was looked for with `find`.  Cost: a few comparisons a row, whatever the zone's size.
        """
        if not self._by_pair:
            for project in self._all:
                if project.id not in self._met:
                    for pair in _pairs(project.name):
                        self._by_pair.setdefault(pair, []).append(project)
        shared: dict[str, int] = {}
        for pair in _pairs(name):
            for project in self._by_pair.get(pair, ()):
                shared[project.id] = shared.get(project.id, 0) + 1
        likeliest = sorted(shared, key=lambda id_: (-shared[id_], len(_core(self._by_id[id_].name))))[:_SHORTLIST]
        found = [self._by_id[id_] for id_ in likeliest if alike(name, self._by_id[id_].name)]
        return tuple(found[:SHOWN])


def alike(one: str, other: str) -> bool:
    """Tell whether two names may be of one project: nearly the same letters, or one within the other.

    Names that differ in a number, a phase or a lot are of two.
    """
    first, second = _core(one), _core(other)
    if sorted(_MARKS.findall(first)) != sorted(_MARKS.findall(second)):
        return False
    shorter, longer = sorted((first, second), key=lambda name: (len(name), name))
    if not shorter:
        return False
    return (len(shorter) >= 3 and shorter in longer) or SequenceMatcher(None, shorter, longer).ratio() >= ALIKE


def _core(name: str) -> str:
    return _FILLERS.sub("", name_key(name)) or name_key(name)


def _pairs(name: str) -> set[str]:
    core = _core(name)
    return {core[at : at + 2] for at in range(max(len(core) - 1, 1))}
