"""What a negation governs in a statement."""

from __future__ import annotations

from insightmine.domain.grammar import Annotation
from insightmine.judgements.lexicon import word_set

_NEGATORS = word_set(
    "not n't nt no never none nothing nobody nowhere neither nor without hardly barely scarcely rarely seldom cannot "
    "unable fail lack less least"
)
CLAUSE_BORDERS = frozenset({",", ";", ".", "but", "because", "although", "though", "and", "so", "if", "when", ":"})
_DOWN = frozenset({"acomp", "attr", "dobj", "pobj", "prep", "amod", "advmod", "xcomp", "oprd", "ccomp", "compound"})


def is_negated(i: int, forms: list[str], annotation: Annotation) -> bool:
    """Whether a negator governs token `i`: by the dependency tree, or close before it in the same clause."""
    if any(annotation.heads[j] == i and annotation.relations[j] == "dobj" for j in _nothings(i, forms)):
        return True  # "I forget nothing"
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


def _nothings(i: int, forms: list[str]) -> list[int]:
    return [j for j in range(i + 1, len(forms)) if forms[j] in {"nothing", "nobody", "none"}]


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
