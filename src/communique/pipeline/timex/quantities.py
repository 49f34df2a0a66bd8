"""Quantities of time as TIMEX3 writes them."""

from __future__ import annotations

#: How TIMEX3 writes units: designator and factor; those of the clock after a `T`. Quarters have a letter that
#: ISO 8601 lacks; for decades and centuries the guidelines differ, and years say the same.
_DESIGNATORS = {
    "second": ("S", 1), "minute": ("M", 1), "hour": ("H", 1), "day": ("D", 1), "weekend": ("W", 1),
    "week": ("W", 1), "fortnight": ("W", 2), "month": ("M", 1), "quarter": ("Q", 1), "year": ("Y", 1),
    "decade": ("Y", 10), "century": ("Y", 100), "centurie": ("Y", 100),
}  # fmt: skip


def duration(count: float | None, unit: str) -> str:
    """The TIMEX3 value of so many units; of an open number with X.

    Example:
        >>> duration(3, "days"), duration(2.5, "years"), duration(None, "hours"), duration(2, "decades")
        ('P3D', 'P2Y6M', 'PTXH', 'P20Y')
    """
    designator, factor = _DESIGNATORS[unit.lower().rstrip("s")]
    prefix = "PT" if unit.lower().rstrip("s") in ("second", "minute", "hour") else "P"
    if count is None:
        return f"{prefix}X{designator}"
    total = count * factor
    if total == int(total):
        return f"{prefix}{int(total)}{designator}"
    smaller, parts = {"PY": ("M", 12), "PTH": ("M", 60), "PTM": ("S", 60)}.get(prefix + designator, ("", 0))
    if parts and (rest := (total - int(total)) * parts) == int(rest):
        whole = f"{int(total)}{designator}" if total >= 1 else ""
        return f"{prefix}{whole}{int(rest)}{smaller}"
    return f"{prefix}{total:g}{designator}"
