"""Recordings: from a turn's time to the place in the recording where it was said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PureWindowsPath
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")  # two letters or more: one letter is a drive
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]")
_YOUTUBE = ("youtube.com", "youtube-nocookie.com", "youtu.be")
_VIMEO = ("vimeo.com",)
# players that open at the beginning whatever the address says: the time is shown beside the link
_PLAIN = (
    "zoom.us", "zoom.com", "teams.microsoft.com", "teams.live.com", "sharepoint.com", "microsoftstream.com",
    "grain.com", "grain.co", "otter.ai", "fireflies.ai", "tldv.io", "drive.google.com", "meet.google.com",
    "dovetail.com", "fathom.video", "gong.io", "dropbox.com",
)  # fmt: skip


class NoRecordingError(ValueError):
    """What stands for a recording is neither a path nor a web address; the text says what it is."""


@dataclass(frozen=True, slots=True)
class MediaLink:
    """The address of a place in a recording; `seconds` from the recording's start, `None` where the time is unknown.

    `jumps`: the address itself names the time. Otherwise whoever follows the link goes there by hand.
    """

    url: str
    seconds: float | None
    jumps: bool


def local_path(media: str) -> str | None:
    """The path of a recording as this system writes it; `None` for a web address. Raises `NoRecordingError`."""
    if _SCHEME.match(media):
        _web_address(media)
        return None
    if any(ord(letter) < 32 or ord(letter) == 127 for letter in media):
        raise NoRecordingError("holds a control character")
    return media if _is_windows(media) else media.replace("\\", "/")


def media_link(media: str, offset: float, start: float | None) -> MediaLink:
    """The link to what is said `start` seconds into the transcript, whose times lag `offset` behind the recording's.

    A file gets a media fragment (W3C Media Fragments URI 1.0, `#t=12.5`), YouTube and Vimeo their own parameter; a
    player that cannot be sent to a time gets the bare address. Raises `NoRecordingError`.
    """
    seconds = None if start is None else max(0.0, start + offset)
    if _SCHEME.match(media):
        return _web_link(_web_address(media), media, seconds)
    url = _file_address(media)
    return MediaLink(url if seconds is None else f"{url}#t={_short(seconds)}", seconds, seconds is not None)


def _web_address(media: str) -> SplitResult:
    if _CONTROL.search(media):
        raise NoRecordingError("is an address with white space or control characters in it")
    try:
        parts = urlsplit(media)
        host = parts.hostname
    except ValueError as error:
        raise NoRecordingError("is no address") from error
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise NoRecordingError(f"is {parts.scheme.lower()}: and neither a path nor a web address")
    return parts


def _web_link(parts: SplitResult, media: str, seconds: float | None) -> MediaLink:
    host = (parts.hostname or "").lower()
    if seconds is None or _is_of(host, _PLAIN):
        return MediaLink(media, seconds, False)
    if _is_of(host, _YOUTUBE):
        query = [
            (key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if key not in ("t", "start")
        ]
        # an embedded player is asked in another way than the page
        time = ("start", str(int(seconds))) if parts.path.startswith("/embed/") else ("t", f"{int(seconds)}s")
        return MediaLink(parts._replace(query=urlencode([*query, time]), fragment="").geturl(), seconds, True)
    if _is_of(host, _VIMEO):
        return MediaLink(parts._replace(fragment=f"t={int(seconds)}s").geturl(), seconds, True)
    if parts.fragment:  # the page's own business
        return MediaLink(media, seconds, False)
    return MediaLink(f"{media.rstrip('#')}#t={_short(seconds)}", seconds, True)


def _file_address(media: str) -> str:
    """The path as an address: below the place of the page where it is relative, `file:` where it is absolute."""
    path = local_path(media)
    if path is None:
        raise NoRecordingError("is no path")
    if _is_windows(path):
        parts = PureWindowsPath(path).as_posix()
        if parts.startswith("//"):
            return "file:" + quote(parts)
        return f"file:///{parts[:2]}{quote(parts[2:])}"
    return "file://" + quote(path) if path.startswith("/") else quote(path, safe="/")


def _is_windows(path: str) -> bool:
    """Whether a path names a drive (`C:/talks`) or a shared folder with two backslashes before its server."""
    return bool(re.match(r"[A-Za-z]:[\\/]", path)) or path.startswith("\\\\")


def _is_of(host: str, domains: tuple[str, ...]) -> bool:
    return any(host == domain or host.endswith("." + domain) for domain in domains)


def _short(seconds: float) -> str:
    """At most one digit after the point, none where it would be 0."""
    return f"{seconds:.1f}".removesuffix(".0")
