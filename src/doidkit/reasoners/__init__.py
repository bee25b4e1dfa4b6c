"""OWL reasoners: HermiT, rustdl, and the taxonomy that they give."""

REASONERS = ("rustdl", "hermit", "none")
"""What classifies; with none only the stated hierarchy is looked at."""
