"""Commands: the options that travel together, each bundle one decorator and one record."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from zonetrack.words import has, t

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.shell_completion import CompletionItem

    from zonetrack.commands.session import Session

FORMATS = ("table", "json", "csv", "tsv", "md", "html", "xlsx")  # as in render/, which help pages do not load
PAPER_FORMATS = ("docx", "pdf")  # besides, for papers
F = Any  # a Click callback or command: Click's own types for decorators say no more

GLOBAL: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("--db", "db", {"metavar": "WHERE"}),
    ("--lang", "lang", {"type": click.Choice(["zh", "en"])}),
    ("--user", "user", {"metavar": "NAME"}),
    ("--today", "today_text", {"metavar": "DAY"}),
    ("--quiet", "quiet", {"is_flag": True}),
    ("--debug", "debug", {"is_flag": True}),
)


def _keep(context: click.Context, param: click.Parameter, value: object) -> None:
    """Note a global option in the session, on whichever side of the command it stands; `--lang` is settled earlier."""
    if value not in (None, False) and param.name and param.name != "lang":
        setattr(context.find_root().ensure_object(dict)["session"], param.name, value)


def global_options(*, hidden: bool) -> list[click.Parameter]:
    """Return fresh global options: shown in the help of `zonetrack`, accepted by every command."""
    options: list[click.Parameter] = []
    for flag, name, kwargs in GLOBAL:
        help_ = t(f"option.{flag[2:]}")
        more = {**kwargs, "help": help_}
        if "metavar" in kwargs:
            more |= _proposals(kwargs["metavar"])
            more["metavar"] = t(f"metavar.{kwargs['metavar']}")
        options.append(click.Option([flag, name], hidden=hidden, expose_value=False, callback=_keep, **more))
    return options


HELP_NAMES = {"help_option_names": ["-h", "--help"]}


class HelpContext(click.Context):
    """A context whose help pages are written by `helping.Formatter`."""

    def make_formatter(self) -> click.HelpFormatter:
        """Return what writes a help page; it is loaded for those only."""
        from zonetrack.commands.helping import Formatter

        return Formatter(width=self.terminal_width, max_width=self.max_content_width)


class Verb(click.Command):
    """A command that takes the global options too, and ends its help with examples."""

    context_class = HelpContext

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"context_settings": HELP_NAMES, "options_metavar": t("metavar.[OPTIONS]")}
        super().__init__(*args, **kwargs)
        own = {flag for param in self.params for flag in param.opts}
        self.params += [option for option in global_options(hidden=True) if own.isdisjoint(option.opts)]

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples as they are, under their own heading."""
        key = f"example.{self.callback.__module__.rsplit('.', 1)[-1]}.{self.name}" if self.callback else ""
        if has(key):
            with formatter.section(t("help.examples")):
                for line in t(key).splitlines():
                    formatter.write(f"  {line}\n")
        formatter.write(f"\n{t('help.global')}\n")


def verb(name: str, module: str) -> Callable[[F], Verb]:
    """Make a function the command `name` of `module`: its help is `help.<module>.<name>` in words/."""

    def decorate(function: F) -> Verb:
        help_ = t(f"help.{module}.{name}")
        return click.command(name, cls=Verb, help=help_)(click.pass_obj(_with_session(function)))

    return decorate


def _with_session(function: F) -> F:
    @functools.wraps(function)
    def call(holder: dict[str, Session], /, **values: object) -> object:
        return function(holder["session"], **values)

    return call


class Output(NamedTuple):
    """Where a report goes and how: format (one of FORMATS), file or None, overwrite, all columns, one table."""

    format: str | None
    file: str | None
    force: bool
    wide: bool
    table: str | None


class Said(NamedTuple):
    """What goes with a fact: the day it speaks of, source, reason, note, whether it is only tried, a key."""

    on: str | None
    source: str
    reason: str
    note: str
    dry_run: bool
    key: str | None


def bundle(record: Any, name: str, options: list[Callable[[F], F]]) -> Callable[[F], F]:
    """Return a decorator that adds `options`, and hands their values on as one `record` called `name`."""

    def decorate(function: F) -> F:
        @functools.wraps(function)
        def call(*args: object, **values: Any) -> object:
            bundle = record(**{field: values.pop(field) for field in record._fields})
            return function(*args, **{name: bundle}, **values)

        for option in reversed(options):
            call = option(call)
        return call

    return decorate


# What stands for a reference in a usage line → the kinds of records that TAB proposes there.
_PROPOSED = {
    "REF": ("project", "milestone", "zone"),
    "PROJECT": ("project",),
    "ZONE": ("zone",),
    "INDICATOR": ("indicator",),
    "EVENT": ("event",),
    "FOLLOWUP": ("followup",),
}
_FILES = {"WHERE", "FILE", "PATH"}


