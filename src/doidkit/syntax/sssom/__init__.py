"""SSSOM mapping tables."""
