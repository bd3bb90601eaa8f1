"""What the language says about each number of a text. Knows no metric, no file and no database."""

from ingest import compiled

# rows carry it; texts landed by another version are read again
READER_VERSION = compiled.reader_version()

__path__ = [*compiled.paths(READER_VERSION), *__path__]

from ingest.language.reading import read  # noqa: E402  (the path says which modules are read with)

__all__ = ["READER_VERSION", "read"]
