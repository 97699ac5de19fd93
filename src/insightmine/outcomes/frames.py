"""Practices that people have in any field, in whatever words: asking somebody, checking, trying out, doing by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from insightmine.outcomes.verb_phrase import VerbPhrase, phrase_of


@dataclass(frozen=True, slots=True)
class Frame:
    """A practice: its sentence, and how it is told; `objects`: nouns of which the most common takes `somebody`'s place.

    `of_anything`: what it is done to makes the sentence plain, and is named with it where several name the same.
    `with_thing`: the sentence once that is known, where "such as" would say something else.
    `says_little`: without that, the sentence says less than its quotes, and no card is made.
    `unwanted`: nobody sets out to do it so; people do it because something else did not work.
    """

    phrase: VerbPhrase
    says: re.Pattern[str]
    verbs: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    unwanted: bool = False
    of_anything: bool = False
    says_little: bool = False
    with_thing: str = ""

    @property
    def is_safeguard(self) -> bool:
        """Whether people do it since they cannot rely on something: what hinders is why they do it."""
        return self.phrase.base in _SAFEGUARDS


_SAFEGUARDS = frozenset(
    {
        "check whether what they get is right",
        "go back to the sources",
        "write themselves a reminder",
        "bring their own",
        "keep sensitive material out",
    }
)


# Within a sentence, and over a stop that stands in the middle of one: "start with like. The highest".
_WITHIN = r"(?:[^.;]|(?<=\blike)\.|(?<=\bwith)\.|(?<=\bthe)\.|(?<=\bto)\.|(?<=\bof)\.|(?<=\ba)\.|(?<=\band)\.)"


def _frame(
    base: str,
    says: str,
    verbs: str = "",
    objects: str = "",
    unwanted: bool = False,
    of_anything: bool = False,
    says_little: bool = False,
    with_thing: str = "",
) -> Frame:
    verb, _, rest = base.partition(" ")
    return Frame(
        phrase_of(verb, rest),
        re.compile(says.replace("[^.;]", _WITHIN), re.IGNORECASE),
        frozenset(verbs.split()),
        frozenset(objects.split()),
        unwanted,
        of_anything,
        says_little,
        with_thing,
    )


_PEOPLE = (
    "volunteer colleague coworker advisor adviser supervisor mentor friend neighbour neighbor manager boss librarian "
    "support expert specialist teacher tutor doctor nurse pharmacist mother father brother sister husband wife partner "
    "son daughter accountant lawyer staff helpdesk technician assistant receptionist member"
)

_SOURCES = (
    r"(?:the|its|these|each|every|any|original|actual) (?:\w+ )?(?:sources?|papers?|articles?|originals?|citations?)\b"
)

FRAMES = (
    _frame(
        "ask somebody who knows",
        rf"\b(?:ask|call|ring|rang|phone|consult|message|text|sen[dt] (?:a|an|them a) (?:message|text|email|photo)|"
        rf"wr[io]te to|talk(?:ed)? to|sp[eo]ke? (?:to|with)|"
        rf"discuss\w* with)\w*\b[^.;]{{0,30}}\b(?:{_PEOPLE.replace(' ', '|')})s?\b",
        "ask call ring phone consult message text write talk speak discuss send", _PEOPLE,
    ),
    _frame(
        "check whether what they get is right",
        r"\b(?:verif(?:y|ie[sd]|ying)|validat\w+|double[- ]?check\w*|spot[- ]check\w*|cross[- ]?(?:check|referenc)\w*|"
        r"fact[- ]check\w*)\b(?! (?:my|our)\b)|"
        r"\bcheck\w*\b[^.;]{0,50}\b(?:right|correct|accura\w+|errors?|mistakes?|wrong|makes? sense|"
        r"valid|match\w*|output|results?|answers?|sources?|complete|runs?|works|logical|damaged?)\b",
        "verify validate double-check check confirm cross-check reference crosscheck doublecheck spot test",
        of_anything=True,
    ),
    _frame(
        "try changes out to see what they do",
        r"\b(?:tr(?:y|ies|ied|ying)|test\w*|reload\w*|r[ua]n|running)\b[^.;]{0,60}\b(?:to |and )?(?:see|check|"
        r"find out)\b[^.;]{0,12}\b(?:if|whether|what|how|works?|happens?|results?|changes?)\b|"
        r"\btrial[- ]and[- ]error\b|\breload\w*\b",
        "try test reload run see experiment",
    ),
    _frame(
        "adapt something that is already there",
        r"\b(?:cop(?:y|ies|ied|ying)|re-?us(?:e|es|ed|ing)|adapt(?:s|ed|ing)?|(?:re|du)plicat(?:e|es|ed|ing)|"
        r"copy[- ]?past\w+)\b[^.;]{0,40}\b(?:old|existing|previous|last|other|another|earlier|same|similar|templates?|"
        r"examples?|patterns?)\b|\bcop(?:y|ies|ied|ying)\b[^.;]{0,40}\band (?:then )?(?:modif|chang|adapt|edit)\w+|"
        r"\b(?:us(?:e|es|ed|ing)|tak(?:e|es|ing)|took)\b[^.;]{0,15}\b(?:the same as|(?:a|my|an old|the) template)\b|"
        r"\b(?:us(?:e|es|ed|ing)|tak(?:e|es|ing)|took)\b[^.;]{0,50}\bas (?:an? |my |our |the )?(?:template|model)\b",
    ),
    _frame(
        "look it up",
        r"\b(?:look(?:ed|ing|s)? (?:it|that|them|this|things?|stuff) up|look(?:ed|ing)? up \w|googled|"
        r"search(?:ed|ing)? (?:online|the (?:web|internet)|google)|(?:read|check|consult|see)\w* (?:the )?"
        r"(?:documentation|docs|manual|instructions))\b",
        "look google search read check consult see",
    ),
    _frame(
        "write themselves a reminder",
        r"\b(?:set|put|write|wrote|make|made|add|keep)\w*\b[^.;]{0,60}\b(?:alarms?|reminders?|calendar|planner|"
        r"diary|sticky notes?|post-its?)\b",
        "set put write make add",
    ),
    _frame(
        "keep notes",
        r"\b(?:tak(?:e|ing)|took|ma(?:k|d)(?:e|ing)|writ(?:e|ing)|wrote|ke(?:ep|pt)(?:ing)?|jot\w*)\b[^.;]{0,12}"
        r"\b(?:notes|a list|lists|a log|a journal|a spreadsheet)\b",
        "take make write keep jot",
    ),
    _frame(
        "go in small steps",
        r"\b(?:break|broke)\w*\b[^.;]{0,25}\b(?:down|into)\b|\bone (?:step|thing|piece|part) (?:at a time|after)\b|"
        r"\bstep[- ]by[- ]step\b|\b(?:in|test|write|do)\w* (?:small|smaller) (?:steps|parts|pieces|chunks|modules)\b",
    ),
    _frame(
        "start with what matters most",
        r"\b(?:sort|rank|order|prioriti[sz]e|focus|start|begin|go|get|look)\w*\b[^.;]{0,45}"
        r"\b(?:(?:by|with|on|from|the) (?:\w+ )?importances?|"
        r"most (?:important|relevant|influential|impactful|predictive|critical|urgent|pressing|valuable)|"
        r"(?:highest|top)[- ]rank(?:ed|ing)|biggest|worst|top (?:ones|five|ten|\d+|features?))\b",
        "sort rank order prioritize focus start begin go get look see explore",
        of_anything=True,
        says_little=True,
        with_thing="look at the most important {} first",
    ),
    _frame(
        "give detailed instructions",
        r"\b(?:detailed|specific|precise|clear|exact)\b[^.;]{0,20}\b(?:prompts?|instructions?|briefs?|requests?|"
        r"descriptions?)\b|\bprompt\w*\b[^.;]{0,30}\b(?:with|more|very|including|in)\b[^.;]{0,12}"
        r"\b(?:details?|detailed|specifics|specific instructions|context|examples?)\b",
    ),
    _frame(
        "keep sensitive material out",
        r"\b(?:never|not|n[’']t|avoid\w*|without|remov\w+|anonymi[sz]\w+|redact\w*)\b[^.;]{0,40}\b(?:sensitive|"
        r"confidential|private|proprietary|personal|unpublished|raw|patient|client|identif\w+)\b[^.;]{0,15}"
        r"\b(?:data|information|details|results|material|names?|records?)\b",
    ),
    _frame(
        "do the same thing again because it did not work the first time",
        r"\b(?:start(?:ed|ing)? (?:all )?over|re-?(?:typ|do|enter)(?:e|ed|ing)?|redid|(?:typ|enter|click|tri|upload|"
        r"send|sent)\w* (?:it|that|them) (?:all )?(?:in )?(?:again|(?:three|several|many|two) times|twice))\b",
        "start retype redo reenter type enter click try upload send",
        unwanted=True,
    ),
    _frame(
        "say in their own words what they need",
        r"\b(?:put|wr[io]te|typed?|describ\w+|explain\w*|tell|told)\b[^.;]{0,15}\b(?:what (?:it|i|we)\b[^.;]{0,30}"
        r"\b(?:for|need\w*|want\w*|to do|doing)|that i (?:need|want)\w*|how i would say)\b",
        "put write type describe explain tell",
    ),
    _frame(
        "start from a rough draft",
        r"\b(?:rough|first) (?:draft|version)s?\b|\b(?:as|for|from|be|is|was) (?:a|an|the|my|our) (?:\w+ )?"
        r"(?:starting point|skeleton|outline|rough draft|baseline)\b|\bfirst[- ](?:scan|pass)\b|\bbasic skeleton\b",
    ),
    _frame(
        "brainstorm ideas", r"\bbrainstorm\w*|\bbounc\w+ (?:my |our |some )?ideas\b", "brainstorm bounce",
    ),
    _frame(
        "try it themselves first",
        r"\b(?:try|tried|do|did|start\w*|work\w*|attempt\w*)\b[^.;]{0,40}\b(?:my ?self|on my own|my own)\b[^.;]{0,20}"
        r"\bfirst\b|\b(?:first|initially|once i had)\b[^.;]{0,30}\b(?:my ?self|on my own|my own "
        r"(?:solution|version|work|approach|attempt))\b",
    ),
    _frame(
        "do the work themselves",
        r"\b(?:do|did|write|wrote|decide[ds]?|interpret\w*|analy[sz]e\w*|take|took)\b[^.;]{0,40}"
        r"\b(?:by )?(?:my ?self|ourselves|on my own)\b",
        "do write decide interpret analyze analyse take draft",
        of_anything=True,
        says_little=True,
    ),
    _frame(
        "go back to the sources",
        rf"\b(?:re-?read|double[- ]?check|check|(?:go|went|going) back to|verif)\w*\b[^.;]{{0,30}}\b{_SOURCES}|"
        rf"\b(?:read|go|went|going|look(?:ed|ing)?|view(?:ed|ing)?)\b[^.;]{{0,30}}"
        rf"\b(?:{_SOURCES}[^.;]{{0,20}}\bmy ?self\b|"
        r"(?:original|actual|full|cited) (?:\w+ )?(?:sources?|papers?|articles?|texts?)\b)|"
        r"\bmy ?self\b[^.;]{0,15}\bread\b[^.;]{0,15}\b(?:sources?|papers?|articles?)\b",
        "read reread check double-check go look view verify",
    ),
    _frame(
        "follow the instructions",
        r"\b(?:follow\w*|go by|went by)\b[^.;]{0,20}\b(?:instructions?|steps|guide|manual|recipe|protocol|checklist)\b",
        "follow go",
    ),
    _frame(
        "bring their own", r"\b(?:br[io]ng|brought|carry|pack|keep)\w*\b[^.;]{0,15}\b(?:my|our) own\b",
        "bring carry pack keep",
    ),
    _frame(
        "go to see it for themselves first",
        r"\b(?:went|drive|drove|cycled?|walk(?:ed)?|travel(?:led|ed)?|came|go)\b[^.;]{0,30}\b(?:to|and)(?: i)? "
        r"(?:(?:look|see|check|hold|measure|try|ask(?:ed)? to see)\b|looked|saw|checked|held|measured|tried)"
        r"(?=[^.;]*\b(?:first|before|beforehand)\b|[^.;]{0,25}\b(?:it|them|everything)\b)",
        "go drive cycle walk travel come look see",
    ),
)  # fmt: skip
