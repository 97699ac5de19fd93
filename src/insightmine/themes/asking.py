"""A language model of the user's own, asked once for each question: later runs find its answers."""

from __future__ import annotations

from typing import Protocol

from insightmine.domain.ids import digest_of
from insightmine.engines import Answer, Chat, NoAnswer

# After so many failures in a row nothing more is asked in this run.
_PATIENCE = 2


class AnswerCache(Protocol):
    """Where answers are kept between runs."""

    def answer(self, model: str, key: str) -> Answer | None:
        """What the model answered to the question with this key."""

    def put_answer(self, model: str, key: str, answer: Answer) -> None:
        """Keep an answer."""


class CachedChat:
    """A chat with a memory. A server that is not there is asked twice, not once a theme."""

    def __init__(self, chat: Chat, cache: AnswerCache) -> None:
        self._chat = chat
        self._cache = cache
        self._failures = 0
        self.used: set[str] = set()  # keys of all questions asked, so that the cache can drop the rest

    @property
    def identity(self) -> str:
        """The model that is asked for."""
        return self._chat.identity

    @property
    def is_given_up(self) -> bool:
        """Whether it failed so often that it is asked no more."""
        return self._failures >= _PATIENCE

    def keep(self, task: str, material: str) -> None:
        """Let what was answered to this be kept, though it is not asked in this run."""
        self.used.add(digest_of(task, material))

    def ask(self, task: str, material: str) -> Answer:
        """The answer that is kept, else a new one.

        Raises `NoAnswer`, without a reason where nothing is asked any more.
        """
        key = digest_of(task, material)
        self.used.add(key)
        kept = self._cache.answer(self.identity, key)
        if kept is not None:
            return kept
        if self.is_given_up:
            raise NoAnswer
        try:
            answer = self._chat.ask(task, material)
        except NoAnswer:
            self._failures += 1
            raise
        self._failures = 0
        self._cache.put_answer(self.identity, key, answer)
        return answer
