"""Figures that tests measured, printed at the end of the run: what a heavy test really did."""

FIGURES: list[str] = []


def figure(text: str) -> None:
    """Keep a line for the end of the run."""
    FIGURES.append(text)
