"""Names that a language model of the user's own proposes: asked for, checked against what was said, or turned down.

The model sees a theme's keyphrases and exemplars, as they stand after redaction. Its answer is a name only if it is one
short phrase in words of the theme's own people that takes no side and is no other theme's; else the theme keeps the
name that it has. People's own names are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from insightmine.domain.gerunds import base_of, is_gerund
from insightmine.domain.ids import StatementId, ThemeId
from insightmine.domain.judgements import MACHINE
from insightmine.domain.problems import Problem
from insightmine.domain.themes import MODEL, Theme, ThemeMemory
from insightmine.engines import NoAnswer
from insightmine.themes.asking import CachedChat
from insightmine.themes.name import stems_of
from insightmine.themes.study import Material
from insightmine.themes.wording import GENERAL, is_evaluative, is_profane, quoted

ENDPOINT = "insightmine.toml, [names] endpoint"

TASK = """\
You name a theme of an interview study. You get words that are typical of it and quotes of different people.
Answer with the name alone: one phrase of two to five English words, such as "looking for the save button".
Say what people do, want or run into, in words that they use themselves. The name must fit most quotes. It takes no
side: it fits those for whom it went well and those for whom it did not. No list, no sentence, no quotation marks.
"""
_PROPOSED = "what the model proposed"
_WORDS = range(2, 7)
_MOST_LETTERS = 60
_LONGEST_QUOTE = 300
_PLAIN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*(?: [^\W\d_]+(?:[-'’][^\W\d_]+)*)*")
_THOUGHTS = re.compile(r"<think>.*?</think>", re.DOTALL)
_LABEL = re.compile(r"^(?:theme |the )?name\s*:\s*", re.IGNORECASE)


def propose_names(
    material: Material, themes: Sequence[Theme], kept: Mapping[ThemeId, ThemeMemory], chat: CachedChat | None
) -> tuple[list[Theme], list[Problem]]:
    """The themes with the model's names, in their order, and why some have none.

    `kept` are the themes of the past whose name, a model's, stays: these are not asked for again.
    """
    named = {theme.id: _with(theme, kept[theme.id]) for theme in themes if theme.id in kept}
    problems = [] if chat is None else _ask_for_names(chat, material, themes, named)
    renamed = {quoted(theme.name): quoted(named[theme.id].name) for theme in themes if theme.id in named}
    return [_defined_anew(named.get(theme.id, theme), renamed) for theme in themes], problems


def _ask_for_names(
    chat: CachedChat, material: Material, themes: Sequence[Theme], named: dict[ThemeId, Theme]
) -> list[Problem]:
    """Add the themes that the model gives a name to those that have one; why the others keep their own."""
    problems: list[Problem] = []
    not_asked = 0
    for theme in themes:
        if theme.id in named:
            chat.keep(TASK, _material_of(material, theme))
        elif theme.named_by == MACHINE and theme.has_subject:
            taken = [named.get(other.id, other).name for other in themes if other.id != theme.id]
            found = _asked(chat, material, theme, taken)
            if isinstance(found, Theme):
                named[theme.id] = found
            elif found:
                problems.append(Problem(ENDPOINT, f"{theme.id} keeps its own name: {found}"))
            else:
                not_asked += 1
    if not_asked:
        problems.append(Problem(ENDPOINT, f"for {not_asked} more themes nothing was asked"))
    return problems


def is_unanswered(problems: Sequence[Problem]) -> bool:
    """Whether something was asked and not answered, so that it is worth asking again."""
    return any(found.about == ENDPOINT and _PROPOSED not in found.text for found in problems)


def _asked(chat: CachedChat, material: Material, theme: Theme, taken: Sequence[str]) -> Theme | str:
    """The theme with the model's name, or why it keeps its own; nothing where it was not asked."""
    try:
        answer = chat.ask(TASK, _material_of(material, theme))
    except NoAnswer as missing:
        return str(missing)
    name = _tidied(answer.text)
    fault = _fault(material, theme, name, taken)
    return f"{_PROPOSED} {fault}" if fault else replace(theme, name=name, named_by=MODEL + answer.model, held=None)


def _with(theme: Theme, memory: ThemeMemory) -> Theme:
    return replace(theme, name=memory.name, named_by=memory.named_by, held=None)


def _defined_anew(theme: Theme, renamed: Mapping[str, str]) -> Theme:
    """The theme with a definition that calls all themes by their new names; each name is replaced once."""
    if not renamed or theme.code is not None:
        return theme
    pattern = re.compile("|".join(re.escape(name) for name in sorted(renamed, key=lambda name: (-len(name), name))))
    return replace(theme, definition=pattern.sub(lambda found: renamed[found.group()], theme.definition))


def _material_of(material: Material, theme: Theme) -> str:
    quotes = [_text(material, statement) for statement in theme.exemplars]
    words = ", ".join(theme.keyphrases)
    return "\n".join([f"Typical words: {words}", "Quotes:", *(f'- "{quote}"' for quote in quotes)])


def _text(material: Material, statement: StatementId) -> str:
    text = " ".join(material.statements[material.row_of[statement]].text.split())
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " ..."


def _tidied(answer: str) -> str:
    """The first line that says something, without what models put around a name."""
    lines = (line.strip(" \t\"'“”‘’*`.-–—") for line in _THOUGHTS.sub("", answer).splitlines())
    first = next((line for line in lines if line), "")
    words = _LABEL.sub("", first).strip(" \"'“”‘’*`.").split()
    return " ".join(_lowered(word, i) for i, word in enumerate(words))


def _lowered(word: str, place: int) -> str:
    """A first word without the capital that only says that it is first."""
    return word[:1].lower() + word[1:] if place == 0 and word[1:] == word[1:].lower() else word


def _fault(material: Material, theme: Theme, name: str, taken: Sequence[str]) -> str:
    """Why a proposal is no name, as the end of a sentence; empty where it is one."""
    words = name.lower().split()
    if not _PLAIN.fullmatch(name) or len(words) not in _WORDS or len(name) > _MOST_LETTERS:
        return "is not one short phrase"
    own = {word for phrase in (theme.name, *theme.keyphrases) for word in phrase.lower().split()}
    if any(is_profane(word) for word in words) or any(is_evaluative(word) and word not in own for word in words):
        return "takes a side"
    if stems_of(name) in [stems_of(other) for other in taken]:
        return "is the name of another theme"
    said = _said(material, theme)
    if not all(_is_said(material, word, said) for word in words):
        return "has words that nobody in the theme uses"
    return ""


def _said(material: Material, theme: Theme) -> set[str]:
    """The families of all words of a theme's members."""
    rows = [material.row_of[statement] for statement in theme.statements]
    return {material.family_of(lemma.lower()) for row in rows for lemma in material.annotations[row].lemmas}


def _is_said(material: Material, word: str, said: set[str]) -> bool:
    forms = {word, word.removesuffix("s"), word.removesuffix("es"), *word.split("-")}
    if is_gerund(word):
        forms.add(base_of(word))
    return word in GENERAL or any(material.family_of(form) in said for form in forms)
