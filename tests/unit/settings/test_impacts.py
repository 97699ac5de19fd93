"""`[[impacts]]` in insightmine.toml: read as declared; what cannot be used is named by file and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from insightmine.config import load_options
from insightmine.domain.impacts import Impact
from insightmine.errors import ConfigError

JOURNEY = '[[step]]\nid = "pay"\nname = "Pay"\n'


def options_of(folder: Path, text: str, journey: str = JOURNEY) -> tuple[Impact, ...]:
    (folder / "insightmine.toml").write_text(text, encoding="utf-8")
    (folder / "journey.toml").write_text(journey, encoding="utf-8")
    return load_options(folder).impacts


def test_impacts_are_read_in_their_order(tmp_path: Path) -> None:
    text = (
        '[[impacts]]\nname = "More repeat sales"\nindicator = "share who come back"\nsteps = ["pay"]\n'
        '[[impacts]]\nname = "Fewer calls"\ndescription = "to the help desk"\noutcomes = ["O12ab34cd"]\n'
    )
    first, second = options_of(tmp_path, text)
    assert (first.name, first.indicator, first.steps) == ("More repeat sales", "share who come back", ("pay",))
    assert (second.description, second.outcomes) == ("to the help desk", ("O12ab34cd",))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[impacts]]\n", "insightmine.toml, impact 1: name is missing"),
        ('[[impacts]]\nname = "A"\nstep = ["pay"]\n', "insightmine.toml, impact 1"),
        ('[[impacts]]\nname = "A"\nsteps = ["fly"]\n', "insightmine.toml, impact 1: steps names 'fly'"),
        ('[[impacts]]\nname = "A"\nindicator = 3\n', "insightmine.toml, impact 1: indicator is not a text"),
        (
            '[[impacts]]\nname = "A"\n[[impacts]]\nname = "a"\n',
            "insightmine.toml, impact 2: the name 'a' is used twice",
        ),
        ('[impacts]\nname = "A"\n', "insightmine.toml: impacts is not a list"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ConfigError) as raised:
        options_of(tmp_path, text)
    assert told in str(raised.value)
