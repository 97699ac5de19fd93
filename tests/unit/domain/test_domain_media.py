"""Links to the place in a recording: one form for each kind of player, and never anything that could run."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insightmine.domain.media import NoRecordingError, local_path, media_link


@pytest.mark.parametrize(
    ("media", "start", "url", "jumps"),
    [
        ("media/p01.mp4", 12.34, "media/p01.mp4#t=12.3", True),
        ("media/p 01 #2?.mp4", 5.0, "media/p%2001%20%232%3F.mp4#t=5", True),
        ("media\\p01.mp4", 0.0, "media/p01.mp4#t=0", True),
        ("../recordings/ä.mp3", 61.0, "../recordings/%C3%A4.mp3#t=61", True),
        ("/srv/talks/p01.mp4", 1.0, "file:///srv/talks/p01.mp4#t=1", True),
        ("C:\\talks\\p 01.mp4", 1.0, "file:///C:/talks/p%2001.mp4#t=1", True),
        ("\\\\server\\talks\\p01.mp4", 1.0, "file://server/talks/p01.mp4#t=1", True),
        ("1: Anna.mp4", 1.0, "1%3A%20Anna.mp4#t=1", True),
        ("https://example.org/a.mp4", 12.5, "https://example.org/a.mp4#t=12.5", True),
        ("https://example.org/a#talk", 12.5, "https://example.org/a#talk", False),
        ("https://www.youtube.com/watch?v=abc&t=3s", 83.9, "https://www.youtube.com/watch?v=abc&t=83s", True),
        ("https://youtu.be/abc?si=x", 12.0, "https://youtu.be/abc?si=x&t=12s", True),
        ("https://youtube-nocookie.com/embed/abc", 12.0, "https://youtube-nocookie.com/embed/abc?start=12", True),
        ("https://vimeo.com/123/key", 12.0, "https://vimeo.com/123/key#t=12s", True),
        ("https://us02web.zoom.us/rec/share/x?pwd=1", 12.0, "https://us02web.zoom.us/rec/share/x?pwd=1", False),
        ("https://firm.sharepoint.com/a.mp4", 12.0, "https://firm.sharepoint.com/a.mp4", False),
        ("https://notyoutube.com/watch?v=a", 12.0, "https://notyoutube.com/watch?v=a#t=12", True),
    ],
)  # fmt: skip
def test_each_player_is_sent_to_the_time_in_its_own_way(media: str, start: float, url: str, jumps: bool) -> None:
    link = media_link(media, 0.0, start)
    assert (link.url, link.seconds, link.jumps) == (url, start, jumps)


def test_the_offset_is_added_and_never_leads_before_the_beginning() -> None:
    assert media_link("a.mp4", 62.5, 10.0).url == "a.mp4#t=72.5"
    assert media_link("a.mp4", -30.0, 10.0).url == "a.mp4#t=0"
    assert media_link("a.mp4", 5.0, None) == media_link("a.mp4", 0.0, None)
    assert media_link("a.mp4", 5.0, None).url == "a.mp4"


@pytest.mark.parametrize(
    "media",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x", "https://", "http:/a", "a\x00b"],
)
def test_nothing_else_is_a_recording(media: str) -> None:
    with pytest.raises(NoRecordingError):
        local_path(media)
    with pytest.raises(NoRecordingError):
        media_link(media, 0.0, 1.0)


@given(st.text(min_size=1, max_size=40), st.floats(0, 1e5))
def test_whatever_is_written_the_link_runs_nothing_and_breaks_out_of_nothing(media: str, start: float) -> None:
    try:
        url = media_link(media, 0.0, start).url
    except NoRecordingError:
        return
    assert urlsplit(url).scheme.lower() in ("", "file", "http", "https")
    assert not any(letter.isspace() or ord(letter) < 32 for letter in url)
