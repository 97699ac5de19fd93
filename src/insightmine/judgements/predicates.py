"""What a statement predicates: what sort of verb of whom, what quality, what form of sentence.

The classes of verbs follow the semantic classes of Levin (English Verb Classes and Alternations, 1993, part two),
joined where interviews do not tell them apart. They say what sort of thing is told, whatever its subject.
"""

from __future__ import annotations

from collections.abc import Iterator

from insightmine.judgements.cues import Clause, Cues, Subject, Time
from insightmine.judgements.lexicon import word_set

_VERBS = {
    "makes": "make build create write develop design generate produce draw prepare compose implement code draft "
    "install configure construct cook craft program invent print publish record assemble formulate plot sketch set",
    "uses": "use apply employ run utilise utilize adopt rely leverage operate perform conduct execute carry implement "
    "do",
    "checks": "check verify validate test compare review confirm evaluate assess inspect examine proofread measure "
    "analyse analyze calculate compute count track monitor audit cross-check double-check weigh estimate judge debug",
    "seeks": "search look explore investigate research browse read scan study query google skim watch scroll seek hunt "
    "dig consult observe",
    "communicates": "ask tell talk discuss explain report present share send email call reply contact prompt message "
    "describe answer write respond request invite teach advise propose suggest submit inform complain announce",
    "moves": "go come move walk drive travel return leave visit switch jump head proceed follow enter step fly",
    "handles": "change add remove delete edit fix copy paste export import upload download save sort filter select "
    "click open close press drag put take pick choose merge split convert transfer replace update rename restore "
    "insert load highlight zoom type enter reload refresh cut combine adjust modify group rank scroll organise "
    "organize arrange clean format store keep place pull push bring drop turn",
    "exchanges": "buy sell pay give get receive order hire raise spend invest fund rent offer donate earn lend borrow",
    "collects": "collect gather sample extract interview survey isolate grow culture mix wash train fit feed obtain "
    "acquire synthesise synthesize incubate prepare purify retrieve compile summarise summarize translate",
    "decides": "decide settle plan agree start stop quit begin continue try end join prioritise prioritize schedule "
    "delegate avoid skip focus spend organise commit",
    "thinks": "think believe know understand remember realise realize suppose guess assume wonder imagine expect doubt "
    "consider recall forget mean figure recognise recognize notice learn see agree disagree trust",
    "feels": "like love hate enjoy worry fear prefer feel mind bother annoy frustrate please surprise confuse excite "
    "appreciate concern scare struggle suffer miss regret",
    "wants": "want need hope aim intend wish desire strive seek like",
    "helps": "help let allow enable save speed improve reduce support simplify facilitate ease assist boost "
    "streamline clarify guide provide ensure benefit prevent solve",
    "fails": "fail break crash lack miss lose struggle freeze waste stick stall hallucinate limit hinder slow "
    "complicate ignore mislead cost require",
    "is so": "be have seem appear contain include consist exist belong depend mean involve sound represent comprise "
    "relate correspond refer remain stay call name show display indicate",
}
_QUALITIES = {
    "easy": "easy simple straightforward intuitive clear obvious quick fast convenient smooth handy familiar",
    "hard": "hard difficult tricky complex complicated challenging tough confusing unclear tedious slow painful "
    "frustrating annoying cumbersome impossible messy time-consuming",
    "useful": "useful helpful valuable beneficial effective efficient powerful productive good great excellent nice "
    "amazing awesome perfect cool fantastic wonderful impressive reliable accurate",
    "bad": "bad wrong poor terrible awful useless inaccurate unreliable incorrect inconsistent risky dangerous weird "
    "strange limited expensive worse worst broken buggy annoying unfortunate sad",
    "important": "important crucial essential necessary critical vital key significant relevant worth fundamental",
    "certain": "sure certain possible likely unlikely true correct right fair confident aware",
    "alike": "same similar different equal identical opposite various several common typical normal standard",
    "personal": "happy glad afraid worried concerned nervous comfortable excited interested curious tired reluctant "
    "hesitant skeptical sceptical surprised proud confident grateful",
}
_CLASSES_OF = {
    verb: tuple(name for name, verbs in _VERBS.items() if verb in word_set(verbs))
    for verb in sorted(word_set(" ".join(_VERBS.values())))
}
_QUALITY_OF = {word: name for name, words in _QUALITIES.items() for word in word_set(words)}
_WHOSE = {
    Subject.SELF: "own",
    Subject.LISTENER: "your",
    Subject.OTHERS: "others'",
    Subject.UNSPOKEN: "nobody's",
    Subject.THING: "a thing's",
    Subject.EXISTENCE: "a thing's",
}
_WHO = ("own", "your", "others'", "nobody's", "a thing's", "undergone")
_HOW = ("supposed", "possible", "past", "present")
_POSSIBLE = frozenset({Time.MODAL, Time.DUTY, Time.ABILITY, Time.FUTURE})
_ROOT_PARTS = {
    "NOUN": "root noun", "PROPN": "root noun", "PRON": "root noun", "NUM": "root noun", "VERB": "root verb",
    "AUX": "root is",
}  # fmt: skip
_ROOT_TAGS = {"VBG": "root ing", "VB": "root bare", "VBD": "root past"}
_ROOT_HAS = {
    "acomp": "root has quality", "attr": "root has attribute", "dobj": "root has object", "nsubj": "root has subject",
    "nsubjpass": "root has subject", "expl": "root has subject", "xcomp": "root has infinitive",
    "ccomp": "root has clause", "advcl": "root has circumstance", "neg": "root denied",
}  # fmt: skip
_NAMES = (
    *(f"{place} {name}" for place in ("verb", "main verb", "own verb", "passive verb", "any verb") for name in _VERBS),
    *(f"{place}{who} {how} deed" for place in ("", "main ") for who in _WHO for how in _HOW),
    *(f"{place} {name}" for place in ("quality", "is") for name in _QUALITIES),
    *dict.fromkeys((*_ROOT_PARTS.values(), *_ROOT_TAGS.values(), *_ROOT_HAS.values())),
    "agent", "relative clause", "of mine",
)  # fmt: skip


