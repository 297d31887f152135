"""The one command line. Nothing heavy is imported until the command that needs it runs.

Each command is added by one function here and done by one module elsewhere, which is imported
only when the command runs: help and errors of usage answer in a moment.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from alliance.refusals import Refusal
from caremodel.command_line import PURPOSE, add_commands

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

BULLETIN_FORMATS = ("auto", "text", "html", "docx", "eml")


def main(argv: Sequence[str] | None = None) -> int:
    """Run `alliance …`; 0 = done, 1 = findings or refusals, 2 = wrong usage or unreadable input."""
    arguments = build_parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return refusal.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output, `head` say, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def build_parser() -> argparse.ArgumentParser:
    """All commands, with their help."""
    parser = argparse.ArgumentParser(
        prog="alliance", description="The working home of a regional alliance."
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_running(commands)
    _add_keeping(commands)
    _add_bulletin(commands)
    _add_pages(commands)
    _add_people(commands)
    _add_subscribers(commands)
    care = commands.add_parser("care", help=PURPOSE)
    add_commands(care.add_subparsers(metavar="COMMAND", required=True))
    return parser


def commands(parser: argparse.ArgumentParser) -> set[str]:
    """The names of a parser's commands."""
    return {
        name
        for action in parser._actions
        if isinstance(action, argparse._SubParsersAction)
        for name in action.choices
    }


def _add_running(commands: Commands) -> None:
    """Commands that run the site."""
    demo = commands.add_parser("demo", help="run a sample region on this machine")
    demo.add_argument("--port", type=_port, default=8000, help="8000 if you do not say")
    demo.add_argument(
        "--data",
        type=Path,
        default=Path("var/demo"),
        metavar="DIR",
        help="folder of what is kept; var/demo if you do not say",
    )
    demo.add_argument("--no-browser", action="store_true", help="do not open a browser")
    demo.set_defaults(run=_demo)

    serve = commands.add_parser("serve", help="run the site and its background work")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on; 127.0.0.1")
    serve.add_argument("--port", type=_port, default=8000, help="8000 if you do not say")
    serve.add_argument(
        "--workers", type=_count, default=1, metavar="N", help="web processes (PostgreSQL only); 1"
    )
    serve.add_argument(
        "--no-worker", action="store_true", help="background work runs elsewhere (alliance worker)"
    )
    serve.set_defaults(run=_serve)

    worker = commands.add_parser("worker", help="do background and scheduled work")
    worker.set_defaults(run=_worker)


def _add_keeping(commands: Commands) -> None:
    """Commands that make an installation and keep it well."""
    setup = commands.add_parser("setup", help="make a real alliance, by questions or from a file")
    setup.add_argument(
        "--from",
        dest="source",
        type=Path,
        metavar="FILE",
        help="spreadsheet (.xlsx) or text (.toml) with the answers",
    )
    setup.add_argument(
        "--template", type=Path, metavar="FILE", help="write an empty file to fill in, and stop"
    )
    setup.add_argument(
        "--check", action="store_true", help="say what is wrong with the answers, and stop"
    )
    setup.set_defaults(run=_setup)

    doctor = commands.add_parser("doctor", help="say what is wrong here, and how to mend it")
    doctor.add_argument("--json", action="store_true", help="one JSON document")
    doctor.add_argument(
        "--send",
        action="store_true",
        help="also try to reach the mail server and name servers",
    )
    doctor.set_defaults(run=_doctor)

    backup = commands.add_parser("backup", help="database, files and keys into one archive")
    backup.add_argument("file", type=Path, metavar="FILE", help="a new file, as alliance.tar.gz")
    backup.set_defaults(run=_backup)

    restore = commands.add_parser("restore", help="an archive into an empty data folder")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.set_defaults(run=_restore)

    upgrade = commands.add_parser("upgrade", help="bring the database to this release")
    upgrade.add_argument(
        "--backup", type=Path, metavar="FILE", help="where the backup goes; DATA/backups/…"
    )
    upgrade.set_defaults(run=_upgrade)


