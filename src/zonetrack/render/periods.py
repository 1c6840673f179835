"""Render: days and periods as people write them, 2025年8月下旬 or late August 2025."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetrack.words import t

if TYPE_CHECKING:
    from datetime import date

    from zonetrack.values.when import When

_QUARTERS = range(33, 37)
_HALVES = range(40, 42)
_THIRDS = {1: "early", 11: "middle", 21: "late"}


def period(when: When) -> str:
    """Return `when` without its qualifier; a time with an open start is `by` its last day (`2025-08-31前`)."""
    if when.first is None:
        return t("qualifier.before", figure=_point(when.edtf.removeprefix("../")))
    if when.last is None:
        return t("period.from", first=_point(when.edtf.removesuffix("/..")))
    if when.precision == "tenday":
        return t(f"period.{_THIRDS[when.first.day]}", month=_month(when.first.year, when.first.month))
    if "/" in when.edtf:
        return _range(*when.edtf.split("/"))
    return _point(when.edtf)


def _range(first: str, last: str) -> str:
    """Return two points of time as a range that names the year once where both are months of one year, or years."""
    if len(first) == len(last) == 4:
        return t("period.years", first=first, last=last)
    same_year = first[:4] == last[:4]
    if same_year and _is_month(first) and _is_month(last):
        months = [t(f"month.{int(point[5:])}") for point in (first, last)]
        return t("period.months", year=first[:4], first=months[0], last=months[1])
    return t("period.range", first=_point(first), last=_point(last))


def _point(edtf: str) -> str:
    """Return one year, half, quarter, month or day; a day stays as it is written in EDTF, which is ISO 8601."""
    year, _, rest = edtf.partition("-")
    if not rest:
        return t("period.year", year=year)
    if len(rest) > 2:
        return edtf
    number = int(rest)
    if number in _QUARTERS:
        return t(f"period.q{number - 32}", year=year)
    if number in _HALVES:
        return t(f"period.h{number - 39}", year=year)
    return _month(int(year), number)


def _is_month(edtf: str) -> bool:
    return len(edtf) == 7 and int(edtf[5:]) <= 12


def _month(year: int, month: int) -> str:
    return t("period.month", year=year, month=t(f"month.{month}"))


def age(day: date, as_of: date) -> str:
    """Return how long before `as_of` `day` was, in days; a day after it is written out."""
    days = (as_of - day).days
    if days < 0:
        return day.isoformat()
    return t("age.days", n=days) if days else t("age.today")
