"""Third parties' parsers: found by their entry point, asked before the built-in ones, contained when they fail."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.errors import InputRefused, InsightmineError
from insightmine.transcripts.documents import Document, Parsed, Parser

PLUGIN_GROUP = "insightmine.parsers"
_MEND = "uninstall or mend it"


@dataclass(frozen=True, slots=True)
class PlugIn:
    """A parser of another package; `release` is that package and its version."""

    name: str
    release: str
    parser: Parser


@dataclass(frozen=True, slots=True)
class PlugIns:
    """The parsers that could be loaded, by name, and one line for each that could not."""

    loaded: tuple[PlugIn, ...]
    problems: tuple[str, ...]


@lru_cache(maxsize=1)
def plug_ins() -> PlugIns:
    """The parsers of other packages by their names; one that cannot be loaded is named, and passed over."""
    loaded: list[PlugIn] = []
    problems: list[str] = []
    for entry in sorted(entry_points(group=PLUGIN_GROUP), key=lambda item: (item.name, item.value)):
        release = _release(entry)
        try:
            loaded.append(PlugIn(entry.name, release, entry.load()()))
        except (KeyboardInterrupt, MemoryError):
            raise
        except BaseException as error:  # a plug-in may do anything at import, exit among it
            of = f" of {release}" if release else ""
            what = f"{type(error).__name__} at import"
            problems.append(f"the parser {entry.name!r}{of} cannot be loaded ({what}) and reads nothing; {_MEND}")
    return PlugIns(tuple(loaded), tuple(problems))


def _release(entry: EntryPoint) -> str:
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist is not None else ""


def plug_in_releases() -> tuple[str, ...]:
    """What decides, beside the files, how they are read: each plug-in with its package and version."""
    return tuple(f"{found.name} {found.release}" for found in plug_ins().loaded)


def choose_plug_in(document: Document) -> PlugIn | None:
    """The first plug-in that accepts the document. Raises `InputRefused` where one fails at looking."""
    for found in plug_ins().loaded:
        try:
            accepted = found.parser.accepts(document)
        except Exception as error:
            raise _refused(document, found, "fails at looking at it") from error
        if accepted:
            return found
    return None


def parse_with(found: PlugIn, document: Document, options: InputOptions, speakers: SpeakerOptions) -> Parsed:
    """What a plug-in makes of a document that it accepted. Raises `InputRefused`, whatever it raises."""
    try:
        parsed = found.parser.parse(document, options, speakers)
    except InsightmineError:
        raise
    except Exception as error:
        raise _refused(document, found, "fails on it") from error
    if not _holds_turns(parsed):
        raise _refused(document, found, "gives no transcript with turns")
    return parsed


def _holds_turns(parsed: object) -> bool:
    """Whether a plug-in gave what it is to give, which no type checker looked at."""
    return isinstance(parsed, Parsed) and any(transcript.turns for transcript in parsed.transcripts)


def _refused(document: Document, found: PlugIn, what: str) -> InputRefused:
    return InputRefused(document.source, f"the parser {found.name!r} {what}", hint=_MEND)
