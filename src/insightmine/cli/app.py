"""The command group, and how every failure ends: one line and what to do, never a traceback."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import sys
import tempfile
import traceback
from pathlib import Path

import click

import insightmine
from insightmine.cli.agree import agree
from insightmine.cli.bring_in import bring_in
from insightmine.cli.care import check, doctor
from insightmine.cli.compare import compare
from insightmine.cli.decide import decide
from insightmine.cli.demo import demo
from insightmine.cli.forget import forget
from insightmine.cli.guide import guide
from insightmine.cli.ingest import ingest, init
from insightmine.cli.output import degrade_output, emit_json, printable, refusal_row
from insightmine.cli.plan import check_plan
from insightmine.cli.quotes import search, show
from insightmine.cli.redact import redact
from insightmine.cli.share import export, report
from insightmine.cli.tables import journey, outcomes, snapshot, themes
from insightmine.errors import InsightmineError, UsageError

_INTERRUPTED = 130
_BUG = 1
_STUDY_FOLDER = click.Path(path_type=Path, file_okay=False)
_STUDY_HELP = "The study folder; the current folder if not given."


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(insightmine.__version__, prog_name="insightmine")
@click.option("--study", "folder", type=_STUDY_FOLDER, default=Path(), help=_STUDY_HELP)
@click.pass_context
def group(context: click.Context, folder: Path) -> None:
    """Read a study's interviews: behaviours, pain points, boosters and blockers, candidate outcomes.

    Everything stays on this machine. See it work: insightmine demo. Start with: insightmine ingest FOLDER
    """
    context.obj = folder


def _use_study(context: click.Context, _: click.Parameter, folder: Path | None) -> None:
    """`--study` may stand after the command as well as before it; the one after the command counts."""
    if folder is not None:
        context.obj = folder


_IN_A_STUDY = (
    init, ingest, snapshot, themes, journey, outcomes, guide, search, show, decide, report, export, bring_in, agree,
    compare, check_plan, redact, forget, check,
)  # fmt: skip
for _command in _IN_A_STUDY:
    _command.params.append(
        click.Option(["--study"], type=_STUDY_FOLDER, callback=_use_study, expose_value=False, help=_STUDY_HELP)
    )
    group.add_command(_command)
for _command in (doctor, demo):  # they need no study
    group.add_command(_command)


def main() -> None:
    """Run the command line and leave with its exit code."""
    stdout = sys.stdout
    degrade_output()
    try:
        code = group.main(standalone_mode=False)
        if stdout is not None:  # there is none where it was closed from outside
            stdout.flush()
    except InsightmineError as error:
        code = _report_refusal(error)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (KeyboardInterrupt, click.Abort):
        code = _INTERRUPTED
    except BrokenPipeError:
        code = _nobody_listens()
    except SystemExit as leaving:
        code = leaving.code
    except OSError as error:
        code = _nobody_listens() if _is_closed_pipe(error) else _report_system(error)
    except Exception as error:  # the last line of defence: a bug is reported, not shown
        code = _report_bug(error)
    if sys.stdout is not stdout:  # click puts another there when nobody listens any more
        code = _nobody_listens()
    sys.exit(code if isinstance(code, int) else 0)


def _report_refusal(error: InsightmineError) -> int:
    """One line on stderr; where one object is asked for on stdout, it says the same."""
    click.echo(f"insightmine: {printable(str(error))}", err=True)
    options = itertools.takewhile(lambda word: word != "--", sys.argv[1:])
    if "--json" in options:
        with contextlib.suppress(OSError):  # nobody listens
            emit_json(refusal_row(error))
    return error.exit_code


def _is_closed_pipe(error: OSError) -> bool:
    """Windows says "invalid argument" of a pipe that nobody reads any more."""
    return sys.platform == "win32" and error.errno == errno.EINVAL and error.filename is None


def _nobody_listens() -> int:
    """Standard output was closed, as by `| head`: that is no failure."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return 0


def _report_system(error: OSError) -> int:
    """A file or a disk that cannot be used is no bug."""
    where = f"{error.filename}: " if error.filename else ""
    what = error.strerror or type(error).__name__
    hint = "see to its permissions" if isinstance(error, PermissionError) else "see to the folder and to disk space"
    click.echo(f"insightmine: {printable(where)}{what[:1].lower()}{what[1:]}; {hint}", err=True)
    with contextlib.suppress(OSError):  # what could not be written would be tried again at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return UsageError.exit_code


def _report_bug(error: Exception) -> int:
    """Write where it happened to a log; the error's own words stay out of it, as they may quote an interview."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    handle, path = tempfile.mkstemp(prefix="insightmine-", suffix=".log")
    with open(handle, "w", encoding="utf-8", newline="\n") as log:  # noqa: PTH123 - a descriptor, not a path
        log.write(f"insightmine {insightmine.__version__}, Python {sys.version}\n{type(error).__name__}\n{frames}")
    click.echo(f"insightmine: a bug ({type(error).__name__}). Please report it with this log: {path}", err=True)
    return _BUG
