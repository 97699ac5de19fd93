"""A server on this machine that speaks OpenAI's protocol for chats: Ollama, llama.cpp and others.

No proxy of the environment is used and no redirection followed: what is asked goes to the address in the settings,
which is this machine's own, and nowhere else.
"""

from __future__ import annotations

import json
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    Request,
)

from insightmine.engines import Answer, NoAnswer

SECONDS = 120.0  # a small machine may load the model first
_SEED = 1
_MOST_TOKENS = 600  # of which a model that thinks aloud uses most before it answers
_MOST_BYTES = 1_000_000


def _opener() -> OpenerDirector:
    """What sends requests straight to their address: an answer that sends elsewhere is an error."""
    opener = OpenerDirector()
    for handler in (HTTPHandler(), HTTPSHandler(), HTTPErrorProcessor(), HTTPDefaultErrorHandler()):
        opener.add_handler(handler)
    return opener


class ChatEndpoint:
    """One model behind one address."""

    def __init__(self, endpoint: str, model: str, seconds: float = SECONDS) -> None:
        self._address = f"{endpoint.rstrip('/')}/chat/completions"
        self._model = model
        self._seconds = seconds
        self._opener = _opener()

    @property
    def identity(self) -> str:
        """The model that is asked for."""
        return self._model

    def ask(self, task: str, material: str) -> Answer:
        """One answer, without chance as far as the server goes along. Raises `NoAnswer`."""
        content = {
            "model": self._model,
            "messages": [{"role": "system", "content": task}, {"role": "user", "content": material}],
            "temperature": 0,
            "seed": _SEED,
            "max_tokens": _MOST_TOKENS,
            "stream": False,
        }
        request = Request(  # noqa: S310 - http and https only, see config/settings.py
            self._address, data=json.dumps(content).encode(), headers={"Content-Type": "application/json"}
        )
        return _answer_in(self._sent(request), self._model)

    def _sent(self, request: Request) -> bytes:
        try:
            with self._opener.open(request, timeout=self._seconds) as response:
                content: bytes = response.read(_MOST_BYTES)
        except HTTPError as error:
            raise NoAnswer(f"the server answers with HTTP status {error.code}") from error
        except TimeoutError as error:
            raise NoAnswer(f"there was no answer within {self._seconds:g} seconds") from error
        except URLError as error:
            late = isinstance(error.reason, TimeoutError)
            why = f"there was no answer within {self._seconds:g} seconds" if late else "no server answers there"
            raise NoAnswer(why) from error
        except (OSError, HTTPException) as error:
            raise NoAnswer("the connection broke off") from error
        return content


def _answer_in(content: bytes, asked_for: str) -> Answer:
    """The text of the first choice, and the model that the server names."""
    try:
        found: Any = json.loads(content)
        text = found["choices"][0]["message"]["content"]
        model = found.get("model") or asked_for
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise NoAnswer("the answer is not what the protocol says") from error
    if not isinstance(text, str) or not isinstance(model, str):
        raise NoAnswer("the answer is not what the protocol says")
    return Answer(text, model)
