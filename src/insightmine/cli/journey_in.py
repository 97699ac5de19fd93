"""`import` of a journey that somebody drew or listed elsewhere."""

from __future__ import annotations

from pathlib import Path

from insightmine.cli.output import counted, emit_json, note, say


def import_journey(folder: Path, file: Path, *, replace: bool, as_json: bool) -> None:
    """Take the steps over into the study, and say which they are."""
    from insightmine.cli.progress import Bar
    from insightmine.study import Study

    with Study.open(folder, create=True) as study, Bar() as bar:
        taken = study.import_journey(file, replace=replace, progress=bar)
    kept = taken.set_aside.as_posix() if taken.set_aside else None
    steps = taken.journey.steps
    if as_json:
        emit_json({
            "file": taken.path.name, "set_aside": kept, "steps": [{"id": step.id, "name": step.name} for step in steps],
        })  # fmt: skip
        return
    say(f"{counted(len(steps), 'step')} in {taken.path.name}")
    for step in steps:
        say(f"  {step.id}  {step.name}")
    if kept:
        say(f"The journey before it is kept as {kept}.")
    if not any(step.examples or step.description for step in steps):
        note("steps with a description and example phrases place more of what people say: add some to journey.toml")
