"""Names of people that were typed or recognised without a capital: `my colleague sara`, `i asked tom`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from insightmine.privacy.folding import fold
from insightmine.privacy.word_lists import NICKNAMES, ORDINARY_NAMES, SELDOM_WORDS, words_of

# Frequent first names of several languages that are hardly ever another word.
_FREQUENT = words_of(
    """
    aaron abigail adam adrian agnes ahmed aisha alan albert alessandro alessia alex alexander ali alice alison amanda
    amelia amir amy ana anders andrea andreas andrew andy angela anita anna anne annie anthony antonio arthur barbara
    beatrice ben benjamin bernard beth brandon brenda brian callum cameron camille carlos carmen caroline catherine
    cathy charles charlie charlotte chiara chloe chris christina christine christopher claire clara claudia colin
    connor craig daniel daniela danny darren deborah denise dennis derek diana diane diego dominic donald donna
    dorothy douglas dylan eduardo edward eileen elena eleanor elias elizabeth ella ellen emily emma eric erik esther
    ethan eva evan fatima federico felix fernando fiona florian francesca francesco gabriel gareth gary gavin geoff
    george georgia gerald giorgio giovanni giulia giuseppe gloria gordon graham greg gregory hannah hans harriet
    hassan heidi heike helen helena henrik henry howard hugh hugo ian ibrahim ines ingrid irene isabel isabella jacob
    jake james jamie jan jane janet jasper javier jeff jeffrey jennifer jenny jeremy jessica jim joan joanna joanne
    jonas jonathan jorge jose joseph joshua juan judith julia julian julie jurgen kai karen karl karin kate katherine
    kathleen kathryn katie keith kenneth kevin kim klaus kristina kumar kyle lars laura lauren leah leila leon leonard
    leslie liam linda lisa logan lorenzo lorraine louis louise luca lucas lucia lucy luis luke lukas lydia maggie
    malcolm marc marco margaret maria marie mario martha martina mary mateo mathilde matt matteo matthew maurice
    megan mehmet melanie melissa michael michelle miguel mohamed mohammed monica monika nadia nancy naomi natalie
    nathan neil niamh nicholas nicola nicole nigel nikhil nina norma nora oliver olivia omar oscar owen pablo pamela
    paola patricia paul paula pedro peter petra philip philippa phillip pierre priya rachel rahul raj ralph raquel
    rebecca renate ricardo richard robert roberto roger ronald rosie ross roy russell ruth ryan sabine samantha samir
    samuel sandra sanjay sara sarah scott sean sebastian sergio shane shannon sharon shaun sheila silvia simon simone
    siobhan sofia sonia sophia sophie stefan stefano steffen stephanie stephen steve steven stuart susan susanne
    suzanne sylvia tamara tanya teresa thomas theresa thorsten timothy tobias tracey tracy trevor ulrich ursula
    valentina valerie vanessa veronica vicky victor vincent vivian walter wendy william wolfgang yasmin yusuf yvonne zoe
    """
)
_SHORT = frozenset().union(*NICKNAMES.values())
FIRST_NAMES = (
    _FREQUENT
    | (
        _SHORT
        - words_of("art cat dot sandy pat max ed al di jo meg gene bill kit drew mick liv rich nate lexi franco bert")
    )
    | SELDOM_WORDS
    | NICKNAMES.keys()
) - ORDINARY_NAMES

_KIN = (
    r"friend|colleague|co-?worker|boss|manager|supervisor|wife|husband|partner|son|daughter|brother|sister|mother|"
    r"father|neighbou?r|girlfriend|boyfriend|cousin|aunt|uncle|team ?mate|flat ?mate|room ?mate"
)
_BEFORE = (
    r"asked?|told|tell|called|met|meet|e-?mailed|texted|messaged|thanks|thank you|hi|hello|hey|with|from|to|and|by|for|"
    r"is|was|named|saw|know|knew"
)
_AFTER_CUE = re.compile(rf"(?i:\b(?:my (?:{_KIN})|{_BEFORE}),?)[ ]+([a-zß-öø-ÿ]{{3,}})\b(?!['’-])")
_DOES = re.compile(
    r"\b([a-zß-öø-ÿ]{3,})[ ]+(?:said|says|told|tells|asked|asks|thinks|thought|showed|shows|helped|helps|gave|sent|"
    r"wrote|and i)\b"
)


def small_names(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of frequent first names in lower case where somebody is spoken of, or does what people do."""
    for pattern in (_AFTER_CUE, _DOES):
        for match in pattern.finditer(text):
            if fold(match.group(1)) in FIRST_NAMES:
                yield match.span(1)
