"""`themes --history` and `decide --list`: what became of themes, and what people decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from insightmine.cli.output import counted, emit_json, paragraph, say

if TYPE_CHECKING:
    from insightmine.domain.decision_words import Decided
    from insightmine.domain.theme_events import RunNote
    from insightmine.domain.theme_stories import ThemeStory
    from insightmine.open_study import OpenStudy


def print_history(study: OpenStudy, theme: str | None, *, as_json: bool) -> None:
    """The story of every theme there ever was, or of one."""
    runs, stories = study.theme_history(theme)
    if as_json:
        emit_json({"runs": [_run_row(run) for run in runs], "themes": [_story_row(story) for story in stories]})
        return
    for run in runs:
        held = f", {counted(len(run.decisions), 'decision')}" if run.decisions else ""
        material = f"{counted(run.transcripts, 'transcript')}, {counted(run.statements, 'statement')}{held}"
        say(f"run {run.run}  {material}")
    for story in stories:
        say(f"\n{story.id}  {story.name}{_fate(story)}")
        for line in story.lines:
            paragraph(line.text, f"    run {line.run:<3} ", " " * 12)
        if not story.lines:
            say("    found before its history was kept")


def _fate(story: ThemeStory) -> str:
    if story.is_current:
        return ""
    return f"  [went into {story.went_into}]" if story.went_into else "  [no theme any more]"


def _run_row(run: RunNote) -> dict[str, Any]:
    return {
        "run": run.run, "transcripts": run.transcripts, "people": run.people, "statements": run.statements,
        "decisions": list(run.decisions),
    }  # fmt: skip


def _story_row(story: ThemeStory) -> dict[str, Any]:
    return {
        "id": story.id,
        "name": story.name,
        "current": story.is_current,
        "went_into": story.went_into,
        "events": [
            {"run": line.run, "event": line.what, "text": line.text, "other": line.other, "decision": line.decision}
            for line in story.lines
        ],
    }


def print_decisions(study: OpenStudy, *, as_json: bool) -> None:
    """Every decision in words, and whether it holds."""
    found = study.decided()
    if as_json:
        emit_json({"decisions": [decided_row(item) for item in found]})
        return
    if not found:
        say("Nothing was decided yet. See: insightmine decide --help")
    for item in found:
        print_decided(item)


def print_decided(item: Decided, indent: str = "") -> None:
    """A decision, and why it does not hold, if so."""
    mark = {"undone": f" [undone by {item.undone_by}]", "problem": " [does not hold]"}.get(item.standing, "")
    paragraph(f"{item.words}{mark}", indent, f"{indent}    ")
    if item.problem:
        paragraph(item.problem, f"{indent}    ")


def print_notes_on(study: OpenStudy, name: str) -> None:
    """What was decided on the thing that is shown, and what the researcher's memos say of it."""
    ruled, memos = study.decided(name), study.memos(name)
    if ruled:
        say("\nDecided")
    for item in ruled:
        print_decided(item, "  ")
    if memos:
        say("\nMemos")
    for memo in memos:
        heading = f"{memo.heading}: " if memo.heading else ""
        paragraph(f"{heading}{memo.text}  (memos.md, line {memo.line})", "  ", "    ")


def notes_row(study: OpenStudy, name: str) -> dict[str, Any]:
    """The same for JSON."""
    return {
        "decided": [decided_row(item) for item in study.decided(name)],
        "memos": [{"line": m.line, "heading": m.heading, "text": m.text} for m in study.memos(name)],
    }


def decided_row(item: Decided) -> dict[str, Any]:
    """The decision as in the JSON of `decide --list`."""
    decision = item.decision
    return {
        "id": decision.id, "action": decision.action.value, "targets": list(decision.targets),
        "value": decision.value, "by": decision.by, "because": decision.because, "at": decision.at,
        "standing": item.standing.value, "problem": item.problem or None, "undone_by": item.undone_by or None,
        "text": item.words,
    }  # fmt: skip
