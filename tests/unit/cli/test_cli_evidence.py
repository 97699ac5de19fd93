"""What `themes` and `show` print of a theme's people, sides, grade and quotes; and the curve of new themes."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.builders import tool_library

from insightmine.cli.app import group
from insightmine.domain.analysis import Analysis
from insightmine.domain.contradictions import Contradiction, ContradictionKind
from insightmine.domain.ids import StatementId, ThemeId
from insightmine.domain.judgements import Basis, Effect, Kind
from insightmine.domain.themes import Member
from insightmine.open_study import OpenStudy
from insightmine.store import RunRecord, Store

RUN = RunRecord("i", "s", {}, {}, {})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The tool library as a study folder with results."""
    return kept(tool_library(), tmp_path / "study")


def kept(analysis: Analysis, folder: Path) -> Path:
    with Store.open(folder, create=True) as store:
        store.save_analysis(analysis, RUN)
    return folder


def printed(folder: Path, *words: str) -> str:
    result = CliRunner().invoke(group, ["--study", str(folder), *words])
    assert result.exit_code == 0, result.output
    return result.stdout


def entry(text: str, theme: str) -> str:
    """The lines of one theme in the list, on one line."""
    found = re.search(rf"^{theme}  .*?(?=\n\n)", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    return " ".join(found.group().split())


def test_a_theme_is_told_with_both_sides_its_evidence_and_quotes_of_both(folder: Path) -> None:
    told = entry(printed(folder, "themes"), "T3")
    assert "6 of 8 people, 6 statements: 4 say that it helps, 1 that it hinders; 1 takes no side." in told
    assert "Evidence moderate: in 6 interviews;" in told
    helps, hinders = (re.search(rf' {re.escape(sign)} +"', told) for sign in "+-")
    assert helps is not None
    assert hinders is not None
    assert helps.start() < hinders.start()  # the larger side first
    assert '- "I forgot the day and paid the fee." - P05, interviews/p05.vtt, turn 9' in told


def test_the_interval_is_not_in_the_list(folder: Path) -> None:
    assert "%" not in printed(folder, "themes")
    assert "method     95 % interval 0.41 to 0.93" in printed(folder, "show", "T3")


def test_every_quote_names_its_person_and_place(folder: Path) -> None:
    lines = printed(folder, "themes", "--all", "--quotes", "9").splitlines()
    quotes = [i for i, line in enumerate(lines) if re.match(r'\s+[+-]* *"', line)]
    assert len(quotes) > 20
    for i in quotes:
        rest = " ".join(lines[i : i + 5])
        assert re.search(r"- P\d\d, interviews/p\d\d\.vtt, turn \d+, \d+:\d\d  \[S\w+\]", rest), lines[i]


def test_what_says_both_is_quoted_once(folder: Path) -> None:
    told = entry(printed(folder, "themes", "--all", "--quotes", "9"), "T2")
    assert told.count("I ring and ask, and then I book it while we talk.") == 1
    assert '+- "I ring and ask, and then I book it while we talk."' in told
    words = re.findall(r'"([^"]+)"', told)
    assert len(words) == len(set(words))


def test_show_keeps_the_sides_apart(folder: Path) -> None:
    told = printed(folder, "show", "T2")
    assert "helps: P04\n" in told
    assert "hinders: P01\n" in told
    assert "both: P03, P06\n" in told
    assert "It helps: 3 statements of 3 people" in told
    assert "It hinders: 3 statements of 3 people" in told
    assert "Taking no side" not in told


def test_show_says_how_many_stand_elsewhere_than_a_heading_says(tmp_path: Path) -> None:
    study = tool_library()
    theme = study.theme_by_id[ThemeId("T3")]
    mine = [s.id for s in study.statements if s.participant == "P05"][:6]
    others = [s.id for s in study.statements if s.participant == "P02"][:6]
    members = tuple(Member(s, 1.0) for s in dict.fromkeys([*theme.statements, *mine, *others]))
    own = {s for s in (*mine, *others) if s not in theme.statements}
    judged = [
        replace(one, effect=Effect.HINDERS, effect_score=-0.9, kinds=(Kind.PAIN_POINT,), kind_scores=(0.9,))
        if one.statement in own and one.statement in mine
        else replace(one, effect=Effect.NEUTRAL, effect_score=0.0)
        if one.statement in own
        else one
        for one in study.judgements
    ]
    slip = mine[-1]
    judged = [
        replace(
            one, effect=Effect.HELPS, effect_score=0.9, kinds=(Kind.ENABLER,), kind_scores=(0.9,), basis=Basis.HABIT
        )
        if one.statement == slip
        else one
        for one in judged
    ]
    told_of = replace(theme, members=members)
    themes = tuple(told_of if one is theme else one for one in study.themes)
    folder = kept(replace(study, themes=themes, judgements=tuple(judged)), tmp_path / "study")
    told = printed(folder, "show", "T3")
    assert "hinders: P05\n" in told
    assert re.search(r"It helps: \d+ statements of 5 people, of whom 1 mostly says the opposite", told)
    assert re.search(r"Taking no side: \d+ statements of 2 people, of whom 1 takes one in others", told)


def test_one_talker_is_named_with_the_share(tmp_path: Path) -> None:
    study = tool_library()
    theme = study.theme_by_id[ThemeId("T2")]
    first = study.statement_by_id[theme.statements[0]]
    more = [replace(first, id=StatementId(f"S9{i:08}")) for i in range(9)]
    judged = [replace(study.judgement_by_id[first.id], statement=one.id) for one in more]
    heavy = replace(theme, members=(*theme.members, *(Member(one.id, 0.1) for one in more)))
    order = {theme.id: heavy}
    loud = replace(
        study,
        statements=(*study.statements, *more),
        judgements=(*study.judgements, *judged),
        themes=tuple(order.get(one.id, one) for one in study.themes),
    )
    folder = kept(loud, tmp_path / "loud")
    told = f"One person carries it: {first.participant} gives 10 of its 14 statements (71 %), 3 others the rest."
    assert told in entry(printed(folder, "themes"), "T2")
    assert told in " ".join(printed(folder, "show", "T2").split())
    row = next(row for row in json.loads(printed(folder, "themes", "--json"))["themes"] if row["id"] == "T2")
    assert row["talker"] == {"participant": first.participant, "share": 0.7143}
    assert "one person gives most of it" in row["grade_reasons"]


def test_the_json_has_the_sides_and_who_talks_most(folder: Path) -> None:
    told = json.loads(printed(folder, "themes", "--json"))
    assert told["talker"] is None
    rows = {row["id"]: row for row in told["themes"]}
    assert rows["T2"]["sides"] == {"helps": ["P04"], "hinders": ["P01"], "both": ["P03", "P06"], "neutral": []}


def test_the_curve(folder: Path) -> None:
    told = printed(folder, "themes", "--curve")
    assert "6 themes that several people speak of, 8 people; 1 theme of one voice not counted." in " ".join(
        told.split()
    )
    assert "over 500 orders" in " ".join(told.split())
    assert "saturat" not in told
    assert "whoever comes last can bring none" in " ".join(told.split())
    curve = json.loads(printed(folder, "themes", "--curve", "--json"))
    assert curve["curves"][0]["people"][-1]["so_far"] == {"median": 6.0, "low": 6.0, "high": 6.0}
    assert curve["detail"] == 0.5


def test_the_curve_of_segments(folder: Path) -> None:
    told = " ".join(printed(folder, "themes", "--curve", "--by", "segment").split())
    assert "6 people of segment member" in told
    assert "2 people of segment new member: too few people for a curve." in told


def test_without_themes_it_is_not_said_that_people_are_too_few(tmp_path: Path) -> None:
    alone = replace(tool_library(), themes=(), signals=(), outcomes=())
    told = " ".join(printed(kept(alone, tmp_path / "alone"), "themes", "--curve").split())
    assert "0 themes that several people speak of, 8 people: no curve." in told


def test_an_attribute_that_nobody_has(folder: Path) -> None:
    result = CliRunner().invoke(group, ["--study", str(folder), "themes", "--curve", "--by", "plan"])
    assert result.exit_code != 0
    assert "no participant has the attribute 'plan'" in str(result.exception or result.output)
    result = CliRunner().invoke(group, ["--study", str(folder), "themes", "--by", "segment", "--history"])
    assert result.exit_code == 2
    assert "--by goes with the list of themes, or with --curve" in " ".join(result.output.split())


def test_the_same_from_python(folder: Path) -> None:
    with OpenStudy.open(folder) as study:
        assert [curve.value for curve in study.new_themes("segment")] == ["member", "new member"]
        assert study.new_themes()[0].n_themes == 6


def test_fewer_cards_than_none_are_no_choice(folder: Path) -> None:
    result = CliRunner().invoke(group, ["--study", str(folder), "outcomes", "--limit", "-1"])
    assert result.exit_code == 2
    assert "--limit" in result.output


def test_what_says_and_does_differ_means_is_wrapped(tmp_path: Path) -> None:
    analysis = tool_library()
    said, shown = analysis.statements[0], analysis.statements[1]
    each = Contradiction(said.participant, ContradictionKind.THEN_FAILED, said.id, shown.id)
    lines = printed(kept(replace(analysis, contradictions=(each,)), tmp_path / "study"), "outcomes").splitlines()
    assert any(line.startswith("Says and does differ: what somebody says") for line in lines)
    assert max(map(len, lines)) <= 100