def _add_bulletin(commands: Commands) -> None:
    """Commands about bulletins as files."""
    verbs = commands.add_parser("bulletin", help="read bulletins").add_subparsers(
        metavar="COMMAND", required=True
    )
    parse = verbs.add_parser(
        "parse",
        help="show what is understood of a bulletin",
        description="Read bulletins and show their items, deadlines, people, publications and "
        "contacts, and what an editor should look at. Nothing is stored.",
    )
    parse.add_argument("files", nargs="+", metavar="FILE", help="a bulletin; - is standard input")
    parse.add_argument("--json", action="store_true", help="one JSON document a file")
    parse.add_argument("--format", choices=BULLETIN_FORMATS, default="auto")
    parse.set_defaults(run=_bulletin_parse)

    check = verbs.add_parser(
        "check",
        help="say what is wrong with a bulletin before it goes out",
        description="Check bulletins: blocks and warnings, each with its place and how to mend it; 1 if "
        "something is found. A file is checked by itself, a number of this site with all that is known.",
    )
    check.add_argument(
        "names", nargs="+", metavar="FILE|NUMBER", help="a bulletin; - is standard input"
    )
    check.add_argument("--json", action="store_true", help="one JSON document a bulletin")
    check.add_argument("--format", choices=BULLETIN_FORMATS, default="auto")
    check.set_defaults(run=_bulletin_check)

    bring_in = verbs.add_parser(
        "import",
        help="read bulletins into the database",
        description="Read bulletins and save them: again changes nothing, never doubles.",
    )
    bring_in.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files or folders")
    bring_in.add_argument("--dry-run", action="store_true", help="show what would be done")
    bring_in.add_argument("--yes", action="store_true", help="do not ask")
    bring_in.add_argument("--json", action="store_true", help="one JSON document")
    bring_in.set_defaults(run=_bulletin_import)


def _add_pages(commands: Commands) -> None:
    """Commands about the site that was there before."""
    verbs = commands.add_parser("pages", help="bring in the old site").add_subparsers(
        metavar="COMMAND", required=True
    )
    bring_in = verbs.add_parser(
        "import",
        help="bring in a WordPress site from its export",
        description="Bring in pages, files and addresses from a WordPress export (Tools, Export, "
        "All content): again changes nothing, never doubles. Nothing is fetched.",
    )
    bring_in.add_argument("file", type=Path, metavar="FILE", help="the export, as site.xml")
    bring_in.add_argument(
        "--attachments", type=Path, metavar="DIR", help="copy of the old site’s uploads"
    )
    bring_in.add_argument("--dry-run", action="store_true", help="show what would be done")
    bring_in.add_argument("--yes", action="store_true", help="do not ask")
    bring_in.add_argument("--json", action="store_true", help="one JSON document")
    bring_in.set_defaults(run=_pages_import)

    report = verbs.add_parser(
        "report",
        help="say what each old address answers now",
        description="Mark every address of an export moved, redirected, retired or missing; 1 if "
        "one is missing.",
    )
    report.add_argument("file", type=Path, metavar="FILE", help="the export, as site.xml")
    form = report.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON document")
    form.add_argument("--csv", action="store_true", help="for a spreadsheet")
    report.set_defaults(run=_pages_report)


def _add_people(commands: Commands) -> None:
    """Commands about the directory."""
    verbs = commands.add_parser("people", help="bring in people").add_subparsers(
        metavar="COMMAND", required=True
    )
    load = verbs.add_parser(
        "load",
        help="people and roles from a list",
        description="Load people and their roles from a .csv or .xlsx file: all of it or, with a "
        "fault, nothing. Again changes nothing.",
    )
    load.add_argument("file", type=Path, metavar="FILE")
    load.add_argument("--dry-run", action="store_true", help="show what would be done")
    load.add_argument("--yes", action="store_true", help="do not ask")
    load.add_argument("--json", action="store_true", help="one JSON document")
    load.set_defaults(run=_people_load)


