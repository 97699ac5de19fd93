"""Settings files: defaults, values, and messages that name file, key and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from insightmine.config import Options, load_options
from insightmine.domain.journeys import JourneyOrigin
from insightmine.domain.speech import Consent
from insightmine.errors import ConfigError
from insightmine.study_files import write_study_files

JOURNEY = '[[step]]\nid = "find"\nname = "Find"\nexamples = ["I searched"]\n[[step]]\nid = "pay"\nname = "Pay"\n'


def test_empty_folder_has_the_defaults(tmp_path: Path) -> None:
    assert load_options(tmp_path) == Options()


def test_commented_files_of_a_new_study_are_the_defaults(tmp_path: Path) -> None:
    written = write_study_files(tmp_path)
    assert len(written) == 5
    assert load_options(tmp_path) == Options()
    assert write_study_files(tmp_path) == ()


def test_uncommented_template_is_valid(tmp_path: Path) -> None:
    write_study_files(tmp_path)
    settings = tmp_path / "insightmine.toml"
    lines = settings.read_text(encoding="utf-8").splitlines()
    settings.write_text(
        "\n".join(line.removeprefix("# ") if " = " in line else line for line in lines), encoding="utf-8"
    )
    assert load_options(tmp_path).speakers.interviewers == ("Dan", "Moderator")


def test_journey_keeps_its_order(tmp_path: Path) -> None:
    (tmp_path / "journey.toml").write_text(JOURNEY, encoding="utf-8")
    journey = load_options(tmp_path).journey
    assert journey is not None
    assert [step.id for step in journey.steps] == ["find", "pay"]
    assert journey.steps[0].examples == ("I searched",)
    assert journey.origin is JourneyOrigin.FILE


def test_people_have_attributes_and_consent(tmp_path: Path) -> None:
    rows = "participant,source,label,segment,consent\nP1,a.txt,Ann,smb,\nP2,,,large,withdrawn\n"
    (tmp_path / "participants.csv").write_bytes(b"\xef\xbb\xbf" + rows.encode())
    first, second = load_options(tmp_path).people
    assert (first.participant, first.source, first.label, first.attributes) == (
        "P1",
        "a.txt",
        "Ann",
        {"segment": "smb"},
    )
    assert first.consent is Consent.VERBATIM
    assert (second.source, second.consent, second.line) == (None, Consent.WITHDRAWN, 3)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("insightmine.toml", "[theme]\n", "did you mean 'themes'?"),
        ("insightmine.toml", "[themes]\ndetial = 0.2\n", "did you mean 'detail'?"),
        ("insightmine.toml", "[themes]\ndetail = 3\n", "from 0 to 1"),
        ("insightmine.toml", "[models]\nengine = 'gpu'\n", "onnxruntime, sentence-transformers"),
        ("insightmine.toml", "[speakers]\ninterviewers = 'Dan'\n", "list of texts"),
        ("insightmine.toml", "themes = 3\n", "write [themes]"),
        ("insightmine.toml", "[themes\n", "line 1"),
        ("journey.toml", "", "no steps"),
        ("journey.toml", "[[step]]\nid = 'a'\n", "step 1: name is missing"),
        (
            "journey.toml",
            "[[step]]\nid='a'\nname='A'\n[[step]]\nid='a'\nname='B'\n",
            "step 2: the id 'a' is used twice",
        ),
        ("journey.toml", "[[step]]\nid='a'\nname='A'\ncolour='red'\n", "unknown key 'colour'"),
        ("journey.toml", "[[step]]\nid='a'\nname='...'\n", "step 1: the name has no words"),
        ("journey.toml", "[[step]]\nid='none'\nname='A'\n", "step 1: the id 'none' stands for no step at all"),
        ("journey.toml", "step = ['a']\n", "step 1: not a table"),
        ("journey.toml", "[[step]]\nid=1\nname='A'\n", "step 1: id is not a text"),
        ("participants.csv", "name,label\nAnn,A\n", "no column 'participant'"),
        ("participants.csv", "participant,consent\nP1,maybe\n", "line 2: consent is 'maybe'"),
        ("participants.csv", "participant\nP1,a,b\n", "line 2: more cells"),
        ("participants.csv", "participant,source\n,a.txt\n", "line 2: no participant"),
    ],
)
def test_unusable_settings_name_the_place_and_the_remedy(tmp_path: Path, name: str, content: str, told: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_options(tmp_path)
    assert name in str(caught.value)
    assert told in str(caught.value)
    assert caught.value.exit_code == 2


def test_settings_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "insightmine.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="UTF-8"):
        load_options(tmp_path)
