"""Every error that a user can meet, with its exit code.

    InsightmineError                1
    |-- InputError
    |   |-- InputRefused            3   one file cannot be read; the rest of the batch goes on
    |   `-- NothingUsable           4   no file, or no statement, is left to work on
    |-- UsageError                  2   an id, an option or a folder that does not fit
    |-- ConfigError                 2   insightmine.toml, journey.toml, participants.csv
    |-- PluginError                 2   a third-party exporter fails; of a parser the intake tells
    |-- ModelError                  2   model weights are missing, or not the ones that were pinned
    |-- StoreError
    |   |-- StoreLocked             5   another process works on this study
    |   |-- StoreDamaged            6   the store is not whole
    |   `-- StoreTooNew             7   written by a newer version
    `-- StepError                   1   a step of the pipeline failed

Messages name files, places and ids, never the words of an interview.
"""

from __future__ import annotations


class InsightmineError(Exception):
    """An expected failure: one line that says what, and a hint that says what to do."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}; {self.hint}" if self.hint else self.message


class InputError(InsightmineError):
    """Something is wrong with what was to be read."""


class InputRefused(InputError):
    """A file that cannot be read as it is. `source` names it; `place` where in it, if known."""

    exit_code = 3

    def __init__(self, source: str, reason: str, *, hint: str = "", place: str = "") -> None:
        where = f"{source}, {place}" if place else source
        super().__init__(f"{where}: {reason}", hint=hint)
        self.source = source
        self.reason = reason
        self.place = place

    @property
    def located_reason(self) -> str:
        """The reason, with the place in the file where it is known."""
        return f"{self.place}: {self.reason}" if self.place else self.reason


class ExportTooNew(InputRefused):
    """An export that was written by a newer version."""

    exit_code = 7


class NothingUsable(InputError):
    """Nothing is left to work on."""

    exit_code = 4


class UsageError(InsightmineError):
    """An id, an option or a folder that does not fit."""

    exit_code = 2


class ConfigError(InsightmineError):
    """A settings file that cannot be used; the message names file and key or line."""

    exit_code = 2


class PluginError(InsightmineError):
    """A third-party exporter fails."""

    exit_code = 2


class ModelError(InsightmineError):
    """Model weights are missing or are not the pinned ones."""

    exit_code = 2


class StoreError(InsightmineError):
    """Something is wrong with the study's store."""

    exit_code = 6


class StoreLocked(StoreError):
    """Another process works on this study."""

    exit_code = 5


class StoreDamaged(StoreError):
    """The store is not whole."""

    exit_code = 6


class StoreTooNew(StoreError):
    """The store was written by a newer version."""

    exit_code = 7


class StepError(InsightmineError):
    """A step of the pipeline failed."""
