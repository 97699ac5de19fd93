"""An invented study: people who cook at home tell how they plan, shop, cook and clean up. Nobody said any of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from insightmine.config import ThemeOptions
from insightmine.domain.codebooks import Codebook
from insightmine.domain.decisions import Decision
from insightmine.domain.grammar import Annotation
from insightmine.domain.ids import ParticipantId, StatementId, TranscriptId, statement_id
from insightmine.domain.judgements import Basis, Effect, Judgement, Kind, Prompting
from insightmine.domain.speech import Role, Statement, Transcript, Turn
from insightmine.domain.themes import ThemeMemory
from insightmine.engines import Encoder, Grammar, Vectors
from insightmine.themes import Themes, find_themes

PLANNING = "How do you decide what to cook?"

LINES: dict[str, list[str]] = {
    "list": [
        "I write a shopping list on paper every Friday.",
        "We keep the shopping list on the fridge door.",
        "I forget the shopping list at home all the time.",
        "My shopping list lives in a phone app.",
        "I cannot find my shopping list when I stand in the shop.",
        "A shopping list saves me a second trip to the shop.",
    ],
    "recipe": [
        "I search for recipes on the internet before the weekend.",
        "My mother sends me recipes and I search for more.",
        "I search for a recipe that uses what is left.",
        "Searching for recipes takes longer than the cooking itself.",
        "I look through old cook books when I search for recipes.",
        "I never search for recipes, I know them by heart.",
    ],
    "knife": [
        "I sharpen the knife before I cut onions.",
        "A blunt knife makes cutting the onions horrible.",
        "We sharpen our kitchen knife once a year.",
        "My knife is sharp, so cutting onions is easy.",
        "I cut the onions with the same small knife since ten years.",
        "He sharpens every knife in the kitchen for me.",
    ],
    "dishes": [
        "I wash the dishes right after dinner.",
        "Nobody helps me to wash the dishes after dinner.",
        "We put the dishes into the dishwasher and go to bed.",
        "The dirty dishes stay in the sink until the morning.",
        "Washing dishes together is when we talk.",
        "I hate to wash the dishes after a long day.",
    ],
    "oven": [
        "I heat the oven before I bake the bread.",
        "The oven burns my bread on the left side.",
        "We bake bread in the old oven on Sundays.",
        "The oven is too small for two loaves of bread.",
        "I bake bread because the oven is warm anyway.",
        "My oven does not tell me when the bread is done.",
    ],
    "garden": [
        "We grow tomatoes and herbs in the garden.",
        "The tomatoes from our garden taste of summer.",
        "Snails eat the herbs in my garden.",
        "I water the tomatoes in the garden every evening.",
        "I pick herbs in the garden while the water boils.",
        "The garden gives us more tomatoes than we can eat.",
    ],
}
_ENCODED: dict[str, NDArray[np.float32]] = {}
_HELPS = ("saves", "easy", "taste", "together", "gives", "by heart")
_HINDERS = (
    "forget",
    "cannot",
    "longer",
    "blunt",
    "Nobody",
    "dirty",
    "hate",
    "burns",
    "too small",
    "does not",
    "Snails",
)


@dataclass(frozen=True)
class Study:
    """What `find_themes` takes, row by row."""

    statements: tuple[Statement, ...]
    judgements: tuple[Judgement, ...]
    annotations: dict[StatementId, Annotation]
    vectors: Vectors
    transcripts: tuple[Transcript, ...]
    encoder: Encoder

    def themes(
        self,
        history: Sequence[ThemeMemory] = (),
        rulings: Sequence[Decision] = (),
        detail: float = 0.5,
        order: Sequence[int] | None = None,
        codebook: Codebook | None = None,
    ) -> Themes:
        """The themes, with the rows given in some order."""
        rows = list(range(len(self.statements))) if order is None else list(order)
        return find_themes(
            [self.statements[i] for i in rows],
            [self.judgements[i] for i in rows],
            self.annotations,
            self.vectors[rows],
            self.encode,
            self.transcripts,
            ThemeOptions(detail),
            history,
            rulings,
            codebook=codebook or Codebook(),
        )

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of the texts, each encoded once for all tests."""
        new = [text for text in texts if text not in _ENCODED]
        _ENCODED.update(zip(new, self.encoder.encode(new), strict=True))
        return np.stack([_ENCODED[text] for text in texts])

    def without(self, people: set[str]) -> Study:
        """The study as it would be without these participants."""
        rows = [i for i, statement in enumerate(self.statements) if statement.participant not in people]
        return replace(
            self,
            statements=tuple(self.statements[i] for i in rows),
            judgements=tuple(self.judgements[i] for i in rows),
            vectors=self.vectors[rows],
            transcripts=tuple(t for t in self.transcripts if not set(t.participants) & people),
        )


def cooks(grammar: Grammar, encoder: Encoder) -> Study:
    """Six people, one line of each topic a person."""
    spoken = [(f"P{number + 1}", number, topic, lines[number]) for topic, lines in LINES.items() for number in range(6)]
    spoken.sort(key=lambda line: line[0])
    return make_study(grammar, encoder, [(person, text) for person, _, _, text in spoken], PLANNING)


def make_study(
    grammar: Grammar, encoder: Encoder, spoken: Sequence[tuple[str, str]], question: str | None = None
) -> Study:
    """Each (participant, text) is a turn of the participant's own interview, and one statement."""
    turns: dict[str, list[Turn]] = {}
    statements = []
    for person, text in spoken:
        mine = turns.setdefault(person, [])
        turn = Turn(len(mine), person, text, f"line {len(mine) + 1}", Role.PARTICIPANT, ParticipantId(person), person)
        mine.append(turn)
        statements.append(
            Statement(
                id=statement_id(person, text, 0),
                transcript=TranscriptId(person),
                source=f"{person}.txt",
                participant=ParticipantId(person),
                turn=turn.index,
                start=0,
                end=len(text),
                text=text,
                question=question,
            )
        )
    texts = [text for _, text in spoken]
    annotations = dict(zip((s.id for s in statements), grammar.annotate(texts), strict=True))
    transcripts = tuple(Transcript(TranscriptId(p), f"{p}.txt", "text", tuple(said)) for p, said in turns.items())
    return Study(
        tuple(statements),
        tuple(judged(s) for s in statements),
        annotations,
        encoder.encode(texts),
        transcripts,
        encoder,
    )


def judged(statement: Statement) -> Judgement:
    """A judgement that follows from a few words."""
    sides = {
        Effect.HELPS: any(word in statement.text for word in _HELPS),
        Effect.HINDERS: any(word in statement.text for word in _HINDERS),
    }
    effect = next((side for side, says in sides.items() if says), Effect.NEUTRAL)
    kind = {Effect.HELPS: Kind.ENABLER, Effect.HINDERS: Kind.PAIN_POINT}.get(effect, Kind.BEHAVIOUR)
    score = {Effect.HELPS: 0.7, Effect.HINDERS: -0.7}.get(effect, 0.0)
    return Judgement(statement.id, (kind,), (0.8,), Basis.HABIT, Prompting.ASKED, effect, score)


def remembered(themes: Themes) -> tuple[ThemeMemory, ...]:
    """What the store would remember of a result."""
    return tuple(
        ThemeMemory(
            theme.id, theme.name, tuple(sorted(theme.statements)), theme.named_by, theme.status, code=theme.code
        )
        for theme in themes.themes
    )
