"""`demo`: the whole job on the sample corpus, and the report."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from insightmine.cli.output import emit_json, json_option
from insightmine.errors import UsageError

_REPORT = "report.html"
_MARK = "PROVENANCE.md"  # stands in the sample: a folder with it is an earlier demo
_NOT_A_STUDY = (".*", "gold*")  # hidden files, and the labels that tests and benchmarks compare with


@click.command()
@click.option(
    "--into", type=click.Path(path_type=Path, file_okay=False), default=Path("insightmine-demo"), show_default=True,
    help="The folder for the demo study.",
)  # fmt: skip
@json_option
def demo(into: Path, as_json: bool) -> None:
    """The whole job on twelve invented interviews: journey, themes, outcomes, report."""
    from insightmine.cli.ingest import ingest_summary, print_ingest
    from insightmine.cli.progress import Bar
    from insightmine.installation import require_models
    from insightmine.resources import sample_folder
    from insightmine.study import Study

    require_models()  # before anything is written
    if into.exists() and any(into.iterdir()) and not (into / _MARK).exists():
        raise UsageError(f"{into} holds something else", hint="name a new folder with --into")
    shutil.copytree(sample_folder(), into, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*_NOT_A_STUDY))
    with Study.open(into, create=True) as study:
        with Bar() as bar:
            result = study.ingest([into / "transcripts"], progress=bar)
        path = study.report(into / _REPORT)
        if as_json:
            emit_json({**ingest_summary(result), "study": into.as_posix(), "report": path.as_posix()})
            return
        print_ingest(result, into, path)
