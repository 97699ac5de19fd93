"""The command line: each command is its options, one call of `Study`, and print."""

from insightmine.cli.app import main

__all__ = ["main"]
