"""Names judged blind and in pairs: the program's against those of BERTopic and KeyBERT for the same groups.

    python -m benchmarks.name_pairs sheets FOLDER [ROUND]      benchmarks/gold/name_groups.jsonl -> sheets to be judged
    python -m benchmarks.name_pairs collect ANSWERS JUDGE      a judge's answers -> benchmarks/gold/name_pairs.jsonl

`name_groups.jsonl` is frozen: a line is a group with what three methods call it, and the places of up to twelve of its
statements, by as many people as there are; no text. The sheets hold the text and must stay outside the repository.
A judge sees one peer's name a group, in a random order, without a word on where it comes from (the protocol is
in benchmarks/gold/README.md); the other peer's name for the group is on another sheet. A round stands for a state of
the naming: later names are judged on new groups.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.data import DataAbsent
from benchmarks.studies import read_study
from insightmine.domain.ids import digest_of
from insightmine.domain.intervals import wilson_interval
from insightmine.domain.speech import Transcript
from insightmine.themes.study import Material

GROUPS = Path(__file__).parent / "gold" / "name_groups.jsonl"
VERDICTS = Path(__file__).parent / "gold" / "name_pairs.jsonl"
OURS, PEERS = "insightmine", ("BERTopic", "KeyBERT")
SHOWN = 12
_ANSWER = re.compile(r"^\s*([0-9a-f]{8})\s*[:\t ]\s*(A|B|tie)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Preferred:
    """How often the program's name was preferred to a peer's; a tie is half. `interval` is Wilson's, at 95 %."""

    round: int
    data: str
    against: str
    judge: str
    pairs: int
    preferred: float
    ties: int
    interval: tuple[float, float]
    tuned_on: str


def frozen(
    number: int, data: str, material: Material, groups: Sequence[Sequence[int]], names: dict[str, list[str]]
) -> Iterator[str]:
    """The lines of `name_groups.jsonl` for the groups of one study that several people stand behind."""
    for i, rows in enumerate(groups):
        if len(material.people_of(rows)) < 2:
            continue
        line = {
            "round": number,
            "data": data,
            "group": digest_of("name group", *sorted(material.statements[row].id for row in rows)),
            "people": len(material.people_of(rows)),
            "statements": len(rows),
            "shown": [_place(material, row) for row in _by_turns(material, rows)],
            "names": {method: found[i] for method, found in names.items()},
        }
        yield json.dumps(line, ensure_ascii=False)


def _by_turns(material: Material, rows: Sequence[int]) -> list[int]:
    """Rows of all people in turn, each person's in the order of a digest."""
    own: defaultdict[str, list[int]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: digest_of("shown", material.statements[row].id)):
        own[material.participants[row]].append(row)
    rounds = [(i, digest_of("person", person), row) for person, mine in own.items() for i, row in enumerate(mine)]
    return [row for *_, row in sorted(rounds)][:SHOWN]


def _place(material: Material, row: int) -> list[str | int]:
    statement = material.statements[row]
    return [str(statement.transcript), statement.turn, statement.start, statement.end]


def groups() -> list[dict[str, Any]]:
    """The frozen groups."""
    return [json.loads(line) for line in GROUPS.read_text(encoding="utf-8").splitlines()]


def pair_id(group: str, against: str) -> str:
    """What a pair is called on a sheet: it tells nothing of either name."""
    return digest_of("name pair", group, against)[:8]


def ours_is_first(pair: str) -> bool:
    """Whether the program's name is A."""
    return int(digest_of("which is first", pair), 16) % 2 == 0


def write_sheets(folder: Path, number: int) -> list[Path]:
    """Two sheets a study of a round, each with every group once. Raises `DataAbsent`."""
    folder.mkdir(parents=True, exist_ok=True)
    by_data: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for group in groups():
        if group.get("round", 1) == number:
            by_data[group["data"]].append(group)
    written = []
    for sheets, (data, found) in enumerate(sorted(by_data.items()), 1):
        texts = _texts(data)
        for sheet in (0, 1):
            path = folder / f"sheet-{sheets}-{'ab'[sheet]}.md"
            path.write_text("\n".join(_sheet(found, sheet, texts)), encoding="utf-8", newline="\n")
            written.append(path)
    return written


