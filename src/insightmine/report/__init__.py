"""Analysis -> one file that a researcher would show: HTML or Markdown. Only what may be shared is in it."""

from insightmine.report.guide_views import GuideView, guide_view
from insightmine.report.html import write_html
from insightmine.report.markdown import write_markdown
from insightmine.report.model import Notes
from insightmine.report.snapshots import Snapshot, SnapshotSection, snapshot_of

__all__ = [
    "GuideView",
    "Notes",
    "Snapshot",
    "SnapshotSection",
    "guide_view",
    "snapshot_of",
    "write_html",
    "write_markdown",
]
