"""What came of an act, by the verbs, modals and denials above it: "it let me finish" but "it did not let me finish".

After the signatures of implicative verbs (Karttunen 1971, "Implicative verbs", Language 47; Nairn, Condoravdi &
Karttunen 2006, "Computing relative polarity for textual inference"): walking up from a verb, each denial turns the
polarity, and so does each verb that implies that its complement did not happen.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from insightmine.domain.grammar import Annotation
from insightmine.judgements.lexicon import load_lexicon, word_set


class Came(StrEnum):
    """What came of it, for somebody."""

    ABLE = "able"  # can: a fact about things as often as a help
    ACHIEVED = "achieved"  # could, was let, managed to
    THWARTED = "thwarted"  # could not, was not let, failed to
    HARMED = "harmed"  # something bad happened, or goes on happening
    SPARED = "spared"  # something bad did not happen, or no longer does
    LOST = "lost"  # what was there is no longer
    BURDENED = "burdened"  # had to
    RELIEVED = "relieved"  # did not have to


class Outcome(NamedTuple):
    """The verb of an act, and what came of it."""

    token: int
    came: Came


_DENIERS = word_set("never hardly barely scarcely rarely seldom nowhere neither")
_NOBODY = word_set("nobody none nothing neither no-one noone")
_MANAGE = word_set("manage succeed able get learn remember possible capable free lucky come")
_LET = word_set("let allow permit enable help")
_FAIL = word_set("fail forget refuse decline neglect unable impossible forbid omit hesitate struggle")
_CEASE = word_set("stop cease quit avoid prevent")
_START = word_set("start begin continue keep")
_PREVENT = word_set("prevent keep stop save spare protect hinder block exclude bar")
_RAISING = word_set("think believe feel find say seem guess suppose expect")
_UNREAL = word_set("would should might may must 'd shall will 'll wo")
_BAD = word_set(
    "abort ache argue break burn cheat choke collapse complain crash damage die disturb drop fail fall flicker freeze "
    "hang hurt ignore interrupt jam lag leak lie mislead nag overheat overlook panic quarrel rattle ruin "
    "scratch scream shout slip smell spam spill squeak stall steal stutter suffer tear trip vanish waste worry "
    "bother annoy confuse miss lose"
)
_PEOPLE = word_set("i we you he she they me us him her them who people everyone everybody anyone anybody")
_IDLE = word_set(  # "I can say", "you could think of it": an ability that serves nothing
    "say tell think imagine speak talk remember recall come go be have mean ask guess assume"
)
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "acomp", "oprd"})
_OF_FACTS = word_set("forget remember learn")  # "I forget what it is called" implies nothing of an act
_BURDENING = word_set("have need force oblige make")
_OPERATORS = _MANAGE | _LET | _FAIL | _CEASE | _START | _BURDENING | _RAISING
_REASONS = word_set("reason cause need way chance room time trouble problem point difficulty")
_MOST_STEPS = 5


def outcomes(forms: list[str], annotation: Annotation) -> list[Outcome]:
    """The outcomes of a statement's acts, in order: at most one a verb."""
    tree = _Tree(forms, annotation)
    return [Outcome(i, came) for i in tree.verbs if (came := _came(i, tree)) is not None]


