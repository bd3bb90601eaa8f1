"""What is done with the landed reports: build, audit, publish, export, score."""

__version__ = "0.1.0"
