"""CSVs for issue trackers: Jira, Linear, GitLab. An outcome is an entry to find something out, never a feature."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from insightmine.domain.ids import digest_of
from insightmine.exchange.cells import grid_bytes
from insightmine.exchange.files import write_all
from insightmine.exchange.plans.card_lines import LONGEST_TEXT, lines_of
from insightmine.exchange.plans.plan import Entry, Plan, plain
from insightmine.report.markdown import escaped
from insightmine.report.wording import shortened

LONGEST_TITLE = 255
JIRA_FILE, LINEAR_FILE, GITLAB_FILE = "jira.csv", "linear.csv", "gitlab.csv"
_JIRA = ("Issue ID", "Issue Type", "Summary", "Description", "Labels", "Labels", "Labels", "Parent")
_LINEAR = ("Title", "Description", "Priority", "Status", "Labels", "Estimate", "Assignee")
_GITLAB = ("title", "description")
_JIRA_MARKUP = re.compile(r"([{}\[\]!|*])")
_LONGEST_TEXT_FIELD = 32_767
_FIRST_NUMBER, _NUMBERS = 100_000_000, 900_000_000
_NO_MENTION = "@\N{WORD JOINER}"


def export_jira(plan: Plan, folder: Path) -> tuple[Path, ...]:
    """Write jira.csv: an epic an outcome, and below all epics a task each, which is its next test."""
    numbers = jira_numbers([name for entry in plan.entries for name in (entry.id, _test_of(entry))])
    epics = (_epic(entry, numbers) for entry in plan.entries)
    tests = (_test(entry, numbers) for entry in plan.entries)
    return write_all(folder, {JIRA_FILE: grid_bytes([_JIRA, *epics, *tests], mark=False)})


def export_linear(plan: Plan, folder: Path) -> tuple[Path, ...]:
    """Write linear.csv, an issue an outcome. Linear's importer takes the quote mark of a neutralised cell off again."""
    rows = (
        (_title(entry.title), "\n".join(lines_of(entry, escaped)), "", "", ", ".join(_linear_labels(entry)), "", "")
        for entry in plan.entries
    )
    return write_all(folder, {LINEAR_FILE: grid_bytes([_LINEAR, *rows], mark=False)})


def export_gitlab(plan: Plan, folder: Path) -> tuple[Path, ...]:
    """Write gitlab.csv, an issue an outcome; `@` mentions nobody there."""
    rows = ((_unmentioned(_title(entry.title)), _gitlab_text(entry)) for entry in plan.entries)
    return write_all(folder, {GITLAB_FILE: grid_bytes([_GITLAB, *rows], mark=False)})


def jira_numbers(names: Iterable[str]) -> Mapping[str, str]:
    """A number of nine digits for each name, which depends on the name alone; two that fall together move on by one."""
    numbers: dict[str, str] = {}
    taken: set[int] = set()
    for name in sorted(set(names)):
        number = int(digest_of("jira", name)[:12], 16) % _NUMBERS + _FIRST_NUMBER
        while number in taken:
            number += 1
        taken.add(number)
        numbers[name] = str(number)
    return numbers


def _epic(entry: Entry, numbers: Mapping[str, str]) -> tuple[str, ...]:
    return (
        numbers[entry.id],
        "Epic",
        _title(entry.title),
        _jira_lines(lines_of(entry, _jira_text)),
        *_jira_labels(entry),
        "",
    )


def _test(entry: Entry, numbers: Mapping[str, str]) -> tuple[str, ...]:
    card = entry.card
    text = _jira_lines(
        f"{label}: {_jira_text(shortened(plain(said), LONGEST_TEXT))}"
        for label, said in (("Question", card.question), ("Hypothesis", card.hypothesis), ("Metric", card.metric))
    )
    mark = "[candidate] " if card.is_draft else ""
    title = _title(f"{mark}Find out: {plain(card.next_test)}")
    return (numbers[_test_of(entry)], "Task", title, text, *_jira_labels(entry), numbers[entry.id])


def _test_of(entry: Entry) -> str:
    return f"{entry.id} test"


def _jira_labels(entry: Entry) -> tuple[str, str, str]:
    """Labels hold no blanks: the status, the id, by which an earlier import is found, and the step."""
    step = re.sub(r"[^\w-]+", "-", entry.step.id).strip("-") if entry.step else ""
    return (entry.card.status, entry.id, step)


def _linear_labels(entry: Entry) -> tuple[str, ...]:
    """Labels stand in one cell with commas between, so that none may hold one."""
    labels = (entry.card.status, entry.id, shortened(entry.place.replace(",", " "), 80))
    return tuple(label for label in labels if label)


def _title(text: str) -> str:
    return shortened(text, LONGEST_TITLE - 4)


def _jira_lines(lines: Iterable[str]) -> str:
    """As many whole lines as a text field of Jira takes; the last, short ones say where it comes from."""
    kept = list(lines)
    while sum(len(line) + 1 for line in kept) > _LONGEST_TEXT_FIELD:
        kept.remove(max(kept, key=len))
    return "\n".join(kept)


def _jira_text(text: str) -> str:
    """Words as nothing but words in Jira's wiki markup: no macro, image, link or table."""
    return _JIRA_MARKUP.sub(r"\\\1", text)


def _gitlab_text(entry: Entry) -> str:
    """Markdown in which every line is one, and none a command to the tracker: each begins with a label or a mark."""
    return _unmentioned("\n\n".join(lines_of(entry, _html_free)).replace("\n\n- ", "\n- "))


def _html_free(text: str) -> str:
    return escaped(text).replace("\\@", "@")


def _unmentioned(text: str) -> str:
    return text.replace("@", _NO_MENTION)
