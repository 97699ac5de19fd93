"""An interviewer's question -> a short topic phrase, by rules on its wording."""

from __future__ import annotations

import re

from insightmine.domain.gerunds import gerund_of

_ASIDE = re.compile(r"\s*[-–—]+\s+[^-–—]*?\s[-–—]+\s*|\s*\([^)]*\)")
_LEAD_IN = re.compile(
    r"^(?:(?:um+|uh+|erm?|hmm+|yeah|yes|right|sure|"
    r"so|and|but|okay|ok|well|now|great|perfect|thanks?|alright|first|finally|to start|to begin|lastly|"
    r"looking ahead|next|then|actually|(?:maybe|perhaps) (?:just )?)\b[\s,.:-]*)+",
    re.IGNORECASE,
)
_PREAMBLE = re.compile(
    r"^(?:here'?s [^:]*:|let me ask[^:]*:|i(?:'d| would) (?:love|like) to (?:hear|know|ask|understand)[^:?]*?:|"
    r"[^,:?]*\bi(?:'m| am) curious\s*[:,-])\s*",
    re.IGNORECASE,
)
_LAST_CLAUSE = re.compile(
    r".*(?::|\s[-–—])\s+((?:where|what|how|why|when|which|who|if|in what|have|has|did|do|is|are|can|could|would)\b.+)$",
    re.IGNORECASE,
)
_POLITE = (
    r"(?:(?:can|could|would|will) you (?:please |maybe |just |briefly )*|please |"
    r"i(?:'d| would) (?:love|like) (?:for you )?to (?:hear|know|understand|ask) (?:more )?(?:about )?)?"
)
_TELL = (
    r"(?:walk me through|talk (?:me )?(?:a (?:bit|little) )?(?:more )?(?:through|about)|"
    r"tell me (?:a (?:bit|little) )?(?:more )?(?:about)?"
)
_OR_SO = r"|describe|explain|share(?: with me)?|give me|say (?:more )?about|elaborate on)\s+"
_REQUEST = re.compile(f"^{_POLITE}{_TELL}{_OR_SO}", re.IGNORECASE)
_SECOND_PERSON = (
    (re.compile(r"\b(you|you've|you'd|you're) (?:mentioned|described|said|just said|talked about)\b.*$", re.I), ""),
    (re.compile(r"\byour\b", re.I), "the"),
    (re.compile(r"\byourself\b", re.I), "oneself"),
    (re.compile(r"\bthe own\b", re.I), "one's own"),
)
_TAIL = re.compile(r"(?:,? (?:and )?why|,? if any(?:thing|where)?|,? if at all|,? please)$", re.IGNORECASE)
_RELATIVE = re.compile(r"\s+(?:that |which |where |who )?(?:you|you've|you'd|you're|it|they)\b.*$", re.IGNORECASE)
_GOOD = (
    r"(?:useful|helpful|easy|hard|difficult|clear|good|bad|confusing|important|intuitive|valuable|enough|successful)"
)
_DOES = r"(?:impact|affect|influence|help|support|change|enable|allow|work|compare|make|meet|fit|let)"
# Turns of phrase whose topic is not in their verb: the words before it, then the first group.
_FIXED = tuple(
    (re.compile(pattern, re.IGNORECASE), lead)
    for pattern, lead in (
        (r"what (?:do|did|would) you (?:usually |normally |typically )?do\b(.*)", "What people do"),
        (r"(?:what|how) (?:do|did) you (?:think|feel) (?:of|about)\b(.*)", "Views on"),
        (r"what(?:'s| is| was) your (?:usual )?(?:process|approach|way|strategy|routine) (?:for|of|to) (.*)", ""),
        (r"what would you change about\b(.*)", "Wishes about"),
        (r"what (?:do|did) you expect\b(?: to happen)?(.*)", "Expectations"),
        (r"what (?:made|makes|led|leads) you(?: to)? decid\w*(.*)", "Deciding"),
        (r"what (?:impact|effect|influence) (?:do|does|did) (?:the )?(.+?) have\b", "Impact of "),
        (r"how (?:do|does|did) (?!you\b).+? supports? (?:or (?:did |does |do )?not support )?your (.+)", ""),
        (rf"how (?:do|does|did) (?!you\b)(?:the |your )?(.+?) {_DOES}\b", ""),
        (rf"how \w+ (?:do|does|did|is|are|was|were) (?!you\b)(?:the |your )?(.+?) (?:{_DOES}|to|for|when)\b", ""),
        (rf"(?:is|are|was|were|do|does|did) (?!you\b|there\b)(?:the |your )?(.+?) (?:{_GOOD}|{_DOES})\b", ""),
        (rf"(?:do|did) you find (?:the |your )?(.+?) (?:to be )?(?:\w+ )?{_GOOD}\b", ""),
        (r"(?:is|are|was|were) there (?:any |some )?(.+)", ""),
    )
)
_ADVERB = (
    r"(?:(?:usually|typically|actually|currently|generally|normally|often|first|mostly|specifically|ever|really) )*"
)
# Wordings of an interviewer that a name does without.
_SHORTER = (
    (re.compile(r"^(?:any )?(?:other|additional|further) (?=\w+ \w)", re.IGNORECASE), ""),
    (re.compile(r"\bboth (?=[^,]+ and )", re.IGNORECASE), ""),
    (re.compile(r"\bwith using\b", re.IGNORECASE), "with"),
    (
        re.compile(r"^(?:determin|decid|select|pick|choos)ing which (?=[\w-]+(?: [\w-]+)? to \w)", re.IGNORECASE),
        "Choosing the ",
    ),
)
# Who or what a question first speaks of, for the `it` that comes later: `when the tool gives you answers, ...`.
_WHEN = re.compile(
    r"^(?:when|whenever|if|once) ((?:the |a |an |your )?[\w-]+) (?:\w+s|has|is|does) [^,?]*,", re.IGNORECASE
)
_IT = re.compile(r"\b(what|how|when|where|why) it (?=\w+s\b)", re.IGNORECASE)
_MOST_WORDS = 8
_PRONOUNS = frozenset({"it", "he", "she", "this", "that", "everyone", "someone", "something", "anything"})
_WEAK_ENDS = {
    "the",
    "a",
    "an",
    "of",
    "in",
    "on",
    "at",
    "for",
    "to",
    "with",
    "and",
    "or",
    "that",
    "from",
    "by",
    "as",
    "when",
}


