"""insightmine: from a folder of interviews to behaviours, journey and candidate outcomes, on your own machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from insightmine.study import Study as Study

__version__ = "0.1.0"
__all__ = ["Study", "__version__"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - module attribute hook, PEP 562
    """Load the front door when it is first asked for, so that `import insightmine` stays light."""
    if name == "Study":
        from insightmine.study import Study  # noqa: PLC0415

        return Study
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
