"""OWL reasoners: HermiT, rustdl, and the taxonomy that they give."""

REASONERS = ("rustdl", "hermit", "elk", "none")
"""What classifies: all that follows, or with elk what ELK finds; with none nothing does."""