def _add_subscribers(commands: Commands) -> None:
    """Commands about who is sent bulletins."""
    verbs = commands.add_parser("subscribers", help="bring in subscribers").add_subparsers(
        metavar="COMMAND", required=True
    )
    bring_in = verbs.add_parser(
        "import",
        help="subscribers from a list of an older newsletter",
        description="Bring in a table of e-mail addresses (.csv, .xlsx) or a Mailchimp export: again "
        "changes nothing. Whoever left or cannot be reached is sent nothing.",
    )
    bring_in.add_argument("files", nargs="+", type=Path, metavar="FILE")
    bring_in.add_argument(
        "--consent", required=True, metavar="WORDS", help="what they agreed to, and how"
    )
    bring_in.add_argument(
        "--from",
        dest="consent_on",
        type=_day,
        required=True,
        metavar="DAY",
        help="when, where the list says no day; as 2021-03-04",
    )
    bring_in.add_argument("--dry-run", action="store_true", help="show what would be done")
    bring_in.add_argument(
        "--leave-out-faults", action="store_true", help="save the rows that are in order"
    )
    bring_in.add_argument("--yes", action="store_true", help="do not ask")
    bring_in.add_argument("--json", action="store_true", help="one JSON document")
    bring_in.set_defaults(run=_subscribers_import)


def _demo(arguments: argparse.Namespace) -> int:
    from alliance.operations import demo

    return demo.run(data=arguments.data, port=arguments.port, open_browser=not arguments.no_browser)


def _serve(arguments: argparse.Namespace) -> int:
    from alliance.operations import serve

    return serve.run(
        host=arguments.host,
        port=arguments.port,
        workers=arguments.workers,
        with_worker=not arguments.no_worker,
    )


def _worker(arguments: argparse.Namespace) -> int:
    from alliance.operations import worker

    return worker.run()


def _setup(arguments: argparse.Namespace) -> int:
    from alliance.operations import set_up

    if arguments.template:
        return set_up.write_template(arguments.template)
    return set_up.run(source=arguments.source, only_check=arguments.check)


def _doctor(arguments: argparse.Namespace) -> int:
    from alliance.operations import doctor

    return doctor.run(as_json=arguments.json, reach_mail=arguments.send)


def _backup(arguments: argparse.Namespace) -> int:
    from alliance.operations import backup

    return backup.run(arguments.file)


def _restore(arguments: argparse.Namespace) -> int:
    from alliance.operations import restore

    return restore.run(arguments.file)


def _upgrade(arguments: argparse.Namespace) -> int:
    from alliance.operations import upgrade

    return upgrade.run(backup_file=arguments.backup)


def _bulletin_parse(arguments: argparse.Namespace) -> int:
    from alliance.bulletins import parse_command

    return parse_command.run(arguments.files, format=arguments.format, as_json=arguments.json)


def _bulletin_check(arguments: argparse.Namespace) -> int:
    from alliance.bulletins import check_command

    return check_command.run(arguments.names, format=arguments.format, as_json=arguments.json)


def _bulletin_import(arguments: argparse.Namespace) -> int:
    from alliance.bulletins import import_command

    return import_command.run(
        arguments.paths, dry_run=arguments.dry_run, yes=arguments.yes, as_json=arguments.json
    )


def _pages_import(arguments: argparse.Namespace) -> int:
    from alliance.pages import import_command

    return import_command.run(
        arguments.file,
        attachments=arguments.attachments,
        dry_run=arguments.dry_run,
        yes=arguments.yes,
        as_json=arguments.json,
    )


def _pages_report(arguments: argparse.Namespace) -> int:
    from alliance.pages import report_command

    return report_command.run(arguments.file, as_json=arguments.json, as_csv=arguments.csv)


def _people_load(arguments: argparse.Namespace) -> int:
    from alliance.directory.people_list import command

    return command.run(
        arguments.file, dry_run=arguments.dry_run, yes=arguments.yes, as_json=arguments.json
    )


def _subscribers_import(arguments: argparse.Namespace) -> int:
    from alliance.delivery.lists import command

    return command.run(
        arguments.files,
        consent=arguments.consent,
        consent_on=arguments.consent_on,
        dry_run=arguments.dry_run,
        leave_out_faults=arguments.leave_out_faults,
        yes=arguments.yes,
        as_json=arguments.json,
    )


def _port(text: str) -> int:
    if text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}” is not a port; write a number up to 65535")


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day; write it as 2021-03-04") from None


def _count(text: str) -> int:
    if text.isdigit() and 0 < int(text) <= 64:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}” is not a number from 1 to 64")