def core_of(question: str) -> str:
    """The question without asides, greetings and request phrases: what two questions share when they ask the same."""
    text = _ASIDE.sub(", ", " ".join(question.split())).strip(" ?,")
    for pattern in (_LEAD_IN, _PREAMBLE, _LEAD_IN):
        text = pattern.sub("", text)
    clause = None if _REQUEST.match(text) else _LAST_CLAUSE.search(text)
    return " ".join((clause.group(1) if clause else text).replace(" ,", ",").split())


def topic_of(core: str) -> str:
    """A short phrase for what a question is about.

    `what challenges did you face in your first year` -> `Challenges in the first year`; `how do you check the
    results` -> `Checking the results`. The rules are for English; what fits none is cut to its first words.
    """
    text = core.strip(" ?")
    for rule in (_wish, _able, _request, _thinking_about, _kept_from, _fixed, _what_noun, _asked_verb):
        topic = rule(text)
        if topic:
            return _finish(_with_subject(topic, text))
    return _finish(
        re.sub(r"^(?:what|how|why|when|where|who|which) (?:is|are|was|were) (?:the |your )?", "", text, flags=re.I)
    )


def _wish(text: str) -> str:
    match = re.search(r"\b(?:magic wand|if you could|would you (?:like|want|wish))\b", text, re.IGNORECASE)
    if not match:
        return ""
    about = re.search(
        r"\b(?:have|about|change) ((?:the |your )?[\w ]{3,40}?)(?: (?:that|which|to|do|with)\b|,|$)", text
    )
    if about is None or re.fullmatch(
        r"(?:the |your )?(?:one|any|a|some)? ?(?:thing|something|anything)s?", about.group(1)
    ):
        return "Wishes"
    return f"Wishes about {_person_free(about.group(1))}"


def _able(text: str) -> str:
    """What something enables one to do: `how well did the tool enable you to compare plots` -> `Comparing plots`."""
    match = re.search(
        r"\b(?:enabled?|allow(?:ed)?|help(?:ed)?|let) you (?:to |with )?([a-z]+)\b([^?]*)$"
        r"|\bways? (?:that )?(?:(?:you'd|you would) (?:like|want) to|you think (?:it |that )?"
        r"(?:would|could|might) be (?:helpful|useful|good) to) (?:be able to )?([a-z]+)\b([^?]*)$",
        text,
        re.IGNORECASE,
    )
    if not match:
        return ""
    verb, rest = (match.group(1), match.group(2)) if match.group(1) else (match.group(3), match.group(4))
    return f"{verb if verb.endswith('ing') else gerund_of(_base(verb))}{rest}"


def _request(text: str) -> str:
    match = _REQUEST.match(text)
    if not match:
        return ""
    topic = text[match.end() :]
    inner = topic_of(topic) if re.match(r"(?:how|what|why|where|when)\b", topic, re.I) else _RELATIVE.sub("", topic)
    return re.sub(r"^(?:a|an|the|some) ", "", inner, flags=re.I)


