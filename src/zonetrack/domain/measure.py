"""Domain: the measures that facts are about, and how each kind of value is written down and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zonetrack.domain.records import Fact
from zonetrack.values import percent as percents
from zonetrack.values import when as whens
from zonetrack.values.errors import Unreadable
from zonetrack.values.money import Money
from zonetrack.values.quantity import Quantity
from zonetrack.values.text import half_width

if TYPE_CHECKING:
    from zonetrack.domain.records import Observation, Subject
    from zonetrack.values.percent import Percent
    from zonetrack.values.when import When

# measure → kind of its value; a measure that is not listed is a quantity named by its user (width, capacity …)
KINDS = {
    "progress": "percent",
    "quantity": "quantity",
    "quantity_total": "quantity",
    "invested": "money",
    "planned_investment": "money",
    "total_investment": "money",
    "stage": "stage",
    "planned_start": "when",
    "planned_finish": "when",
    "weight": "number",
    "owner": "text",
    "unit": "text",
    "leader": "text",
    "words": "text",
    "next": "text",
    "problem": "text",
    "scope": "text",
    "location": "text",
    "nature": "text",
    "contact": "text",
    "remark": "text",
    "exempt": "text",
    "rating": "text",
}

# What a sheet said of a project under a header that nobody knows is kept as text, under that header behind this mark.
EXTRA = "x:"

# Records of a zone without facts of their own: what is said of them are facts of the zone, whose measure is this mark,
# the id of the record, and what is said (`i:<id>`, `i:<id>:growth`, `e:<id>:on`).
PREFIXES = {"indicator": "i:", "event": "e:", "followup": "f:"}
_NAMED = {prefix: table for table, prefix in PREFIXES.items()}
# What is said of such a record, without its id → kind of the value; what is not listed is text.  Figures of indicators
# carry their kind in the unit: `fen` is money, `%` a percentage that may be above 100 or below 0.
_KINDS_OF_NAMED = {
    **dict.fromkeys(("i:", "i:growth", "i:increase", "i:rate", "i:target", "e:attendees"), "quantity"),
    **dict.fromkeys(("e:on", "f:due"), "when"),
    "f:done": "state",
}
# What an event may be said to have several of: each stands beside the others.
_SEVERAL = frozenset({"e:org", "e:topic", "e:words"})

# What is said of things that are no records but named with each fact: the procedures of a project (前期手续), whose
# state is `p:<name>` and whose expiry `p:<name>:expires`, and the enterprises of a zone, `n:<name>:<said>`.
PROCEDURE, ENTERPRISE = "p:", "n:"
_BY_NAME = (PROCEDURE, ENTERPRISE)
_KINDS_BY_NAME = {
    "p:": "state",
    "p:expires": "when",
    **dict.fromkeys(("n:wanted", "n:given"), "quantity"),
}
# `said`: there are words for it and no more.
STATES = ("not_begun", "doing", "done", "not_needed", "said")

# What is said beforehand of how things shall be: it holds from the beginning, not from the day it was typed.
PLANS = frozenset({"planned_start", "planned_finish", "weight", "quantity_total"})

# What does not count as a report on how far something is.
NOT_REPORTS = PLANS | {
    *("owner", "unit", "leader", "total_investment", "planned_investment"),
    *("scope", "location", "nature", "contact", "remark", "exempt"),
}

STAGES = (
    "reserve",
    "signed",
    "preparing",
    "started",
    "construction",
    "completed",
    "operating",
    "paused",
    "dropped",
)
STARTED = frozenset({"started", "construction", "completed", "operating"})
DONE = frozenset({"completed", "operating"})
ASIDE = frozenset({"paused", "dropped"})
CERTAINTIES = ("reported", "verified", "estimated")
# Of a milestone only this much can be said; the rest are stages in the life of a project.
MILESTONE_STAGES = ("started", "construction", "completed", "paused", "dropped")


def kind_of(measure: str) -> str:
    """Return the kind of `measure`: percent, quantity, money, stage, state, when, number or text."""
    if named := named_by(measure):
        return _KINDS_OF_NAMED.get(PREFIXES[named.table] + named.said, "text")
    if thing := thing_of(measure):
        return _KINDS_BY_NAME.get(thing.prefix + thing.said, "text")
    return KINDS.get(measure, "text" if measure.startswith(EXTRA) else "quantity")


def is_report(measure: str) -> bool:
    """Tell whether a fact of `measure` is a report on how far something is."""
    thing = thing_of(measure)
    if thing:
        return thing.prefix == PROCEDURE and not thing.said
    return measure not in NOT_REPORTS and not measure.startswith((EXTRA, *_NAMED))


class Named(NamedTuple):
    """What a measure names: a record of `table` by its id, and what is said of it (empty: its figure)."""

    table: str
    id: str
    said: str


def named_by(measure: str) -> Named | None:
    """Return the indicator, event or follow-up that `measure` names; None where it is a measure of its subject."""
    table = _NAMED.get(measure[:2])
    if table is None:
        return None
    id_, _, said = measure[2:].partition(":")
    return Named(table, id_, said)


def is_plan(measure: str) -> bool:
    """Tell whether what a fact of `measure` says holds from the beginning: a plan, or by when to follow up an event."""
    return measure in PLANS or spoken(measure) == "f:due"


class Thing(NamedTuple):
    """What a measure speaks of by name: `prefix` says what it is, `said` what is said of it (empty: its state)."""

    prefix: str
    name: str
    said: str


def thing_of(measure: str) -> Thing | None:
    """Return the procedure or enterprise that `measure` speaks of; None where it is a measure of its subject."""
    prefix = measure[:2]
    if prefix not in _BY_NAME:
        return None
    name, _, said = measure[2:].partition(":")
    return Thing(prefix, name, said)


def is_own(measure: str) -> bool:
    """Tell whether a fact of `measure` is one of its subject itself, and of nothing that it has."""
    return not measure.startswith((*_NAMED, *_BY_NAME))


def spoken(measure: str) -> str:
    """Return the name of a measure without the id of the record that it names: `i:growth` of `i:<id>:growth`."""
    named = named_by(measure)
    return PREFIXES[named.table] + named.said if named else measure


def measure_of(subject: Subject, said: str = "") -> str:
    """Return the measure under which `said` is recorded of `subject`: with its id where its facts are its zone's."""
    prefix = PREFIXES.get(subject.kind)
    if prefix is None:
        return said
    return f"{prefix}{subject.id}:{said}" if said else f"{prefix}{subject.id}"