def _sheet(found: Iterable[dict[str, Any]], sheet: int, texts: dict[str, Transcript]) -> Iterator[str]:
    order = sorted(found, key=lambda group: digest_of("order", group["group"], str(sheet)))
    for group in order:
        turn_about = int(digest_of("peer", group["group"]), 16) + sheet
        peer = PEERS[turn_about % 2]
        pair = pair_id(group["group"], peer)
        names = [group["names"][OURS], group["names"][peer]]
        first, second = names if ours_is_first(pair) else reversed(names)
        yield f"\n## {pair}\n\n{group['statements']} statements by {group['people']} people, among them:\n"
        for transcript, turn, start, end in group["shown"]:
            yield f"- {' '.join(texts[transcript].turns[turn].text[start:end].split())}"
        yield f"\nA: {first}\nB: {second}"


def _texts(data: str) -> dict[str, Transcript]:
    return {str(transcript.id): transcript for transcript in read_group_study(data)}


def read_group_study(data: str) -> list[Transcript]:
    """The transcripts that the groups of a study are of."""
    name, _, part = data.partition(", interviews ")
    transcripts = read_study(name)
    if not part:
        return transcripts
    first, last = (int(number) for number in part.split(" to "))
    return transcripts[first - 1 : last]


def collect(answers: Path, judge: str) -> int:
    """Add a judge's answers (`1a2b3c4d A`) to the verdicts; how many there were. Raises `ValueError` for others."""
    pair_of = {pair_id(group["group"], peer): (group, peer) for group in groups() for peer in PEERS}
    lines = []
    for text in answers.read_text(encoding="utf-8").splitlines():
        found = _ANSWER.match(text)
        if found is None:
            continue
        pair, answer = found[1].lower(), found[2].lower()
        group, peer = pair_of[pair]
        ours = "a" if ours_is_first(pair) else "b"
        won = "tie" if answer == "tie" else OURS if answer == ours else peer
        lines.append({"data": group["data"], "group": group["group"], "against": peer, "won": won, "judge": judge})
    lines.sort(key=lambda line: (line["data"], line["group"], line["against"]))
    with VERDICTS.open("a", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    return len(lines)


def preferred(tuned: dict[str, str]) -> Iterator[Preferred]:
    """The figures of the verdicts: for each study, peer and judge, and over all studies."""
    if not VERDICTS.exists():
        return
    round_of = {group["group"]: group.get("round", 1) for group in groups()}
    verdicts = [json.loads(line) for line in VERDICTS.read_text(encoding="utf-8").splitlines()]
    parts: defaultdict[tuple[int, str, str, str], list[str]] = defaultdict(list)
    for verdict in verdicts:
        for data in (verdict["data"], "all"):
            for judge in (verdict["judge"], "all judges"):
                parts[round_of[verdict["group"]], data, verdict["against"], judge].append(verdict["won"])
                parts[round_of[verdict["group"]], data, "either", judge].append(verdict["won"])
    for (number, data, against, judge), won in sorted(parts.items()):
        ties = won.count("tie")
        wins = won.count(OURS) + ties / 2
        interval = wilson_interval(round(wins), len(won))
        yield Preferred(number, data, against, judge, len(won), wins / len(won), ties, interval, tuned.get(data, ""))


def main() -> int:
    """Sheets, or what was written on them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.name_pairs", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    sheets = commands.add_parser("sheets")
    sheets.add_argument("folder", type=Path)
    sheets.add_argument("round", type=int, nargs="?", default=1)
    answers = commands.add_parser("collect")
    answers.add_argument("answers", type=Path)
    answers.add_argument("judge")
    given = parser.parse_args()
    try:
        if given.command == "sheets":
            print("\n".join(map(str, write_sheets(given.folder, given.round))))
        else:
            print(f"{collect(given.answers, given.judge)} answers")
    except DataAbsent as absent:
        print(f"there is no {absent} in the data folder (INSIGHTMINE_DATA names another)")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