class _Tree:
    """The grammar of a statement, with what hangs on each token."""

    def __init__(self, forms: list[str], annotation: Annotation) -> None:
        self.forms = forms
        self.lemmas = [lemma.lower() for lemma in annotation.lemmas]
        self.annotation = annotation
        self.children: list[list[int]] = [[] for _ in forms]
        for i, head in enumerate(annotation.heads):
            if head != i:
                self.children[head].append(i)

    @property
    def verbs(self) -> Iterator[int]:
        """The verbs that may tell of an act: not those that only say what came of another."""
        return (i for i, part in enumerate(self.annotation.parts) if part == "VERB" and not self._is_operator(i))

    def _is_operator(self, i: int) -> bool:
        return self.lemmas[i] in _OPERATORS and bool(self.related(i, "xcomp", "ccomp", "pcomp", "oprd", "acomp"))

    def related(self, i: int, *relations: str) -> list[int]:
        """The children of a token in one of these relations."""
        return [j for j in self.children[i] if self.annotation.relations[j] in relations]

    def is_denied(self, i: int) -> bool:
        """Whether "not", "never" or "nobody" denies it, an odd number of times."""
        denials = sum(
            self.annotation.relations[j] == "neg"
            or self.forms[j] in _DENIERS
            or any(self.forms[k] in _DENIERS for k in self.children[j] if self.forms[j] == "ever")
            for j in self.children[i]
        )
        near = self.related(i, "nsubj", "nsubjpass", "dobj", "attr", "dative")
        denials += any(self.forms[j] in _NOBODY or self.has_no(j) for j in near)
        denials += self.is_no_longer(i)
        return denials % 2 == 1

    def is_no_longer(self, i: int) -> bool:
        """Whether "no longer" stands by it."""
        return any(self.forms[j] == "longer" and self.has_no(j) for j in self.children[i])

    def has_ceased(self, i: int) -> bool:
        """Whether it is no longer so: "no longer", "not any more"."""
        anymore = any(self.forms[j] == "anymore" for j in self.children[i]) or any(
            pair == ("any", "more") for pair in zip(self.forms, self.forms[1:], strict=False)
        )
        return self.is_no_longer(i) or (anymore and self.is_denied(i))

    def has_no(self, i: int) -> bool:
        """Whether "no" stands by it."""
        return any(self.forms[j] == "no" for j in self.children[i]) or (i > 0 and self.forms[i - 1] == "no")

    def is_unreal(self, i: int) -> bool:
        """Whether it would, should or will happen, or stands under "if"."""
        aux = any(self.forms[j] in _UNREAL for j in self.related(i, "aux"))
        return aux or any(self.forms[j] in {"if", "whether", "unless", "until"} for j in self.related(i, "mark"))

    def may(self, i: int, *modals: str) -> bool:
        """Whether one of these modals stands by it."""
        return any(self.forms[j] in modals for j in self.related(i, "aux"))

    def is_wanted(self, i: int) -> bool:
        """Whether the lexicon calls the act good."""
        return load_lexicon().weight(self.forms[i], self.lemmas[i], self.annotation.parts[i]) > 0

    def is_bad(self, i: int) -> bool:
        """Whether the act is one that nobody wants."""
        weight = load_lexicon().weight(self.forms[i], self.lemmas[i], self.annotation.parts[i])
        return weight < 0 or self.lemmas[i] in _BAD

    def complement_of(self, i: int) -> int | None:
        """The word that a verb completes: "managed" for "managed to print"; the adjective in "it was hard to see"."""
        head, relation = self.annotation.heads[i], self.annotation.relations[i]
        reason = relation in {"acl", "relcl"} and self.lemmas[head] in _REASONS
        after = relation == "pcomp" and self.annotation.parts[head] in {"ADP", "SCONJ"}
        likened = relation == "advcl" and any(self.forms[j] == "like" for j in self.related(i, "mark"))
        if head == i or not (relation in _COMPLEMENTS or reason or after or likened):
            return None
        if self.lemmas[head] == "be" and relation in {"xcomp", "ccomp"}:
            return next(iter(self.related(head, "acomp")), head)
        return head


