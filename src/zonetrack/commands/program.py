"""Commands: `zonetrack` itself, which finds its commands by name and loads only the one that is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import click

from zonetrack import __version__
from zonetrack.commands.options import HELP_NAMES, HelpContext, global_options
from zonetrack.words import t

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

# Command → the module that holds it.  `--help` shows these without loading any of them.
COMMANDS = {
    "status": "status",
    "show": "show",
    "list": "listing",
    "overdue": "overdue",
    "report": "report",
    "pace": "pace",
    "rank": "rank",
    "brief": "brief",
    "bulletin": "bulletin",
    "slips": "slips",
    "changes": "changes",
    "history": "history",
    "source": "source",
    "check": "check",
    "assert": "assertion",
    "notify": "notify",
    "add": "add",
    "milestone": "milestone",
    "indicator": "indicator",
    "event": "event",
    "procedure": "procedure",
    "enterprise": "enterprise",
    "update": "update",
    "done": "done",
    "stage": "stage",
    "invested": "money",
    "plan": "money",
    "total": "money",
    "rule": "rule",
    "reschedule": "reschedule",
    "edit": "edit",
    "drop": "drop",
    "undo": "undo",
    "init": "init",
    "zone": "zone",
    "import": "importing",
    "export": "export",
    "backup": "backup",
    "restore": "restore",
    "doctor": "doctor",
}


class Program(click.Group):
    """The group of all commands."""

    context_class = HelpContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of a clerk's day."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"zonetrack.commands.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List all commands without loading any."""
        with formatter.section(t("help.commands")):
            formatter.write_dl([(name, t(f"short.{name}")) for name in COMMANDS])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Propose commands without loading any, and the options of the program itself."""
        from click.shell_completion import CompletionItem

        found = [CompletionItem(name, help=t(f"short.{name}")) for name in COMMANDS if name.startswith(incomplete)]
        return found + click.Command.shell_complete(self, ctx, incomplete)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command meant, or say which one is nearest to what was typed.  Raises UsageError."""
        name = args[0] if args else ""
        if name in COMMANDS or name.startswith("-"):
            return super().resolve_command(ctx, args)
        import difflib

        near = difflib.get_close_matches(name, COMMANDS, n=1)
        word = t("error.no_command_like", name=name, near=near[0]) if near else t("error.no_command", name=name)
        raise click.UsageError(word, ctx)


def program() -> Program:
    """Return the program, in the words of the language in force."""
    made = Program(
        "zonetrack",
        invoke_without_command=True,
        callback=click.pass_context(_alone),
        params=global_options(hidden=False),
        help=t("help.zonetrack"),
        context_settings=HELP_NAMES,
        epilog=t("help.epilog"),
        options_metavar=t("metavar.[OPTIONS]"),
        subcommand_metavar=t("metavar.COMMAND [ARGS]..."),
    )
    click.version_option(__version__, "--version", message="zonetrack %(version)s", help=t("option.version"))(made)
    return made


def _alone(context: click.Context, /) -> None:
    """Without a command: show how the nearest ledger stands, or how to begin."""
    if context.invoked_subcommand is None:
        import_module("zonetrack.commands.status").welcome(context.obj["session"])
