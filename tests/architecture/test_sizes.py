"""Files and functions stay small enough to be read at once."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))
FILE_LIMIT = 400
FUNCTION_LIMIT = 50


def function_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring and decorators."""
    documented = ast.get_docstring(node, clean=False)
    body = node.body[1:] if documented is not None else node.body
    if not body:
        return 0
    header = node.body[0].lineno - node.lineno
    return header + (body[-1].end_lineno or 0) - body[0].lineno + 1


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_file_and_functions_keep_their_limit(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= FILE_LIMIT
    functions = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert {n.name: function_lines(n) for n in functions if function_lines(n) > FUNCTION_LIMIT} == {}


def test_nothing_has_a_name_that_says_nothing() -> None:
    vague = {"utils", "helpers", "manager", "process", "misc", "common"}
    assert [path for path in SOURCES if path.stem in vague] == []
