"""Names by a language model of the user's own: asked over the real protocol, checked, kept, and never a person's."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.themes.study_of_cooks import Study, remembered

from insightmine.config import ThemeOptions
from insightmine.domain.decisions import Action, Decision
from insightmine.domain.themes import Theme, ThemeMemory
from insightmine.engines import Answer, NoAnswer
from insightmine.engines.chat_endpoint import ChatEndpoint
from insightmine.study import Study as OpenedStudy
from insightmine.themes import CachedChat, Themes, find_themes, is_unanswered

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


class Server:
    """A process that answers, and what it was asked."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("chat_server.py")), str(log)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        self.endpoint = f"http://127.0.0.1:{int(self._process.stdout.readline())}/v1"

    def stop(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.communicate(timeout=10)

    @property
    def asked(self) -> list[dict[str, object]]:
        """The requests so far."""
        if not self._log.exists():
            return []
        return [json.loads(line) for line in self._log.read_text(encoding="utf-8").splitlines()]


class Kept:
    """Answers in memory."""

    def __init__(self) -> None:
        self.answers: dict[tuple[str, str], Answer] = {}

    def answer(self, model: str, key: str) -> Answer | None:
        """What is kept."""
        return self.answers.get((model, key))

    def put_answer(self, model: str, key: str, answer: Answer) -> None:
        """Keep it."""
        self.answers[model, key] = answer


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server for one test."""
    running = Server(tmp_path / "asked.jsonl")
    yield running
    running.stop()


def named(
    study: Study,
    chat: CachedChat | None,
    history: tuple[ThemeMemory, ...] = (),
    rulings: tuple[Decision, ...] = (),
) -> Themes:
    return find_themes(
        study.statements, study.judgements, study.annotations, study.vectors, study.encode, study.transcripts,
        ThemeOptions(), history, rulings, chat=chat,
    )  # fmt: skip


def asking(server: Server, model: str, kept: Kept | None = None, seconds: float = 30.0) -> CachedChat:
    return CachedChat(ChatEndpoint(server.endpoint, model, seconds), kept or Kept())


def by_word(themes: Themes, word: str) -> Theme:
    return next(theme for theme in themes.themes if any(word in phrase for phrase in theme.keyphrases))


def test_a_model_names_themes_and_is_named_itself(study: Study, found: Themes, server: Server) -> None:
    themes = named(study, asking(server, "cook"))
    onions = by_word(themes, "knife")
    assert (onions.name, onions.named_by) == ("cutting onions with a knife", "model:cook:4b-q4")
    assert by_word(themes, "garden").name == "growing tomatoes and herbs"
    own = {theme.id: theme for theme in found.themes}
    for theme in themes.themes:
        assert own[theme.id].members == theme.members
        assert own[theme.id].keyphrases == theme.keyphrases
        if theme.named_by.startswith("model:"):
            assert f"“{theme.name}”" in theme.definition
        if own[theme.id].name != theme.name:
            assert f"“{own[theme.id].name}”" not in theme.definition


def test_what_is_asked(study: Study, server: Server) -> None:
    named(study, asking(server, "cook"))
    first = server.asked[0]
    assert first["path"] == "/v1/chat/completions"
    body = first["body"]
    assert isinstance(body, dict)
    assert (body["model"], body["temperature"], body["stream"]) == ("cook", 0, False)
    assert isinstance(body["seed"], int)
    said = {statement.text for statement in study.statements}
    quotes = [line[3:-1] for line in body["messages"][1]["content"].splitlines() if line.startswith('- "')]
    assert quotes
    assert set(quotes) <= said


def test_a_later_run_needs_no_server_and_gives_the_same(study: Study, server: Server) -> None:
    kept = Kept()
    first = named(study, asking(server, "cook", kept))
    count = len(server.asked)
    server.stop()
    assert named(study, asking(server, "cook", kept)) == first
    again = named(study, asking(server, "cook", Kept()), remembered(first))
    assert again.themes == first.themes
    assert named(study, None, remembered(first)).themes == first.themes  # and after it was turned off
    assert len(server.asked) == count


@pytest.mark.parametrize(
    ("model", "why"),
    [
        ("talkative", "is not one short phrase"),
        ("inventive", "has words that nobody in the theme uses"),
        ("biased", "takes a side"),
    ],
)
def test_what_is_no_name_is_turned_down(study: Study, found: Themes, server: Server, model: str, why: str) -> None:
    themes = named(study, asking(server, model))
    assert themes.themes == found.themes
    assert {problem.about for problem in themes.problems} == {"insightmine.toml, [names] endpoint"}
    assert all(problem.text.endswith(why) for problem in themes.problems)
    assert not is_unanswered(themes.problems)


def test_no_two_themes_get_the_same_name(study: Study, server: Server) -> None:
    themes = named(study, asking(server, "monotonous"))
    names = [theme.name for theme in themes.themes]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("model", "why"),
    [
        ("broken", "the server answers with HTTP status 500"),
        ("redirecting", "the server answers with HTTP status 302"),
        ("garbling", "the answer is not what the protocol says"),
        ("babbling", "the answer is not what the protocol says"),
        ("slow", "there was no answer within 0.3 seconds"),
    ],
)
def test_a_server_that_fails_is_asked_twice_and_the_own_names_stay(
    study: Study, found: Themes, server: Server, model: str, why: str
) -> None:
    themes = named(study, asking(server, model, seconds=0.3 if model == "slow" else 30.0))
    assert themes.themes == found.themes
    assert themes.problems[0].text.endswith(why)
    assert len(themes.problems) == 3
    assert "more themes nothing was asked" in themes.problems[-1].text
    assert len(server.asked) == 2 or model == "slow"
    assert is_unanswered(themes.problems)


def test_without_a_server_the_own_names_stay(study: Study, found: Themes, server: Server) -> None:
    server.stop()
    themes = named(study, asking(server, "cook"))
    assert themes.themes == found.themes
    assert themes.problems[0].text.endswith("no server answers there")


def test_a_person_s_name_is_kept_and_not_asked_for(study: Study, found: Themes, server: Server) -> None:
    theme = found.themes[0]
    rename = Decision("D1", Action.RENAME, (theme.id,), "my own words", "Ada", "", "2026-01-01T00:00:00Z")
    themes = named(study, asking(server, "cook"), remembered(found), (rename,))
    mine = next(found for found in themes.themes if found.id == theme.id)
    assert (mine.name, mine.named_by) == ("my own words", "Ada")
    assert len(server.asked) == len(found.themes) - 1


def test_a_proxy_of_the_environment_is_not_used(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert ChatEndpoint(server.endpoint, "cook").ask("", "tomatoes").model == "cook:4b-q4"


def test_nobody_listening_is_no_answer(server: Server) -> None:
    server.stop()
    with pytest.raises(NoAnswer, match="no server answers there"):
        ChatEndpoint(server.endpoint, "cook").ask("", "")


SHOP = "Interviewer: How do you shop?\nP{n}: I write a shopping list on paper. I forget the shopping list at home.\n"
OVEN = "Interviewer: And bread?\nP{n}: I bake bread in the old oven. The oven burns my bread on the left side.\n"


@pytest.mark.slow
def test_a_study_asks_once_and_asks_again_only_where_nobody_answered(tmp_path: Path, server: Server) -> None:
    folder = tmp_path / "study"
    folder.mkdir()
    for n in range(1, 6):
        (folder / f"p{n}.txt").write_text((SHOP + OVEN).format(n=n), encoding="utf-8")
    settings = folder / "insightmine.toml"
    settings.write_text('[names]\nendpoint = "http://127.0.0.1:9/v1"\nmodel = "cook"\n', encoding="utf-8")
    with OpenedStudy.open(folder, create=True) as opened:
        report = opened.ingest([folder])
        assert {theme.named_by for theme in report.analysis.themes} == {"machine"}
        assert any("[names] endpoint" in problem.about for problem in report.analysis.problems)
        assert opened.ingest([folder]).recomputed  # perhaps the server runs by now
    settings.write_text(f'[names]\nendpoint = "{server.endpoint}"\nmodel = "cook"\n', encoding="utf-8")
    with OpenedStudy.open(folder) as opened:
        first = opened.ingest([folder]).analysis
        assert "model:cook:4b-q4" in {theme.named_by for theme in first.themes}
        assert not opened.ingest([folder]).recomputed
    server.stop()
    steps = '[[step]]\nid = "eat"\nname = "Eat"\n[[step]]\nid = "pay"\nname = "Pay the bill"\n'
    (folder / "journey.toml").write_text(steps, encoding="utf-8")
    with OpenedStudy.open(folder) as opened:
        again = opened.ingest([folder])
        assert again.recomputed
        assert [(t.id, t.name, t.named_by) for t in again.analysis.themes] == [
            (t.id, t.name, t.named_by) for t in first.themes
        ]
        assert again.analysis.problems == first.problems  # answers that were kept, no server that is missing