def predicates(cues: Cues) -> Iterator[tuple[str, float]]:
    """What is predicated, 1 where it is, by name; the same names in the same order for all."""
    told = set(_sentence(cues))
    main = cues.main
    for clause in cues.clauses:
        told.update(_verb(clause, clause is main))
    annotation = cues.annotation
    for form, lemma, part, relation in zip(
        cues.forms, annotation.lemmas, annotation.parts, annotation.relations, strict=True
    ):
        quality = _QUALITY_OF.get(form) or _QUALITY_OF.get(lemma.lower())
        if quality and part in {"ADJ", "ADV"}:
            told.add(f"quality {quality}")
        if quality and relation == "acomp":
            told.add(f"is {quality}")
        if part == "VERB":
            told.update(f"any verb {name}" for name in _CLASSES_OF.get(lemma.lower(), ()))
    return ((name, float(name in told)) for name in _NAMES)


def _verb(clause: Clause, is_main: bool) -> Iterator[str]:
    """The classes of a clause's verb, and whose deed it is."""
    for name in _CLASSES_OF.get(clause.lemma, ()):
        yield f"verb {name}"
        if is_main:
            yield f"main verb {name}"
        if clause.subject is Subject.SELF and not clause.conditional:
            yield f"own verb {name}"
        elif clause.passive:
            yield f"passive verb {name}"
    if clause.is_action:
        deed = f"{'undergone' if clause.passive else _WHOSE[clause.subject]} {_how(clause)} deed"
        yield deed
        if is_main:
            yield f"main {deed}"


def _how(clause: Clause) -> str:
    """How real a deed is: what was done apart from what is done, could be done, and is only supposed."""
    if clause.conditional:
        return "supposed"
    if clause.time in _POSSIBLE:
        return "possible"
    return "past" if clause.time in {Time.PAST, Time.PERFECT} else "present"


def _sentence(cues: Cues) -> Iterator[str]:
    """Of what form the sentence is: "is easy", "is a tool", a noun alone, "starting with the title"."""
    annotation = cues.annotation
    relations = annotation.relations
    root = next((i for i, relation in enumerate(relations) if relation == "ROOT"), None)
    if root is not None:
        yield _ROOT_PARTS.get(annotation.parts[root], "")
        yield _ROOT_TAGS.get(annotation.tags[root], "")
        yield from (
            _ROOT_HAS.get(relations[i], "") for i, head in enumerate(annotation.heads) if head == root and i != root
        )
    if "agent" in relations:
        yield "agent"
    if "relcl" in relations:
        yield "relative clause"
    if "my" in cues.forms or "our" in cues.forms:
        yield "of mine"
