"""Planning formats, each as the tool on the other side reads it."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7
from tests.builders import tool_library, with_consent, with_text
from tests.exported import Page, csv_records, csv_rows, from_markdown

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import SignalId
from insightmine.domain.outcomes import Direction
from insightmine.domain.signals import SignalEffect
from insightmine.domain.speech import Consent
from insightmine.exchange import export_to
from insightmine.exchange.plans.cards import A_PAGE
from insightmine.exchange.plans.plan import plan_of
from insightmine.exchange.plans.trackers import jira_numbers


def written(form: str, folder: Path, analysis: Analysis | None = None) -> tuple[Path, ...]:
    return export_to(form, analysis or tool_library(), folder, title="Tool library")


def test_the_roadmap_asks_and_shows_both_sides(tmp_path: Path) -> None:
    (path,) = written("roadmap", tmp_path)
    text = from_markdown(path.read_text("utf-8"))
    assert text.startswith("# Tool library: roadmap\n")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings[: len(tool_library().journey.steps)] == [step.name for step in tool_library().journey.steps]
    part = text.split("## Bring it back")[1].split("\n## ")[0]
    assert "**More often: borrowers fix the return date while they book** (candidate, evidence moderate)" in part
    for label in ("Seen", "Evidence", "Or else", "Hypothesis", "Next test", "Metric"):
        assert f"- {label}: " in part
    assert "- Baseline: unknown; to be measured by the team" in part
    assert "- Target: for the team to set" in part
    assert "- Impact: for the team to set" in part
    outcome = tool_library().outcomes[0]
    supporting, against = part.split("- Against")
    assert [name for name in outcome.supporting[:2] if name not in supporting] == []
    assert outcome.opposing[0] in against
    assert outcome.pain_points[0] in supporting


def test_other_explanations_are_sentences_one_after_the_other(tmp_path: Path) -> None:
    study = tool_library()
    outcomes = tuple(replace(o, alternatives=("first use only", "told, not seen")) for o in study.outcomes)
    (path,) = written("roadmap", tmp_path, replace(study, outcomes=outcomes))
    assert "- Or else: First use only. Told, not seen.\n" in from_markdown(path.read_text("utf-8"))


def test_blockers_that_no_outcome_names_are_in_the_roadmap(tmp_path: Path) -> None:
    (path,) = written("roadmap", tmp_path)
    part = path.read_text("utf-8").split("### Also said here")[1]
    assert "Blocker (candidate): **Checking whether a tool is really there**, 3 people (P01, P02, P04, P07)" not in part
    assert "Blocker (candidate): **Checking whether a tool is really there**, 4 people (P01, P02, P04, P07)" in part


def test_a_theme_that_helps_some_and_holds_up_others_is_one_entry(tmp_path: Path) -> None:
    study = replace(tool_library(), outcomes=())
    one = next(signal for signal in study.signals if signal.opponents)
    other = replace(
        one, id=SignalId("other"), effect=SignalEffect.BLOCKER if one.effect is SignalEffect.BOOSTER else
        SignalEffect.BOOSTER, supporting=one.opposing, opposing=one.supporting, participants=one.opponents,
        opponents=one.participants, strength=0.01,
    )  # fmt: skip
    (path,) = written("roadmap", tmp_path, replace(study, signals=(*study.signals, other)))
    text = path.read_text("utf-8")
    assert text.count(f"**{study.theme_by_id[one.theme].name}**") == 1
    assert f"  - and at once a {other.effect} (candidate), " in text


def test_a_booster_has_its_phrase_and_one_person_alone_is_said_to_be_alone(tmp_path: Path) -> None:
    study = replace(tool_library(), outcomes=())
    one = study.signals[0]
    lone = replace(one, about="the calendar", participants=one.participants[:1], opponents=())
    name = study.theme_by_id[one.theme].name
    (path,) = written("roadmap", tmp_path / "roadmap", replace(study, signals=(lone,)))
    text = path.read_text("utf-8")
    assert (
        f" (candidate): **{name[:1].upper()}{name[1:]} (the calendar)**, one person alone ({lone.participants[0]})"
        in text
    )
    (path,) = written("cards", tmp_path / "cards", replace(study, signals=(lone,)))
    assert "one person alone: " in path.read_text("utf-8")


def test_jira_finds_every_parent_above_its_child(tmp_path: Path) -> None:
    (path,) = written("jira", tmp_path)
    assert not path.read_bytes().startswith(b"\xef\xbb\xbf")
    header, *_ = csv_rows(path)
    assert header == ["Issue ID", "Issue Type", "Summary", "Description", "Labels", "Labels", "Labels", "Parent"]
    assert all(re.fullmatch(r"[A-Za-z ]+", name) for name in header)
    rows = csv_records(path)
    assert [row["Issue Type"] for row in rows] == ["Epic", "Epic", "Task", "Task"]
    assert [row["Parent"] for row in rows] == ["", "", rows[0]["Issue ID"], rows[1]["Issue ID"]]
    assert rows[0]["Summary"] == "[candidate] More often: borrowers fix the return date while they book"
    assert rows[2]["Summary"] == "[candidate] Find out: Watch five borrowers book, without mentioning it."
    assert [cell for row in csv_rows(path)[1:] for cell in row[4:7] if " " in cell] == []
    assert csv_rows(path)[1][4:7] == ["candidate", "O-T3", "return"]


def test_jira_numbers_stay_when_other_outcomes_come_and_go(tmp_path: Path) -> None:
    (path,) = written("jira", tmp_path)
    before = {row["Summary"]: row["Issue ID"] for row in csv_records(path)}
    study = tool_library()
    (path,) = written("jira", tmp_path, replace(study, outcomes=study.outcomes[1:]))
    after = {row["Summary"]: row["Issue ID"] for row in csv_records(path)}
    assert after
    assert after.items() <= before.items()


def test_two_names_never_share_a_jira_number() -> None:
    names = [f"O{number}" for number in range(40_000)]
    assert len(set(jira_numbers(names).values())) == len(names)


def test_words_are_no_markup_in_jira_and_mention_nobody_in_gitlab(tmp_path: Path) -> None:
    study = tool_library()
    words = "ask @root about {code} and !this! [link]"
    study = with_text(study, study.outcomes[0].supporting[0], words)
    (jira,) = written("jira", tmp_path, study)
    assert r"ask @root about \{code\} and \!this\! \[link\]" in csv_records(jira)[0]["Description"]
    (gitlab,) = written("gitlab", tmp_path, study)
    assert csv_rows(gitlab)[0] == ["title", "description"]
    description = csv_records(gitlab)[0]["description"]
    assert "@root" not in description
    assert "root" in description
    assert [line for line in description.splitlines() if re.match(r"\s*/\w", line)] == []


def test_linear_takes_labels_apart_at_commas(tmp_path: Path) -> None:
    study = tool_library()
    steps = tuple(replace(step, name=f"{step.name}, then") for step in study.journey.steps)
    (path,) = written("linear", tmp_path, replace(study, journey=replace(study.journey, steps=steps)))
    row = csv_records(path)[0]
    assert row["Labels"].split(", ") == ["candidate", "O-T3", "Bring it back then"]
    assert "\r" not in row["Title"] + row["Description"]


def test_productboard_keeps_one_record_for_a_quote(tmp_path: Path) -> None:
    (path,) = written("productboard", tmp_path)
    rows = csv_records(path)
    ids = [row["source_record_id"] for row in rows]
    assert len(set(ids)) == len(ids)
    assert {row["source_origin"] for row in rows} == {"insightmine"}
    study = tool_library()
    quotes = {s for o in study.outcomes for s in (*o.supporting, *o.opposing, *o.pain_points)}
    assert set(ids) == {o.id for o in study.outcomes} | quotes
    (path,) = written("productboard", tmp_path / "less", replace(study, outcomes=study.outcomes[1:]))
    assert {row["source_record_id"] for row in csv_records(path)} < set(ids)
    assert {tag for row in rows for tag in Page(row["content"]).tags} <= {"p", "b", "ul", "li"}
    for row in rows:
        tags = [tag.casefold() for tag in row["tags"].split(", ")]
        assert len(set(tags)) == len(tags)


def test_a_person_who_may_not_be_quoted_gives_no_note(tmp_path: Path) -> None:
    study = with_consent(tool_library(), "P03", Consent.PARAPHRASE)
    (path,) = written("productboard", tmp_path, study)
    theirs = {s.id for s in study.statements if s.participant == "P03"}
    assert theirs & {row["source_record_id"] for row in csv_records(path)} == set()


def test_okr_counts_people_in_the_description_and_nowhere_else(tmp_path: Path) -> None:
    neutral, betterworks, peoplebox, xto10x = (csv_records(path) for path in written("okr", tmp_path))
    for rows in (neutral, betterworks, xto10x):
        row = rows[0]
        text = row.get("description") or row["Description"]
        assert "which is no baseline: showed it: " in text
    assert neutral[0]["baseline"] == neutral[0]["target"] == ""
    assert neutral[0]["metric"] == "bookings with a date set / all bookings"
    assert betterworks[0]["categories"] == "candidate;Bring it back"
    assert peoplebox[0]["Row ID"] == "O-T3"
    assert max(len(row["Description"]) for row in xto10x) <= 1024


TREE = ("opportunity-tree.md", "opportunity-tree.json")


def tree(folder: Path, analysis: Analysis | None = None) -> tuple[str, list[dict[str, Any]]]:
    paths = written("opportunity-tree", folder, analysis)
    assert tuple(path.name for path in paths) == TREE
    return paths[0].read_text("utf-8"), json.loads(paths[1].read_text("utf-8"))


def schema(folder: Path, name: str) -> dict[str, Any]:
    """A schema of structured-context: JSON with comments."""
    text = (folder / "standards" / "ost-strict-schema" / f"{name}.json").read_text("utf-8")
    content: dict[str, Any] = json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))
    return content


def test_every_node_of_the_tree_fits_the_strict_schema(shared_data: Path, tmp_path: Path) -> None:
    parts = [schema(shared_data, name) for name in ("_sctx_base", "_ost_strict")]
    registry: Registry[Any] = Registry().with_resources((part["$id"], DRAFT7.create_resource(part)) for part in parts)
    validator = Draft7Validator(schema(shared_data, "strict_ost"), registry=registry)
    _, nodes = tree(tmp_path)
    assert [node["type"] for node in nodes].count("outcome") == 2
    assert [error.message for node in nodes for error in validator.iter_errors(node)] == []
    assert [*validator.iter_errors({**nodes[0], "status": "someday"})]


def test_the_tree_hangs_together_and_breaks_no_rule_of_its_workflow(tmp_path: Path) -> None:
    _, nodes = tree(tmp_path)
    titles = [node["title"] for node in nodes]
    assert len(set(titles)) == len(titles)
    outcomes = {f"[[{node['title']}]]" for node in nodes if node["type"] == "outcome"}
    opportunities = [node for node in nodes if node["type"] == "opportunity"]
    assert opportunities
    assert {node["parent"] for node in opportunities} <= outcomes
    assert {node["type"] for node in nodes} == {"outcome", "opportunity"}
    assert {node["status"] for node in nodes} == {"identified"}
    assert all(re.fullmatch(r"\[\[[^\[\]|#^]+\]\]", node["parent"]) for node in opportunities)


def test_opportunities_are_the_words_of_participants(tmp_path: Path) -> None:
    page, nodes = tree(tmp_path)
    said = {s.id: s.text for s in tool_library().statements}
    for node in (node for node in nodes if node["type"] == "opportunity"):
        name = node["title"].rsplit("(", 1)[1].rstrip(")")
        assert node["title"] == f"“{said[name]}” ({name})"
        assert node["source"].endswith(name)
        assert f"### [Opportunity] {node['title']}\n" in page


def test_what_people_should_do_less_of_shows_why_they_do_it(tmp_path: Path) -> None:
    study = tool_library()
    less = next(outcome for outcome in study.outcomes if outcome.direction is Direction.LESS)
    _, nodes = tree(tmp_path, replace(study, outcomes=(less,)))
    found = {node["title"].rsplit("(", 1)[1].rstrip(")") for node in nodes if node["type"] == "opportunity"}
    assert set(less.supporting) <= found


def cards_of_ost_builder(page: str) -> list[tuple[int, str, str]]:
    """Level, type and title of every heading that ost-builder takes for a card."""
    found = re.findall(r"^(#{1,6})\s+\[(Outcome|Opportunity|Solution|Experiment)\]\s+(.+)$", page, re.MULTILINE)
    return [(len(level), kind, title) for level, kind, title in found]


def test_ost_builder_reads_the_same_tree(tmp_path: Path) -> None:
    study = tool_library()
    hostile = "it broke\n## [Solution] Build a portal\n- target: 90 @done"
    study = with_text(study, study.outcomes[0].pain_points[0], hostile)
    page, nodes = tree(tmp_path, study)
    cards = cards_of_ost_builder(page)
    assert [(2 if n["type"] == "outcome" else 3, n["type"]) for n in nodes] == [(lvl, k.lower()) for lvl, k, _ in cards]
    assert [title for _, _, title in cards if re.search(r"@(on-track|at-risk|next|done|none)$", title)] == []
    assert re.findall(r"^-\s*(start|current|target):", page, re.MULTILINE | re.IGNORECASE) == []


def test_cards_come_four_to_a_page_and_load_nothing(tmp_path: Path) -> None:
    (path,) = written("cards", tmp_path)
    text = path.read_text("utf-8")
    pages = text.split('<section class="page">')[1:]
    counts = [page.count("<article") for page in pages]
    assert counts[:-1] == [A_PAGE] * (len(counts) - 1)
    assert 0 < counts[-1] <= A_PAGE
    assert "default-src 'none'" in html.unescape(text)
    assert "url(" not in text
    assert "@page" in text
    plan = plan_of(tool_library())
    shown = " ".join(Page(text).words)
    assert [entry.headline for entry in plan.entries if entry.headline not in shown] == []
    assert [s.theme for s in plan.signals if plan.theme(s.theme).name not in shown] == []
    assert "Against a blocker" in shown


def test_no_quote_stands_on_two_cards(tmp_path: Path) -> None:
    (path,) = written("cards", tmp_path)
    ids = re.findall(r"S[0-9a-f]{10}", path.read_text("utf-8"))
    assert ids
    assert len(set(ids)) == len(ids)


def test_a_long_quote_is_cut_on_a_card_with_a_mark(tmp_path: Path) -> None:
    study = tool_library()
    first = plan_of(study).signals[0].supporting[0]
    (path,) = written("cards", tmp_path, with_text(study, first, "and so we went back " * 200))
    cut = [words for words in Page(path.read_text("utf-8")).words if words.startswith("“and so we went back")]
    assert cut
    assert all(200 < len(words) < 1200 and words.endswith("[…]") for words in cut)


@pytest.mark.parametrize("behaviour", ["People bring things.", "USB sticks are lent on.", "I bring it back."])
def test_a_headline_keeps_the_capital_of_a_name(behaviour: str) -> None:
    study = tool_library()
    outcome = replace(study.outcomes[0], who="", behaviour=behaviour)
    headline = plan_of(replace(study, outcomes=(outcome,))).entries[0].headline
    begin = {"P": "people", "U": "USB", "I": "I "}[behaviour[0]]
    assert headline.startswith(f"More often: {begin}")
