"""Names on the command line -> coders: files, exports, kept codings, the study itself; with a study and without."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.builders import tool_library

from insightmine.agreement import Agreement, Aspect, Grouped
from insightmine.coders import Compared, agree
from insightmine.domain.analysis import Analysis
from insightmine.domain.decisions import Action, Decision
from insightmine.domain.themes import Status
from insightmine.errors import InputRefused, UsageError
from insightmine.exchange import export_to
from insightmine.exchange.coding_rows import CodedRow, read_codings
from insightmine.kept_codings import Wanted, adoption_of, first_coder

STUDY = tool_library()


def nobody(folder: Path) -> Analysis:
    raise AssertionError(folder)


def compared(*names: Path | str, folder: Path, analysis: Analysis | None = STUDY, on: Aspect | None = None) -> Compared:
    return agree([str(name) for name in names], folder, analysis, on, open_other=nobody)


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def coding_by_id(path: Path, value: str = "helps") -> Path:
    rows = [
        f"{s.id},{value if n % 5 == 0 else STUDY.judgement_by_id[s.id].effect}" for n, s in enumerate(STUDY.statements)
    ]
    return written(path, "statement,effect\n" + "\n".join(rows) + "\n")


def agreement(found: Compared) -> Agreement:
    (result,) = found.results
    assert isinstance(result, Agreement)
    return result


def test_a_file_against_the_study(tmp_path: Path) -> None:
    result = agreement(compared(coding_by_id(tmp_path / "ann.csv"), "study", folder=tmp_path))
    assert result.coders == ("ann", "study")
    assert (result.n_units, result.n_clusters, result.clusters) == (41, 8, "participants")
    assert result.alpha.interval is not None
    assert all(item.unit.text for item in result.disagreements)


def test_a_kept_coding_goes_by_its_coders_name(tmp_path: Path) -> None:
    coding_by_id(tmp_path / "codings" / "Ann B.csv")
    assert agreement(compared("Ann B", "study", folder=tmp_path)).coders == ("Ann B", "study")
    with pytest.raises(UsageError, match=r"no coding 'Ben'.*a kept coding: Ann B"):
        compared("Ben", "study", folder=tmp_path)


def test_one_file_of_several_coders(tmp_path: Path) -> None:
    ids = [s.id for s in STUDY.statements[:12]]
    rows = [f"{name},{coder},{'helps' if (n + c) % 3 else 'hinders'}"
            for n, name in enumerate(ids) for c, coder in enumerate(("Ann", "Ben", "Cleo"))]  # fmt: skip
    path = written(tmp_path / "all.csv", "statement,coder,effect\n" + "\n".join(rows))
    assert agreement(compared(path, folder=tmp_path, on=Aspect.EFFECT)).coders == ("Ann", "Ben", "Cleo")


def test_the_program_is_the_study_without_what_people_decided(tmp_path: Path) -> None:
    first = STUDY.judgements[0]
    decided = replace(STUDY, judgements=(replace(first, decided_by="Ann"), *STUDY.judgements[1:]))
    path = coding_by_id(tmp_path / "x.csv")
    assert agreement(compared(path, "study", folder=tmp_path, analysis=decided)).n_units == 41
    assert agreement(compared(path, "program", folder=tmp_path, analysis=decided)).n_units == 40
    assert first_coder(decided, "Ann") == "program"
    assert first_coder(decided, "Ben") == "study"


def test_two_exports_are_compared_without_a_study(tmp_path: Path) -> None:
    """Themes of two runs: the same groups under other ids agree wholly; one that was split does not."""
    export_to("jsonl", STUDY, tmp_path / "old")
    renamed = {theme.id: f"X{theme.id}" for theme in STUDY.themes}
    text = (tmp_path / "old" / "statements.jsonl").read_text(encoding="utf-8")
    for old, new in renamed.items():
        text = text.replace(f'"theme": "{old}"', f'"theme": "{new}"')
    written(tmp_path / "new" / "statements.jsonl", text)
    found = compared(tmp_path / "old", tmp_path / "new", folder=tmp_path, analysis=None)
    assert [r.alpha.value for r in found.results if isinstance(r, Agreement)] == [1.0] * 5
    (groups,) = [r for r in found.results if isinstance(r, Grouped)]
    assert groups.ari.value == 1.0
    assert groups.forward[0].group.startswith("T")
    assert " " in groups.forward[0].group  # with its name, from themes.jsonl beside it


def test_quotes_are_found_in_the_study_by_their_words(tmp_path: Path) -> None:
    """Highlights as other programs export them: a row for each quote and tag, with more or fewer words than ours."""
    one, two = STUDY.statements[0], STUDY.statements[3]
    path = written(
        tmp_path / "taguette.csv",
        "id,document,tag,content\n"
        f'1,p01,Own tools,"{one.text}"\n'
        f'2,p01.vtt,Looking,"{two.text[:-3]}"\n'
        f'3,p01.vtt,looking,"{two.text}"\n'
        '4,p01.vtt,Nowhere,"nobody said this"\n',
    )
    accepted = tuple(replace(t, status=Status.ACCEPTED) for t in STUDY.themes)
    found = compared(path, "study", folder=tmp_path, analysis=replace(STUDY, themes=accepted))
    labels = found.codings[0].labels[Aspect.CODES]
    assert set(labels) == {one.id, two.id}
    assert labels[two.id] == ("Looking",)  # one code, however it is spelt
    (remark,) = found.remarks
    assert remark.startswith("taguette.csv: 1 row left out, whose words are in no statement of the study")
    assert remark.endswith("(the first on line 5)")


def test_a_quote_of_several_speakers_is_found_part_by_part(tmp_path: Path) -> None:
    """With the labels of another transcript, other blanks and capitals, and somebody called as their file is."""
    one, two = (
        next(s for s in STUDY.statements if s.text.startswith(words)) for words in ("I ring and", "They walked")
    )
    asked = two.question
    assert one.participant == two.participant == "P06"
    quote = f"Participant: {one.text.upper()}  Int: {asked} Participant: {two.text.replace(' ', '  ')}"
    path = written(tmp_path / "x.csv", f'participant,code,text\np06,Desk,"{quote}"\nP9,Desk,"I write the day"\n')
    found = compared(path, "study", folder=tmp_path, on=Aspect.THEME)
    assert found.codings[0].labels[Aspect.CODES].keys() == {one.id, two.id}
    assert "1 row left out" in found.remarks[0]  # fewer than half of the words of a statement


def test_a_file_about_another_study_is_told_as_such(tmp_path: Path) -> None:
    path = written(tmp_path / "x.csv", "code,text\na,nobody said this\n")
    with pytest.raises(UsageError, match=r"x\.csv: none of its 1 rows is about words of this study"):
        compared(path, "study", folder=tmp_path)


def test_a_theme_may_be_called_by_its_name_as_a_code(tmp_path: Path) -> None:
    accepted = tuple(replace(t, status=Status.ACCEPTED) if t.id == "T3" else t for t in STUDY.themes)
    analysis = replace(STUDY, themes=accepted)
    inside = analysis.theme_by_id[accepted[0].id.__class__("T3")].statements
    rows = [f"{s.id},{'Fixing the return date while booking' if s.id in inside else 'none'}" for s in STUDY.statements]
    path = written(tmp_path / "x.csv", "statement,codes\n" + "\n".join(rows))
    result = agreement(compared(path, "study", folder=tmp_path, analysis=analysis))
    assert result.alpha.value == 1.0
    assert [item.label for item in result.labels] == ["T3", "none"]


def test_places_are_matched_without_a_study_when_both_files_name_them(tmp_path: Path) -> None:
    rows = "".join(f'i.vtt,{n},0,9,"words {n}",{"a" if n % 2 else "b"}\n' for n in range(8))
    header = "source,turn,start,end,text,code\n"
    first = written(tmp_path / "a.csv", header + rows)
    second = written(tmp_path / "b.csv", header + rows.replace("words 3", "other words"))
    assert agreement(compared(first, second, folder=tmp_path, analysis=None)).n_units == 8


def test_what_cannot_be_is_told_with_what_to_do(tmp_path: Path) -> None:
    quotes = written(tmp_path / "a.csv", "quote,code\nsome words,x\n")
    others = written(tmp_path / "b.csv", "quote,code\nother words,x\n")
    with pytest.raises(UsageError, match="needs a study"):
        compared(quotes, "study", folder=tmp_path, analysis=None)
    with pytest.raises(UsageError, match="no quote in common; run this in the study"):
        compared(quotes, others, folder=tmp_path, analysis=None)
    with pytest.raises(UsageError, match="neither an export nor a study"):
        compared(tmp_path, quotes, folder=tmp_path)
    with pytest.raises(UsageError, match=r"e\.jsonl: there is no row in it"):
        compared(quotes, written(tmp_path / "e.jsonl", "\n"), folder=tmp_path, analysis=None)
    with pytest.raises(InputRefused, match="no column holds codes"):
        compared(written(tmp_path / "c.csv", "quote\nx\n"), "study", folder=tmp_path)
    with pytest.raises(InputRefused, match="no column says what was coded"):
        compared(written(tmp_path / "d.csv", "who,code\nx,y\n"), "study", folder=tmp_path)


def test_values_that_are_none_of_the_given_are_remarked_upon(tmp_path: Path) -> None:
    values = zip(STUDY.statements, ("good", "bad", "good", "good"), strict=False)
    path = written(tmp_path / "x.csv", "statement,effect\n" + "".join(f"{s.id},{value}\n" for s, value in values))
    found = compared(path, "study", folder=tmp_path)
    assert found.remarks == (
        "x.csv, line 2 and 2 more: effect has no value 'good'",
        "x.csv, line 3: effect has no value 'bad'",
    )


def test_null_in_an_export_is_unsure_and_in_a_coding_nothing(tmp_path: Path) -> None:
    row: dict[str, object] = {"id": "S0123456789", "text": "x", "effect": None, "kinds": [], "theme": None}
    ours = written(tmp_path / "statements.jsonl", json.dumps({**row, "schema_version": 1}) + "\n")
    (read,) = read_codings(ours).rows
    assert read.unsure == {Aspect.EFFECT, Aspect.KIND}
    assert read.labels == {Aspect.THEME: ()}
    theirs = written(tmp_path / "other.jsonl", json.dumps(row) + "\nnot json\n")
    file = read_codings(theirs)
    assert (file.rows[0].labels, file.rows[0].unsure) == ({}, frozenset())
    assert [(item.line, item.reason) for item in file.refused] == [(2, "not a JSON object")]


def test_what_a_coding_asks_to_be_decided() -> None:
    rows = (
        CodedRow(2, "Ann", {Aspect.KIND: ("behaviour", "reason"), Aspect.EFFECT: ("helps",), Aspect.CODES: ("x",)},
                 statement="S1"),
        CodedRow(3, "Ann", {Aspect.EFFECT: ("helps",), Aspect.STEP: (), Aspect.BASIS: ("habit",)}, statement="S2"),
        CodedRow(4, "Ann", {Aspect.EFFECT: ("mixed",), Aspect.KIND: ()}, statement="S3"),
    )  # fmt: skip
    rulings = [
        Decision("D1", Action.EFFECT, ("S1",), "helps", "Ben", "", ""),
        Decision("D2", Action.EFFECT, ("S2",), "hinders", "Ben", "", ""),
        Decision("D3", Action.EFFECT, ("S3",), "neutral", "Ann", "coding of Ann", ""),
        Decision("D4", Action.KIND, ("S1",), "goal", "Ann", "heard the recording", ""),
    ]
    found = adoption_of(rows, rulings, "Ann")
    assert found.wanted == (
        Wanted(Action.STEP, "S2", "none"),
        Wanted(Action.EFFECT, "S3", "mixed"),  # of her own coding she may think better
    )
    assert found.conflicts == (
        (Wanted(Action.KIND, "S1", "behaviour,reason"), rulings[3]),  # what she decided by hand stays
        (Wanted(Action.EFFECT, "S2", "helps"), rulings[1]),
    )
    assert (found.n_held, found.left) == (1, 3)
