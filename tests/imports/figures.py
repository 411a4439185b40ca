"""What was measured of one thing: how many of how many, and which failed."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Figure:
    """How often one thing was got right. ``least`` is the share that is to be reached, 0 to 1."""

    name: str
    least: float
    right: int = 0
    of: int = 0
    failures: list[str] = field(default_factory=list)

    def count(self, right: bool, failure: str) -> None:
        """Count one more."""
        self.of += 1
        self.right += right
        if not right:
            self.failures.append(failure)

    @property
    def share(self) -> float:
        """What was reached."""
        return self.right / self.of if self.of else 1.0

    @property
    def reached(self) -> bool:
        """Whether it is enough."""
        return self.share >= self.least


def table(figures: list[Figure]) -> str:
    """The figures as lines of text, each followed by what failed."""
    lines = [f"{'':34}{'right':>7}{'of':>7}{'share':>9}{'wanted':>9}"]
    for one in figures:
        mark = "" if one.reached else "  TOO FEW"
        lines.append(f"{one.name:34}{one.right:>7}{one.of:>7}{one.share:>9.1%}{one.least:>9.0%}{mark}")
        lines += [f"    {failure}" for failure in one.failures]
    return "\n".join(lines)