def _proposals(metavar: str | None) -> dict[str, Any]:
    """Return what makes the shell propose values for an option or argument that stands for `metavar`."""
    if metavar in _FILES:

        def files(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
            from zonetrack.commands import completing

            return completing.files(ctx, param, incomplete)

        return {"shell_complete": files}
    if metavar not in _PROPOSED:
        return {}

    def references(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
        from zonetrack.commands import completing

        return completing.references(ctx, incomplete, _PROPOSED[metavar])

    return {"shell_complete": references}


def option(flag: str, *more: str, of: str = "", **kwargs: Any) -> Callable[[F], F]:
    """Return a Click option whose help is `option.<flag>` in words/, or `option.<of>.<flag>` for the command `of`."""
    if "metavar" in kwargs:
        kwargs |= _proposals(kwargs["metavar"])
        kwargs["metavar"] = t(f"metavar.{kwargs['metavar']}")
    key = next(f for f in (flag, *more) if f.startswith("--")).lstrip("-").split("/")[0]
    help_ = t(f"option.{of}.{key}" if of else f"option.{key}")
    decorate: Callable[[F], F] = click.option(flag, *more, help=help_, **kwargs)
    return decorate


def argument(name: str, *, required: bool = True) -> Callable[[F], F]:
    """Return a Click argument that stands in the usage line in the words of the language."""
    metavar = t(f"metavar.{name.upper()}")
    shown = metavar if required else f"[{metavar}]"
    return click.argument(name, required=required, metavar=shown, **_proposals(name.upper()))


def output_options(function: F) -> F:
    """Add the options of every command that prints a report, as `output`."""
    options = [
        option("--format", type=click.Choice(FORMATS)),
        option("-o", "--output", "file", metavar="FILE"),
        option("--force", is_flag=True),
        option("--wide", is_flag=True),
        option("--table", metavar="TABLE"),
    ]
    return bundle(Output, "output", options)(function)


class Paper(NamedTuple):
    """Where a paper goes and how: as `Output` for a report, and a Word file of one's own to write into."""

    format: str | None
    file: str | None
    force: bool
    table: str | None
    template: str | None


def paper_options(function: F) -> F:
    """Add the options of every command that prints a paper, as `paper`."""
    options = [
        option("--format", type=click.Choice((*FORMATS, *PAPER_FORMATS))),
        option("-o", "--output", "file", of="paper", metavar="FILE"),
        option("--force", is_flag=True),
        option("--table", metavar="TABLE"),
        option("--template", of="paper", metavar="FILE"),
    ]
    return bundle(Paper, "paper", options)(function)


class Drawing(NamedTuple):
    """Whether charts are wanted, and the font file for a bitmap of them."""

    chart: bool
    font: str | None


def chart_options(function: F) -> F:
    """Add `--chart` and `--font`, as `drawing`."""
    options = [option("--chart", is_flag=True), option("--font", metavar="FILE")]
    return bundle(Drawing, "drawing", options)(function)


class Moment(NamedTuple):
    """The two times of a report: the day that it holds for, and the entry or day up to which the ledger is believed."""

    as_of: str | None
    known: str | None


def moment_options(function: F) -> F:
    """Add `--as-of` and `--known`, as `moment`."""
    options = [option("--as-of", metavar="DAY"), option("--known", metavar="ENTRY|DAY")]
    return bundle(Moment, "moment", options)(function)


def writing_options(function: F, of: str = "", *, required: bool = False) -> F:
    """Add the options of every command that writes, as `said`; the day has another meaning for the command `of`."""
    options = [
        option("--on", of=of, required=required, metavar="WHEN" if of else "DAY"),
        option("--source", default="", metavar="TEXT"),
        option("--reason", default="", metavar="TEXT"),
        option("--note", default="", metavar="TEXT"),
        option("--dry-run", is_flag=True),
        option("--key", metavar="KEY"),
    ]
    return bundle(Said, "said", options)(function)


class Folder(click.Group):
    """A group of verbs, such as `zone add` and `zone list`."""

    context_class = HelpContext

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            help=t(f"help.{name}"),
            context_settings=HELP_NAMES,
            no_args_is_help=True,
            options_metavar=t("metavar.[OPTIONS]"),
            subcommand_metavar=t("metavar.COMMAND [ARGS]..."),
        )
        self.params += global_options(hidden=True)

    def add_verb(self, verb_: Verb) -> Verb:
        """Take in a verb under its own name."""
        self.add_command(verb_)
        return verb_

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs with the first sentence of their help."""
        with formatter.section(t("help.commands")):
            formatter.write_dl([(name, t(f"short.{self.name}.{name}")) for name in self.commands])