def progress(value: Percent, span: When) -> Fact:
    """Return the fact that a subject is `value` done on `span`."""
    return Fact("progress", percents.encode(value), value.text, span, unit="%", qualifier=value.qualifier)


def quantity(measure: str, value: Quantity, span: When) -> Fact:
    """Return the fact that `measure` amounts to `value` on `span`."""
    return Fact(measure, f"{value.number:f}", value.text, span, unit=value.unit, qualifier=value.qualifier)


def money(measure: str, value: Money, span: When, basis: str = "level") -> Fact:
    """Return the fact that `measure` amounts to `value` over `span`, on `basis` level, ytd, flow or plan."""
    return Fact(measure, str(value.fen), value.text, span, basis, "fen", value.qualifier, value.places)


def when(measure: str, value: When, span: When) -> Fact:
    """Return the fact, said on `span`, that `measure` falls in `value`."""
    return Fact(measure, value.edtf, value.text, span, qualifier=value.qualifier)


def text(measure: str, value: str, span: When) -> Fact:
    """Return the fact that `measure` (words, owner, stage, weight …) is `value`, a text or a code."""
    return Fact(measure, value, value, span)


def span_of(observation: Observation) -> When:
    """Return the day or period that `observation` speaks of."""
    return whens.decode(observation.span_edtf, observation.span_qualifier, observation.span_words)


def percent_of(observation: Fact | Observation) -> Percent:
    """Return the percentage that `observation` holds."""
    return percents.decode(observation.value, observation.qualifier, observation.words)


