"""Whether whoever thinks aloud only reads what stands on the screen or on the sheet of tasks.

"Entity created successfully" is what the program says, not that it helped; "the main weaknesses you encountered" is
what is asked, not a weakness. What fails is another matter: who reads an error message has come upon an error.
"""

from __future__ import annotations

import re

from insightmine.judgements.cues import Cues
from insightmine.judgements.lexicon import word_set

_DONE = (
    "(?:added|changed|completed|copied|created|deleted|exported|imported|installed|linked|loaded|merged|moved|placed|"
    "published|removed|restored|saved|sent|submitted|updated|uploaded)"
)
_MESSAGE = re.compile(rf"\b{_DONE} successfully\b|\bsuccessfully {_DONE}\b")
_TELLS = word_set("i we it this that these they he she me us my our one which who what so because but not n't if when")
_FIRST = word_set("i we me us my our mine")
_LONGEST = 10  # words
_NOUNS = frozenset({"NOUN", "PROPN"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})


def reads_aloud(cues: Cues) -> bool:
    """Whether this is a message of success, or a prompt that is not answered; only asked of who thinks aloud."""
    return cues.n_words <= _LONGEST and (_is_message(cues) or _is_prompt(cues))


def _is_message(cues: Cues) -> bool:
    """As "the record has been saved successfully"; a person would say who saved it, or "it"."""
    return _MESSAGE.search(cues.lower) is not None and not _TELLS & set(cues.forms)


def _is_prompt(cues: Cues) -> bool:
    """A thing with nothing said of it but what "you" did: "the features you found most useful"."""
    grammar = cues.annotation
    roots = {place for place, head in enumerate(grammar.heads) if head == place and grammar.parts[place] != "PUNCT"}
    subjects = [
        (cues.forms[place], grammar.heads[place])
        for place, relation in enumerate(grammar.relations)
        if relation in _SUBJECTS
    ]
    asked = any(form == "you" and grammar.tags[head] == "VBD" for form, head in subjects)
    told = any(head in roots for _, head in subjects) or _FIRST & set(cues.forms)
    return asked and not told and all(grammar.parts[root] in _NOUNS for root in roots)
