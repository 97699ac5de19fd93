"""decisions.jsonl: what people decided, one line each, added to and never edited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path

import msgspec

from insightmine.domain.decisions import Action, Decision
from insightmine.errors import ConfigError
from insightmine.store.files import write_atomically

DECISIONS_FILE = "decisions.jsonl"

_decision = msgspec.json.Decoder(Decision).decode
_object = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_KEYS = frozenset(field.name for field in fields(Decision))
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions in the order of the file; none where there is no file.

    Raises `ConfigError` with the line that is no decision, names an unknown action or key, or repeats an id.
    """
    decisions: dict[str, Decision] = {}
    for number, line in _lines(_content(path)):
        decision = _parse(line, f"{path.name}, line {number}")
        if decision.id in decisions:
            raise ConfigError(
                f"{path.name}, line {number}: the id {decision.id!r} is used twice", hint="give it an id of its own"
            )
        decisions[decision.id] = decision
    return tuple(decisions.values())


def append_decision(path: Path, decision: Decision) -> Decision:
    """Add a decision under the next free id (D1, D2, ...), whatever id it came with, and return it so.

    What stands in the file stays byte for byte; a crash leaves the file with or without the new line. Hold
    `Store.writing()` around it, so that two processes do not add at once. Raises `ConfigError` as `read_decisions`.
    """
    taken = [_number(known.id) for known in read_decisions(path)]
    numbered = replace(decision, id=f"D{max(taken, default=0) + 1}")
    content = _content(path)
    if content and not content.endswith(b"\n"):
        content += b"\n"
    write_atomically(path, content + msgspec.json.encode(numbered) + b"\n")
    return numbered


def change_decisions(path: Path, changed: Mapping[str, Decision | None]) -> None:
    """Write the file anew with other words for some decisions, by id, and without those that became `None`.

    The one way in which the file is not only added to: somebody in it is to be forgotten. All other lines stay byte
    for byte; a crash leaves the former file or the new one. Raises `ConfigError` as `read_decisions`.
    """
    content = _content(path)
    kept = bytearray(_BYTE_ORDER_MARK if content.startswith(_BYTE_ORDER_MARK) else b"")
    for number, line in _lines(content):
        decision = _parse(line, f"{path.name}, line {number}")
        new = changed.get(decision.id, decision)
        if new is not None:
            kept += line.rstrip(b"\r") if new == decision else msgspec.json.encode(new)
            kept += b"\n"
    write_atomically(path, bytes(kept))


def effective(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions that hold, in order: without what a later `undo` took back, and without the undos.

    An undo can be undone; it takes back only what stands before it.
    """
    undone: set[str] = set()
    holding: list[Decision] = []
    for decision in reversed(decisions):
        if decision.id in undone:
            continue
        if decision.action is Action.UNDO:
            undone.update(decision.targets)
        else:
            holding.append(decision)
    return tuple(reversed(holding))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise ConfigError(f"{path.name}: cannot be read ({error.strerror})", hint="see to its permissions") from error


def _lines(content: bytes) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(content.removeprefix(_BYTE_ORDER_MARK).split(b"\n"), 1):
        if line.strip():
            yield number, line


def _parse(line: bytes, place: str) -> Decision:
    hint = "mend the line, or delete it to drop the decision"
    try:
        unknown = sorted(_object(line).keys() - _KEYS)
        if unknown:
            raise ConfigError(f"{place}: unknown key {unknown[0]!r}", hint=f"known here: {', '.join(sorted(_KEYS))}")
        return _decision(line)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{place}: {error}", hint=_hint_for(str(error)) or hint) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{place}: not a JSON object", hint=hint) from error


def _hint_for(message: str) -> str:
    return f"the actions are: {', '.join(Action)}" if "$.action" in message else ""


def _number(decision_id: str) -> int:
    digits = re.fullmatch(r"D(\d+)", decision_id)
    return int(digits.group(1)) if digits else 0
