"""`check` and `doctor`: is the store whole, is the installation whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from insightmine.cli.output import emit_json, json_option, note, paragraph, say, table

if TYPE_CHECKING:
    from insightmine.installation import Installation

_DAMAGED = 6
_INCOMPLETE = 2


@click.command()
@click.option("--full", is_flag=True, help="Read every source again and compare.")
@json_option
@click.pass_obj
def check(folder: Path, full: bool, as_json: bool) -> None:
    """Is the store whole: every quote at its place, every reference kept."""
    from insightmine.study import Study

    with Study.open(folder) as study:
        findings = study.check(full=full)
    if as_json:
        emit_json({"findings": [{"severity": f.severity.value, "what": f.what, "hint": f.hint} for f in findings]})
    elif not findings:
        say("The store is whole.")
    else:
        table(("severity", "what", "what to do"), [(f.severity.value, f.what, f.hint) for f in findings])
    if any(finding.severity.value == "error" for finding in findings):
        click.get_current_context().exit(_DAMAGED)


@click.command()
@click.option(
    "--install-models", is_flag=True, help="Install the pinned weights: the one command that uses the network."
)
@click.option(
    "--from", "source", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False),
    help="With --install-models: take them from a folder, without a network.",
)  # fmt: skip
@json_option
def doctor(install_models: bool, source: Path | None, as_json: bool) -> None:
    """Is the installation whole, is it offline, and what does it use."""
    from insightmine import installation

    if source is not None and not install_models:
        raise click.UsageError("--from goes with --install-models")
    found = installation.inspect_installation()
    needed = install_models and any(model.problem for model in found.models)
    if needed:
        _install(source)
        found = installation.inspect_installation()
    if as_json:
        from msgspec import to_builtins

        emit_json({**to_builtins(found), "is_whole": found.is_whole})
    elif install_models:
        done = "The models are installed and verified." if needed else "The models were all there, and are verified."
        say(f"{done} Next: insightmine demo")
    else:
        _print_installation(found)
    if any(found.trained.values()):
        note("Not whole: trained weights are missing or altered; install insightmine anew")
    if found.missing_libraries:
        note(f"Not whole: {', '.join(found.missing_libraries)} missing; install insightmine anew")
    if found.hint:
        note(f"Not whole: models are missing or altered; {found.hint}")
    if not found.is_whole:
        click.get_current_context().exit(_INCOMPLETE)


def _install(source: Path | None) -> None:
    """Install the weights, with a sign of life on a terminal: the installer says nothing until it is done."""
    from insightmine import installation
    from insightmine.cli.progress import Bar

    origin = f"from {source}" if source else "from the network (about 180 MB; this can take minutes)"
    note(f"Installing the models {origin}, by pinned hash ...")
    with Bar() as bar:
        bar.stage("installing the models")
        installation.install_models(source)


def _print_installation(found: Installation) -> None:
    say(f"insightmine {found.version}, Python {found.python}, {found.system}")
    say("\nModels")
    for model in found.models:
        say(f"  {model.id}  ({model.licence}; digest {model.digest})")
        say(f"    {model.role}")
        paragraph(f"{model.problem or 'verified'}", "    ")
    say("\nTrained for the program")
    for file, problem in found.trained.items():
        paragraph(f"{file}: {problem or 'verified'}", "  ")
    say("\nLibraries")
    paragraph(", ".join(f"{name} {version or 'MISSING'}" for name, version in found.libraries.items()), "  ")
    say()
    if found.is_whole:
        say("The installation is whole.")
    say("Runs use no network: models are read from installed packages and verified by SHA-256 at each load.")
