"""Where the codings of other people are kept in a study folder, one file a coder."""

from __future__ import annotations

CODINGS_FOLDER = "codings"
