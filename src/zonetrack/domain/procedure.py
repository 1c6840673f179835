"""Domain: the procedures of a project (前期手续): approvals and permits, each with a state or words, and its expiry."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain.due import Due, deadline
from zonetrack.domain.errors import Unreadable
from zonetrack.domain.measure import PROCEDURE, STATES, thing_of, when_of
from zonetrack.values.text import clean, half_width, name_key, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from zonetrack.domain.records import Observation
    from zonetrack.domain.state import ProjectState
    from zonetrack.values.when import When

NAME_LIMIT = 40
# What an office writes for each state; the codes themselves are always understood.
STATE_WORDS = {
    "未办": "not_begun",
    "待办": "not_begun",
    "未办理": "not_begun",
    "在办": "doing",
    "办理中": "doing",
    "正在办理": "doing",
    "已办": "done",
    "办结": "done",
    "已办结": "done",
    "已办理": "done",
    "已取得": "done",
    "已批复": "done",
    "无需": "not_needed",
    "不需": "not_needed",
    "无需办理": "not_needed",
    "under way": "doing",
}


class Procedure(NamedTuple):
    """One procedure: the fact that says how far it is, and the one that says until when it is valid."""

    name: str
    state: Observation | None
    validity: Observation | None

    @property
    def code(self) -> str | None:
        """The code of its state; None where there are words only, or nothing."""
        return self.state.value if self.state and self.state.value != "said" else None

    @property
    def expires(self) -> When | None:
        """The day on which its validity ends."""
        return when_of(self.validity) if self.validity and self.validity.value else None


def read_name(text: str) -> str:
    """Return the name of a procedure or enterprise as it stands in a measure.  Raises Unreadable `thing.name`."""
    name = clean(text)
    if ":" in half_width(name) or len(name) > NAME_LIMIT:
        raise Unreadable("thing.name", text=visible(text), limit=NAME_LIMIT)
    return name


def read_state(text: str) -> str:
    """Return the code of a state from its code or its words.  Raises Unreadable `procedure.state`."""
    word = half_width(text).strip()
    code = STATE_WORDS.get(word.lower(), word.lower().replace(" ", "_"))
    known = STATES[:-1]
    if code not in known:
        raise Unreadable("procedure.state", text=visible(text), known=" ".join(known))
    return code


def known_as(name: str, prefix: str, facts: Iterable[Observation]) -> str:
    """Return `name` as it was typed before for the same thing (width and case aside), else as it is."""
    things = (thing_of(fact.measure) for fact in facts)
    same = (one.name for one in things if one and one.prefix == prefix and name_key(one.name) == name_key(name))
    return next(same, name)


def procedures(facts: Iterable[Observation]) -> list[Procedure]:
    """Return the procedures that the facts of a project speak of, oldest facts first, in the order of first mention."""
    found: dict[str, dict[str, Observation]] = {}
    for fact in facts:
        thing = thing_of(fact.measure)
        if thing and thing.prefix == PROCEDURE and fact.milestone_id is None:
            found.setdefault(thing.name, {})[thing.said] = fact
    return [Procedure(name, said.get(""), said.get("expires")) for name, said in found.items()]


def expiring(state: ProjectState, facts: Iterable[Observation], as_of: date, within: int) -> Iterator[Due]:
    """Yield the procedures of a project whose validity has ended or ends within `within` days.

    Of a project that is done or set aside nothing expires any more, nor what is not needed.
    """
    position = state.position
    if position.aside or position.done_on is not None:
        return
    for one in procedures(facts):
        near = deadline(one.expires, as_of, within)
        if near and one.expires and one.code != "not_needed":
            id_ = f"{state.project.id} {PROCEDURE}{one.name}"
            yield Due(
                "expiry", state.zone, id_, state.ref, one.name, state.project.name, one.expires, position.owner, near
            )
