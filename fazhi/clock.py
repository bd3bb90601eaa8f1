"""The time of day, in one form: UTC to the second."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The current time in UTC, whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


def stamp() -> str:
    """The current time as text: 2026-01-31T08:30:00Z."""
    return text_of(now())


def text_of(moment: datetime) -> str:
    """A UTC time as text: 2026-01-31T08:30:00Z."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
