"""Commands: `edit`, the identity of a record: its name, slug, code, category, tags, order.  Dates are never edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from zonetrack.commands.options import Said, argument, option, verb, writing_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zonetrack.commands.recording import Recording
    from zonetrack.commands.session import Session
    from zonetrack.domain.records import Subject


@verb("edit", "edit")
@argument("ref")
@option("--name", metavar="NAME")
@option("--slug", metavar="SLUG")
@option("--code", metavar="CODE")
@option("--category", metavar="TEXT")
@option("--tag", "tags", multiple=True, metavar="TAG")
@option("--untag", "untags", multiple=True, metavar="TAG")
@option("--order", type=click.IntRange(1, 1_000_000), metavar="N")
@writing_options
def edit_command(
    session: Session,
    ref: str,
    tags: Sequence[str],
    untags: Sequence[str],
    order: int | None,
    said: Said,
    **texts: str | None,
) -> None:
    from zonetrack.commands.recording import carry_out
    from zonetrack.domain.slug import read_slug
    from zonetrack.store.references import KINDS
    from zonetrack.values.text import clean
    from zonetrack.words import t

    given: dict[str, Any] = {field: clean(text) if text else "" for field, text in texts.items() if text is not None}
    if "name" in given:
        given["name"] = clean(given["name"])
    if "slug" in given:
        given["slug"] = read_slug(given["slug"])
    if order is not None:
        given["position"] = order
    if not given and not tags and not untags:
        raise click.UsageError(t("error.edit.nothing"))

    def body(recording: Recording) -> None:
        _edit(recording, recording.find(ref, KINDS), given, (tags, untags))

    carry_out(session, said, "edit", body)


def _edit(
    recording: Recording, subject: Subject, given: dict[str, Any], tags: tuple[Sequence[str], Sequence[str]]
) -> None:
    from zonetrack.commands.adding import refuse_taken
    from zonetrack.domain.errors import RuleBroken
    from zonetrack.values.text import clean, name_key
    from zonetrack.words import t

    old = subject.record
    changes = dict(given)
    if tags[0] or tags[1]:
        have = {tag for tag in getattr(old, "tags", "").split("\n") if tag}
        changes["tags"] = "\n".join(sorted((have | set(map(clean, tags[0]))) - set(map(clean, tags[1]))))
    wrong = [field for field in changes if field not in old._fields]
    if wrong:
        raise RuleBroken("edit.field", ref=subject.ref, field=", ".join(wrong))
    refuse_taken(recording, subject, changes)
    if "name" in changes:
        changes["name_key"] = name_key(changes["name"])
    if changes.get("slug", old.slug) != old.slug:
        _keep_old_slug(recording, subject)
    recording.writer.update(old, old._replace(**changes))
    for field in (field for field in old._fields if field in changes and field != "name_key"):
        was, now = getattr(old, field), changes[field]
        if was != now:
            shown = t("echo.change", old=_shown(was), new=_shown(now))
            recording.note("echo.edited", ref=subject.ref, field=t(f"field.{field}"), shown=shown)


def _shown(value: object) -> str:
    from zonetrack.words import t

    return str(value).replace("\n", "、") or t("echo.empty")


def _keep_old_slug(recording: Recording, subject: Subject) -> None:
    """An old slug goes on resolving: bookmarks and cron lines hold it."""
    alias = {
        "zone_id": subject.zone.zone_id,
        "id": recording.writer.ids.next(),
        "scope": subject.kind,
        "slug": subject.record.slug,
        "subject_id": subject.id,
    }
    recording.writer.put("alias", None, alias)