def quantity_of(observation: Fact | Observation) -> Quantity:
    """Return the quantity that `observation` holds."""
    from decimal import Decimal

    return Quantity(Decimal(observation.value), observation.unit, observation.qualifier, observation.words)


def money_of(observation: Fact | Observation) -> Money:
    """Return the amount that `observation` holds."""
    return Money(int(observation.value), observation.places, observation.qualifier, observation.words)


def when_of(observation: Fact | Observation) -> When:
    """Return the date or period that `observation` holds as its value."""
    return whens.decode(observation.value, observation.qualifier, observation.words)


def check(fact: Fact) -> None:
    """Raise Unreadable where the value of a fact that was made elsewhere is none that its measure can have."""
    from decimal import Decimal, InvalidOperation

    kind = kind_of(fact.measure)
    try:
        match kind:
            case "money":
                refund = (fact.measure, fact.basis) == ("invested", "flow")
                if fact.unit != "fen" or (int(fact.value) < 0 and not refund):
                    raise Unreadable("whole.value", text=f"{fact.value} {fact.unit}")
            case "percent":
                percent_of(fact)
            case "quantity" if fact.unit != "fen":
                if not Decimal(fact.value).is_finite():
                    raise Unreadable("whole.value", text=fact.value)
            case "number":
                Decimal(fact.value)
            case "when":
                when_of(fact)
            case "stage" | "state" if fact.value not in (STAGES if kind == "stage" else STATES):
                raise Unreadable("whole.value", text=fact.value)
    except (ValueError, InvalidOperation):
        raise Unreadable("whole.value", text=fact.value) from None


def series_of(observation: Observation) -> tuple[str, str, str]:
    """Return what tells apart figures of one subject that stand beside each other: measure, basis and period.

    A newer figure replaces the older one of its series.  Levels are one series, figures since New Year one for each
    year, those of a period or plan one for each span, what was paid and what came back apart; of what there may be
    several of, each is one.
    """
    period = "" if observation.basis == "level" else observation.span_edtf
    if spoken(observation.measure) in _SEVERAL:
        period = observation.value
    if observation.basis == "ytd":  # of an indicator every month's figure stays
        period = str(observation.span_last)[: 10 if named_by(observation.measure) else 4]
    basis = "refund" if is_refund(observation) else observation.basis
    return observation.measure, basis, period


def is_refund(observation: Observation) -> bool:
    """Tell whether a figure is money of a period that came back: it stands beside what was paid in that period."""
    paid = observation.basis == "flow" and observation.unit == "fen" and named_by(observation.measure) is None
    return paid and observation.value.startswith("-")


# What an office writes for each stage; the codes themselves are always understood.
STAGE_WORDS = {
    "储备": "reserve",
    "签约": "signed",
    "前期": "preparing",
    "新开工": "started",
    "开工": "started",
    "在建": "construction",
    "续建": "construction",
    "竣工": "completed",
    "完工": "completed",
    "建成": "completed",
    "投产": "operating",
    "投用": "operating",
    "停建": "paused",
    "停工": "paused",
    "退库": "dropped",
    "已开工": "construction",
    "建设中": "construction",
    "未开工": "preparing",
    "拟建": "preparing",
    "前期工作": "preparing",
    "已竣工": "completed",
    "已完工": "completed",
    "已建成": "completed",
    "竣工投产": "operating",
    "已投产": "operating",
    "已投用": "operating",
    "已停工": "paused",
    "under construction": "construction",
}


def read_stage(text: str, *, milestone: bool = False) -> str:
    """Return the code of a stage from its code or its Chinese word, with or without 项目 behind it.

    Raises Unreadable for anything else, and for a stage that only a project can be in.
    """
    word = half_width(text).strip().removesuffix("项目")
    code = STAGE_WORDS.get(word, word.lower())
    known = MILESTONE_STAGES if milestone else STAGES
    if code not in known:
        raise Unreadable("stage.milestone" if code in STAGES else "stage.unreadable", text=text, known=" ".join(known))
    return code
