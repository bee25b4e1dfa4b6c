"""The version of doidkit, a constant that stands below all who need it."""

__version__ = "0.1.0"
