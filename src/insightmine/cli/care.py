"""`check` and `doctor`: is the store whole, is the installation whole."""

from __future__ import annotations

from pathlib import Path

import click

from insightmine.cli.output import emit_json, json_option, note, say, table

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
@json_option
def doctor(install_models: bool, as_json: bool) -> None:
    """Is the installation whole, is it offline, and what does it use."""
    from insightmine import installation

    if install_models:
        note("Installing the model weights by pinned hash (about 180 MB) ...")
        installation.install_models()
    found = installation.inspect_installation()
    if as_json:
        from msgspec import to_builtins

        emit_json({**to_builtins(found), "is_whole": found.is_whole})
    else:
        say(f"insightmine {found.version}, Python {found.python}, {found.system}")
        rows = [(m.id, m.role, m.licence, m.digest, m.problem or "verified") for m in found.models]
        table(("model", "used for", "licence", "digest", "state"), rows)
        table(("library", "version"), [(name, version or "MISSING") for name, version in found.libraries.items()])
        say("Runs use no network: weights are read from installed packages and verified by SHA-256 at each load.")
        if found.hint:
            note(f"Not whole; {found.hint}")
    if not found.is_whole:
        click.get_current_context().exit(_INCOMPLETE)