class _Walk:
    """What stands above an act, read on the way up."""

    def __init__(self) -> None:
        self.turned = self.able = self.can = self.ceased = self.burden = self.unreal = False

    def up(self, node: int, tree: _Tree) -> None:
        """Take in the denials and modals of one word."""
        if tree.is_denied(node):
            self.turned = not self.turned
        self.ceased = self.ceased or tree.has_ceased(node)
        if tree.lemmas[node] in _RAISING and not tree.is_wanted(node):
            return  # "you could say that it depends": nobody is able to depend
        self.can = self.can or tree.may(node, "can", "ca")
        self.able = self.able or tree.may(node, "could")
        self.unreal = self.unreal or tree.is_unreal(node)

    def over(self, above: int, below: int, tree: _Tree) -> bool:
        """Take in what a word implies of its complement; whether the walk goes on."""
        lemma = tree.lemmas[above]
        if lemma in _OF_FACTS and tree.annotation.relations[below] == "ccomp":
            return False
        if lemma in _FAIL or lemma in _CEASE:
            self.turned = not self.turned
            self.ceased = self.ceased or lemma in _CEASE
            self.able = self.able or lemma in _FAIL
        elif lemma in _MANAGE or lemma in _LET:
            self.able = True
        elif lemma in _BURDENING and _is_burden(above, below, tree):
            self.burden = True
        elif lemma in _REASONS:
            self._over_reason(above, tree)
        elif tree.annotation.parts[above] in {"ADP", "SCONJ"}:
            self._over_preposition(above, tree)
        else:
            return lemma in _START or lemma in _RAISING or tree.annotation.parts[above] == "AUX"
        return tree.annotation.parts[above] in {"VERB", "ADJ", "AUX"}

    def _over_reason(self, above: int, tree: _Tree) -> None:
        """Take in the noun of "no way to undo it", "no need to wait", "no reason to complain"."""
        lemma = tree.lemmas[above]
        self.turned = self.turned != tree.has_no(above)
        self.able = self.able or lemma in {"way", "chance", "room", "time"}
        self.burden = self.burden or lemma == "need"

    def _over_preposition(self, above: int, tree: _Tree) -> None:
        """Take in the preposition of "without being searched", "kept me from falling", "succeeded in opening it"."""
        verb = tree.lemmas[tree.annotation.heads[above]]
        prevented = tree.forms[above] == "from" and verb in _PREVENT
        if tree.forms[above] == "without" or prevented:
            self.turned = not self.turned
        self.able = self.able or prevented or (tree.forms[above] == "in" and verb == "succeed")


def _is_burden(above: int, below: int, tree: _Tree) -> bool:
    """Whether it is "had to wait" or "made me wait"; not "made it work" nor "I have the file to print"."""
    if tree.lemmas[above] == "make":
        return any(tree.forms[j] in _PEOPLE for j in (*tree.related(above, "dobj"), *tree.related(below, "nsubj")))
    if tree.lemmas[above] in {"have", "need"}:
        return any(tree.annotation.tags[j] == "TO" for j in tree.children[below])
    return True


def _came(verb: int, tree: _Tree) -> Came | None:
    """What came of the act of one verb."""
    walk, node = _Walk(), verb
    walk.up(node, tree)
    for _ in range(_MOST_STEPS):
        above = tree.complement_of(node)
        if above is None or not walk.over(above, node, tree):
            break
        node = above
        walk.up(node, tree)
        if tree.annotation.relations[node] == "acomp":
            node = tree.annotation.heads[node]
            walk.up(node, tree)
    if walk.unreal and not (walk.turned and (walk.able or walk.can)):
        return None
    return _named(verb, walk, tree)


def _named(verb: int, walk: _Walk, tree: _Tree) -> Came | None:
    if walk.burden:
        return Came.RELIEVED if walk.turned else Came.BURDENED
    if tree.is_bad(verb):
        return Came.SPARED if walk.turned else Came.HARMED
    if (walk.able or walk.can) and tree.lemmas[verb] not in _IDLE:
        return Came.THWARTED if walk.turned else Came.ACHIEVED if walk.able else Came.ABLE
    if walk.turned and walk.ceased:
        return Came.LOST
    if walk.turned and tree.is_wanted(verb):
        return Came.THWARTED
    return None
