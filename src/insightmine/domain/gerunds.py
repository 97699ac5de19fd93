"""English verbs between base form and gerund, by rules on their spelling: `look` <-> `looking`."""

from __future__ import annotations

import re

_BASE = {
    "dying": "die", "lying": "lie", "tying": "tie", "being": "be", "going": "go", "doing": "do", "seeing": "see",
    "agreeing": "agree", "freeing": "free", "canceling": "cancel", "cancelling": "cancel", "modelling": "model",
    "labelling": "label", "travelling": "travel", "controlling": "control", "scrolling": "scroll", "focusing": "focus",
    "focussing": "focus", "singing": "sing", "bringing": "bring", "writing": "write", "rewriting": "rewrite",
    "overwriting": "overwrite", "citing": "cite", "inviting": "invite", "deleting": "delete", "completing": "complete",
    "competing": "compete", "uniting": "unite", "reciting": "recite", "debugging": "debug", "adding": "add",
    "ruling": "rule", "scheduling": "schedule", "scaling": "scale", "compiling": "compile", "filing": "file",
    "profiling": "profile", "piling": "pile", "reconciling": "reconcile", "cloning": "clone", "phoning": "phone",
    "hoping": "hope", "coping": "cope", "scoping": "scope", "coming": "come", "becoming": "become",
    "overcoming": "overcome", "welcoming": "welcome", "interfering": "interfere", "adhering": "adhere",
    "piloting": "pilot", "pivoting": "pivot", "exiting": "exit", "monitoring": "monitor", "mentoring": "mentor",
    "refactoring": "refactor", "authoring": "author", "anchoring": "anchor", "tutoring": "tutor",
    "training": "train", "ruining": "ruin", "quizzing": "quiz", "intervening": "intervene", "sampling": "sample",
    "hanging": "hang", "belonging": "belong", "logging": "log", "egging": "egg", "erring": "err", "catching": "catch",
    "creating": "create", "recreating": "recreate", "routing": "route", "pasting": "paste", "storing": "store",
    "restoring": "restore", "lunging": "lunge", "plunging": "plunge", "exciting": "excite", "igniting": "ignite",
    "equipping": "equip", "propelling": "propel",
}  # fmt: skip
_GERUND = {base: gerund for gerund, base in _BASE.items()} | {
    "cancel": "cancelling",
    "focus": "focusing",
    "put": "putting",
}
_NO_GERUND_WORDS = (
    "thing nothing something anything everything morning evening ceiling during string spring king ring wing sing "
    "bring sling swing sting cling fling ping pricing interesting confusing missing existing ongoing boring "
    "annoying frustrating surprising misleading overwhelming outstanding upcoming following according"
)
_NO_GERUND = frozenset(_NO_GERUND_WORDS.split())
# A stem that lost its e: `us-`, `creat-`, `measur-`, `chang-`, `handl-`, `defin-` (but not `train-`, `hear-`, `need-`).
_LOST_E = re.compile(
    r"(?:[cvzu]|[^aeos]s|[aeiou]s|(?<![eo])at|[bcdfgkpstz]l|[^aeo]ar|^ar|[^a]ir|(?<!o)ur|(?:^|[^ot])or|"
    r"(?:[^aeiou]|qu)in|[^aeiou]un|[^aeo]am|[^a]im|um|[^eo]ap|yp|[^au]ip|[^eo]ak|ik|[^o]ok|ib|ob|ub|[^ao]id|[^eo]ad|"
    r"[^o]od|[^o]ud|ang|[eri]ng(?<!ing)|[adeiour]g|dg|[^aeiou]ut|[^o]ot|eath|ath)$"
)
# One syllable, one vowel, one consonant; and the longer verbs that are stressed on their end.
_DOUBLES = re.compile(r"(?:[^aeiou]|qu)*[aeiou][^aeiouhwxy]")
_STRESSED_END_VERBS = (
    "admit begin commit compel control debug defer embed enrol equip forget format fulfil infer input occur omit "
    "outrun output patrol permit prefer propel rebel refer regret replan rerun reset submit transfer unplug unzip upset"
)
_STRESSED_END = frozenset(_STRESSED_END_VERBS.split())


def is_gerund(word: str) -> bool:
    """Whether a word can be a gerund by its form: `looking`, not `nothing`."""
    lowered = word.casefold()
    if not re.fullmatch(r"[a-z]+(?:-[a-z]+)*ing", lowered) or lowered in _NO_GERUND:
        return False
    return bool(re.search(r"[aeiouy]", lowered[:-3]))


def base_of(gerund: str) -> str:
    """The base form of a gerund: `looking` -> `look`, `making` -> `make`, `planning` -> `plan`."""
    prefix, hyphen, word = gerund.rpartition("-")
    lowered = word.casefold()
    if lowered in _BASE:
        return prefix + hyphen + _BASE[lowered]
    stem = lowered[:-3]
    doubled = re.search(r"([bdgkmnprt])\1$", stem) or (stem.endswith("ll") and stem[:-1] in _STRESSED_END)
    if doubled:
        stem = stem[:-1]
    elif _LOST_E.search(stem) and not stem.endswith(("ss", "zz")):
        stem += "e"
    return prefix + hyphen + stem


def gerund_of(verb: str) -> str:
    """The gerund of a base form: `look` -> `looking`, `make` -> `making`, `plan` -> `planning`."""
    prefix, hyphen, word = verb.rpartition("-")
    if word in _GERUND:
        return prefix + hyphen + _GERUND[word]
    if word.endswith("ie"):
        word = word[:-2] + "y"
    elif word.endswith("e") and not word.endswith(("ee", "oe", "ye")):
        word = word[:-1]
    elif word in _STRESSED_END or _DOUBLES.fullmatch(word):
        word += word[-1]
    return f"{prefix}{hyphen}{word}ing"