def _thinking_about(text: str) -> str:
    match = re.match(r"(?:thinking (?:back )?(?:about|of|to)|when it comes to|in terms of|as for) ([^,?]+)", text, re.I)
    if not match:
        return ""
    kept = re.search(r"\b(?:kept|keeps|stopped|stops|prevented|prevents) you from (\w+ing)\b", text, re.I)
    topic = re.sub(r"^(?:the |your )?", "", _RELATIVE.sub("", match.group(1)), flags=re.I)
    negated = re.search(r"\b(?:you|they) (?:haven't|didn't|don't|did not|have not) (\w+) ([A-Za-z]\w*)", match.group(1))
    if kept and negated:
        return f"Reasons for not {gerund_of(_base(negated.group(1)))} {negated.group(2)}"
    return topic


def _kept_from(text: str) -> str:
    match = re.search(r"\b(?:kept|keeps|stopped|stops|prevented|prevents) you from (\w+ing\b[^,?]*)", text, re.I)
    return f"Reasons for not {match.group(1)}" if match else ""


def _fixed(text: str) -> str:
    """Turns of phrase whose topic is not in their verb."""
    for pattern, topic in _FIXED:
        match = pattern.match(text)
        if match:
            return topic + match.group(1)
    return ""


def _what_noun(text: str) -> str:
    match = re.search(
        r"^(?:what|which) (?:kinds? of |types? of |sorts? of )?((?!do|did|does|would|could|is|are|was|were|have|has|"
        r"about|made|makes|if|happens?|happened|led|the|'s)[\w' -]+?) (?:do|did|does|have|has|had|would|are|were) "
        + r"(?:you|people|they|we)\b"
        + rf" ?{_ADVERB}(?:\w+)?(.*)$",
        text,
        re.IGNORECASE,
    )
    return f"{match.group(1)}{_place(match.group(2))}" if match else ""


def _asked_verb(text: str) -> str:
    match = re.search(
        r"(?:\b(?:do|did|does|have|would|are|were|had) you|^how you) "
        r"(?:go about |try(?:ing)? to |have to |get to |manage to |end up |decide to )?"
        + _ADVERB
        + r"([a-z]+)\b([^?]*)$",
        text,
        re.IGNORECASE,
    )
    if not match or match.group(1).casefold() in {"think", "mean", "say", "feel", "have", "been", "do"}:
        return ""
    why = re.match(r"why\b", text, re.IGNORECASE)
    verb = match.group(1).casefold()
    gerund = verb if verb.endswith("ing") else gerund_of(_base(verb))
    rest = re.sub(r"^ (?:or|and) (\w+)\b", lambda m: f" or {gerund_of(_base(m.group(1)))}", match.group(2))
    return f"{'Reasons for ' if why else ''}{gerund}{rest}"


def _place(rest: str) -> str:
    """The first prepositional phrase after the verb."""
    match = re.search(
        r"\b(?:(?:in|on|at|during|with|for|about|from|before|after|to(?! be))\b|(?:when|while) \w+ing\b) [^,?]*", rest
    )
    return f" {match.group()}" if match else ""


def _base(verb: str) -> str:
    """The base of a regular past form: `tried` -> `try`, `used` -> `use`."""
    lowered = verb.casefold()
    if lowered.endswith("ied"):
        return lowered[:-3] + "y"
    if not lowered.endswith("ed") or len(lowered) < 4:
        return lowered
    stem = lowered[:-2]
    if re.search(r"([bdgklmnprt])\1$", stem):
        return stem[:-1]
    return stem + "e" if re.search(r"(?:[^aeiou][aeiou][cgsuvz]|[^aeiou]ur|at|id|iz|us|ang|ut)$", stem) else stem


def _with_subject(topic: str, question: str) -> str:
    """With what `it` stands for: `verifying what it produces` of `when AI gives you answers` -> `what AI produces`."""
    spoken_of = _WHEN.match(question)
    if spoken_of is None or spoken_of.group(1).casefold() in _PRONOUNS:
        return topic
    return _IT.sub(lambda match: f"{match.group(1)} {spoken_of.group(1)} ", topic)


def _person_free(text: str) -> str:
    for pattern, replacement in _SECOND_PERSON:
        text = pattern.sub(replacement, text)
    return text


def _finish(topic: str) -> str:
    """Third person, at most eight words, no loose ends, a capital first."""
    text = _TAIL.sub("", re.split(r"[,;:?]|\s[-–—]\s", topic.strip())[0])
    for pattern, shorter in _SHORTER:
        text = pattern.sub(shorter, text)
    text = _person_free(_RELATIVE.sub("", text) if len(text.split()) > _MOST_WORDS else text)
    words = text.split()[:_MOST_WORDS]
    # "choosing the plots to look at" ends as it should; what was cut off does not
    is_whole = len(words) == len(text.split()) and re.search(
        r"\b(?:which|what|who|where|choosing the)\b.* to \w+ \w+$", text, re.I
    )
    while not is_whole and len(words) > 1 and words[-1].casefold() in _WEAK_ENDS:
        words.pop()
    phrase = " ".join(words).strip(" .,;:-")
    return phrase[:1].upper() + phrase[1:] if phrase else "Topic"
