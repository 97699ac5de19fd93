"""A server that speaks OpenAI's protocol for chats, as a process of its own; the name of the model says how it behaves.

python chat_server.py LOG      prints its port; every request is a line of JSON in LOG
"""

from __future__ import annotations

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

# What is answered where the material holds the word.
NAMES = {
    "tomatoes": "growing tomatoes and herbs",
    "onions": "<think>They cut onions.</think>\n\nName: “Cutting onions with a knife”.",
    "recipe": "searching for recipes",
    "dishes": "Washing the dishes after dinner",
    "shopping": "keeping a shopping list",
    "bread": "baking bread in the oven",
}
ANSWERS = {
    "talkative": "This theme is about people who cook at home, and it shows how much they like it.",
    "inventive": "negotiating mortgage contracts",
    "biased": "hating horrible dishes",
    "monotonous": "cooking at home",
}


class Chat(BaseHTTPRequestHandler):
    """POST /v1/chat/completions."""

    def do_POST(self) -> None:
        """Answer, or fail as the model's name says."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with open(sys.argv[1], "a", encoding="utf-8") as log:  # noqa: PTH123 - a script of its own
            log.write(json.dumps({"path": self.path, "body": body}) + "\n")
        model = body["model"]
        if model == "broken":
            self._send(500, {"error": "out of memory"})
        elif model == "redirecting":
            self._send(302, {}, {"Location": "http://192.0.2.1/v1/chat/completions"})
        elif model == "garbling":
            self._send(200, {"choices": []})
        elif model == "babbling":
            self._send(200, "no JSON {")
        elif model == "slow":
            time.sleep(3)
        else:
            material = body["messages"][-1]["content"]
            named = next((name for word, name in NAMES.items() if word in material), "cooking at home")
            message = {"role": "assistant", "content": ANSWERS.get(model, named)}
            self._send(200, {"model": f"{model}:4b-q4", "choices": [{"index": 0, "message": message}]})

    def _send(self, status: int, content: Any, headers: dict[str, str] | None = None) -> None:
        text = content if isinstance(content, str) else json.dumps(content)
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as the standard library has it
        """Say nothing."""


if __name__ == "__main__":
    server = HTTPServer(("127.0.0.1", 0), Chat)
    print(server.server_port, flush=True)  # noqa: T201
    server.serve_forever()
