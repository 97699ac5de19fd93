"""What a negation governs in a statement."""

from __future__ import annotations

from itertools import pairwise

from insightmine.domain.grammar import Annotation
from insightmine.judgements.lexicon import word_set

_NEGATORS = word_set(
    "not n't nt no never none nothing nobody nowhere neither nor without hardly barely scarcely rarely seldom cannot "
    "unable fail lack less least fewer fewest"
)
CLAUSE_BORDERS = frozenset({",", ";", ".", "but", "because", "although", "though", "and", "so", "if", "when", ":"})
_DOWN = frozenset({"acomp", "attr", "dobj", "pobj", "prep", "amod", "advmod", "xcomp", "oprd", "ccomp", "compound"})
_BUT = frozenset({("anything", "but"), ("far", "from"), ("nowhere", "near")})  # "anything but easy"


def is_negated(i: int, forms: list[str], annotation: Annotation) -> bool:
    """Whether a negator governs token `i`: by the dependency tree, or close before it in the same clause."""
    if _denied_after(i, forms, annotation) or _is_but(i, forms):
        return True
    negators = [j for j in range(i) if _negates(j, forms, annotation)]
    if not negators:
        return False
    if any(_governs(j, i, annotation) for j in negators):
        return True
    for j in range(i - 1, max(-1, i - 5), -1):
        if forms[j] in CLAUSE_BORDERS:
            return False
        if j in negators:
            return True
    return False


def _denied_after(i: int, forms: list[str], annotation: Annotation) -> bool:
    """Whether what follows denies it: "I forget nothing", "it crashes less than before"."""
    after = [j for j in range(i + 1, len(forms)) if annotation.heads[j] == i]
    nothing = any(forms[j] in {"nothing", "nobody", "none"} and annotation.relations[j] == "dobj" for j in after)
    return nothing or any(forms[j] == "less" and annotation.relations[j] == "advmod" for j in after)


def _is_but(i: int, forms: list[str]) -> bool:
    """Whether "anything but" or "far from" stands close before."""
    return any(pair in _BUT for pair in pairwise(forms[max(0, i - 4) : i]))


def _negates(j: int, forms: list[str], annotation: Annotation) -> bool:
    if forms[j] not in _NEGATORS and annotation.lemmas[j].lower() not in _NEGATORS:
        return False
    following = forms[j + 1] if j + 1 < len(forms) else ""
    return f"{forms[j]} {following}" not in {"not only", "no doubt", "not just", "no ,", "no ."}


def _governs(j: int, i: int, annotation: Annotation) -> bool:
    """Whether the negator's head is `i` or stands above it by complements alone."""
    verb = annotation.heads[j]
    if annotation.relations[j] in {"nsubj", "nsubjpass", "dobj", "ROOT", "prep"}:
        return verb == i or (annotation.heads[i] == verb and annotation.relations[i] in _DOWN)
    if annotation.relations[j] != "neg":
        return verb == i and annotation.relations[j] in {"det", "advmod"}
    for _ in range(6):
        if i == verb:
            return True
        head = annotation.heads[i]
        within_any = annotation.relations[i] == "relcl" and annotation.lemmas[head] in {"any", "anything"}
        if head == i or not (annotation.relations[i] in _DOWN or within_any):
            return False
        i = head
    return False
