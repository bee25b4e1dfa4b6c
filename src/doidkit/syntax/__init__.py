"""Formats and their texts: recognised, read with places, written, in stable and canonical form."""
