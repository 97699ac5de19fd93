"""Which words cannot carry a theme's name: empty, pointing, judging or coarse ones."""

from __future__ import annotations

from functools import cache

# Verbs that say that something is thought, wanted or the case, not what is done.
_EMPTY_VERBS_WORDS = """
    add-on agree allow appear assume be become begin believe bet call care come continue depend do enable end
    exist expect feel forget get give go guess happen hate have hear hope imagine involve know lack let
    lie like love make matter mean mention need notice occur please prefer realize reckon recall
    remain remember require say see seem sit stand start stay stop suggest suppose take talk tell
    tend thank think tire try turn understand used want wish wonder work struggle enjoy appreciate regard
    concern gon wan got hold sort bring lead cause help result fail frustrate confuse annoy bother scare
    disappoint impress surprise worry fear please excite
"""
EMPTY_VERBS = frozenset(_EMPTY_VERBS_WORDS.split())
_EMPTY_NOUNS_WORDS = """
    ability amount anybody anyone anything area aspect bit case chance couple course day deal degree detail
    end example everybody everyone everything extent fact fan feeling form guess guy half hand hour idea
    instance issue item kind level look lot majority matter maybe mind minute moment month morning nobody none
    nothing number one opinion other part people person piece place plenty plus point problem question range
    rate reason rest result right sense series set side situation somebody someone something sort stuff sure
    term thank thanks thing thought time today tomorrow ton top topic trouble turn two type use value variety
    view way week word year yes yesterday yeah okay ok hello hi bye sir madam gosh god man guys kinda today
    anyway way-out while step individual frustration joy pleasure annoyance disaster nightmare hiccup mess fault
    love hate fun shame pain work factor benefit advantage disadvantage challenge difficulty role
    weakness strength limitation nuisance bummer downside upside drawback improvement capability apology
"""
EMPTY_NOUNS = frozenset(_EMPTY_NOUNS_WORDS.split())
# These stay empty whatever stands before them; the others do not: `opening hours`, `training period`.
_ALWAYS_EMPTY_WORDS = """
    anybody anyone anything bit bunch couple deal everybody everyone everything fact guess guy half kind lot
    majority nobody none nothing one other people person plenty somebody someone something sort stuff thing
    thank thanks ton side aspect let lets work yes yeah okay ok hello hi bye sir madam gosh god man guys
    kinda way whatever while
"""
ALWAYS_EMPTY = frozenset(_ALWAYS_EMPTY_WORDS.split())
# Even many of them say when and how long, not what.
TIMES = frozenset({"minute", "hour", "day", "week", "month", "year", "morning", "time", "moment", "couple", "number"})
# Modifiers that point or count and say nothing about what they stand before.
_DANGLING_WORDS = """
    able actual additional even another any available certain clear common complete correct current different
    double due earlier entire enough exact extra few final first following former full further general given
    great half high huge individual initial interesting known large last late latter least less likely little
    long lot low main major many more most much multiple necessary next obvious only other overall own
    particular past personal possible potential present previous proper quick quite real recent related
    relevant right same second separate several short significant similar simple single slight small some
    specific standard such super sure tangible third tiny total true typical unable usual valid various very
    whole wrong big normal basic kind whatever critical important key appropriate required incredible overall
    better best worse worst fast faster fastest slow slower complicated complex hard harder easy easier easiest
    simpler quicker bad poor nice nicer new newer
"""
DANGLING = frozenset(_DANGLING_WORDS.split())
# Verbs that say little by themselves and read well with what they are about: "setting an alarm", "looking for a tool".
LIGHT_VERBS = frozenset({"set", "look", "pick", "keep", "leave", "show", "put", "take", "use", "make", "do", "get"})
# "using for help" is no phrase; these need to be told what.
NEED_OBJECT = frozenset(
    {"use", "utilize", "make", "create", "give", "provide", "find", "set", "pick", "keep", "leave", "show", "put"}
)
# These have no object: "looking materials" is a slip of the parser.
NO_OBJECT = frozenset({"look", "listen", "wait", "go", "come", "talk", "rely", "depend", "belong"})
# These need to be told where as well: "putting the card" is no phrase.
NEED_PLACE = frozenset({"put", "place", "stick", "lay"})
# Adverbs that say how often, how much or how surely, not how or when something is done.
_HOW_OFTEN_WORDS = """
    never ever often rarely seldom already once twice again soon later yet still normally generally typically
    recently currently definitely completely immediately usually mostly mainly almost nearly quite rather instead
    though however therefore otherwise maybe perhaps absolutely basically essentially especially particularly
    specifically directly initially finally eventually certainly clearly actually apparently likely hopefully
    sometimes somehow somewhere anywhere everywhere elsewhere around away back down even much more most less least
    enough together forward straight about further relatively extremely fairly potentially possibly entirely
    exactly merely purely solely overly slightly somewhat significantly primarily largely honestly literally where
    there here then when while well long home outside inside abroad very only just also
    indeed either neither both such too
"""
HOW_OFTEN = frozenset(_HOW_OFTEN_WORDS.split())
# Verbs whose past is their base form: of other verbs such a "base form" is a slip of the parser (`bent`).
_UNCHANGING_WORDS = """
    put cut set let hit read cost hurt shut quit split spread bet burst cast shed upset beat broadcast forecast
    input output offset reset preset rid run come become overcome bid
"""
UNCHANGING = frozenset(_UNCHANGING_WORDS.split())
# Written with a capital letter however somebody typed them.
_CALENDAR_WORDS = """
    monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays
    saturdays sundays january february april june july august september october november december
"""
CALENDAR = frozenset(_CALENDAR_WORDS.split())
# Empty verbs that say something with what they are about: "knowing the name", "taking photos".
WITH_OBJECT = frozenset({"know", "remember", "take", "make"})
# Verbs that take a side, or leave something undone.
_ONE_SIDED_WORDS = "avoid refuse decline hesitate quit dislike dread miss lose lack forget abandon ignore skip"
ONE_SIDED = frozenset(_ONE_SIDED_WORDS.split())
# Words that say how a name is built, not what a theme is about: a name may hold them though nobody said them.
_GENERAL_WORDS = """
    a an the of for in on at to with from by about into between and or as when how what which who where not without
    before after during own other different new more less than it its their them
    using use finding choosing making getting working handling managing dealing having keeping knowing learning
    deciding doing being going looking trying needing wanting asking seeing understanding comparing needs wishes
    experience process way ways people someone things others
"""
GENERAL = frozenset(_GENERAL_WORDS.split())
# What people are asked for in interviews on anything: empty in an answer, but what a question is about.
_TOPICS_WORDS = "capability improvement weakness strength limitation challenge difficulty advantage benefit drawback"
TOPICS = frozenset(_TOPICS_WORDS.split())
TOPICS_SAID = {form: word for word in sorted(TOPICS) for form in (word, f"{word}s", f"{word}es", f"{word[:-1]}ies")}
PARTICLES = frozenset({"in", "out", "up", "off", "on", "down", "over", "back", "away", "through", "around", "along"})
POINTING = frozenset({"the", "this", "that", "these", "those"})
_FILLERS_WORDS = """
    actually also always anyway basically else ever exactly here honestly just kind literally maybe no not now
    obviously of pretty probably really simply so sometimes still then there too totally very well yes yeah
    okay
"""
_FILLERS = frozenset(_FILLERS_WORDS.split())
_COARSE = ("fuck", "shit", "crap", "bitch", "bastard", "asshole", "damn", "piss", "dick", "cunt", "slut", "whore")


def is_empty(lemma: str) -> bool:
    """Whether a content word by its class says nothing by itself: `thing`, `mean`, `actually`."""
    return lemma in EMPTY_NOUNS or lemma in EMPTY_VERBS or lemma in DANGLING or lemma in _FILLERS


def is_profane(word: str) -> bool:
    """Whether a word is coarse: it may be quoted, but not printed as a heading."""
    return word.startswith(_COARSE)


def is_evaluative(word: str) -> bool:
    """Whether a word takes a side: its mean valence in the VADER lexicon lies more than 1.4 from neutral of 4."""
    return abs(_valences().get(word, 0.0)) > 1.4


@cache
def _valences() -> dict[str, float]:
    """Hutto & Gilbert (2014), "VADER", whose lexicon was rated by ten people a word."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # noqa: PLC0415 - a slow file to read

    return dict(SentimentIntensityAnalyzer().lexicon)


def quoted(name: str) -> str:
    """A theme's name as it stands in a sentence."""
    return f"“{name}”"
