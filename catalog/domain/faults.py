"""A fault: one thing wrong with one field of one curated file."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """Where (`file`, `field`) and what (`message`, a sentence that says what to do)."""

    file: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.field}: {self.message}" if self.field else f"{self.file}: {self.message}"
