"""Turns requirements.md into a backend that runs."""

__version__ = "0.1.0"
