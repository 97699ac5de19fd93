"""`import`: what other people and programs made, brought into the study; one branch for each kind of file."""

from __future__ import annotations

from pathlib import Path

import click

from insightmine.cli.output import json_option


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--as", "form", type=click.Choice(["coding", "codebook", "journey"]), help="What it is, where that is left open."
)
@click.option("--by", default=None, metavar="NAME", help="Who made it; a coding is kept under this name.")
@click.option("--adopt", is_flag=True, help="With a coding: also write it down as decisions.")
@click.option("--replace", is_flag=True, help="With a journey: instead of the journey.toml that is there.")
@json_option
@click.pass_obj
def bring_in(
    folder: Path, file: Path, form: str | None, by: str | None, adopt: bool, replace: bool, as_json: bool
) -> None:
    """A second coder's coding, checked row by row, and its agreement with what holds here; a codebook; or a journey.

    A journey is a CSV with a column step, or a Mermaid diagram (.mmd, or a page of Markdown with one in it).
    """
    from insightmine.exchange.recognising import Form, form_of

    if not file.is_file():
        raise click.BadParameter(f"there is no file {str(file)!r}", param_hint="FILE")
    kind = Form(form) if form else form_of(file)
    if kind is Form.CODING:
        from insightmine.cli.coding import import_coding

        import_coding(folder, file, by, adopt=adopt, as_json=as_json)
    elif kind is Form.JOURNEY:
        from insightmine.cli.journey_in import import_journey

        import_journey(folder, file, replace=replace, as_json=as_json)
    else:
        from insightmine.cli.codes import import_codebook

        import_codebook(folder, file, as_json=as_json)
