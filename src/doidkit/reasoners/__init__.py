"""OWL reasoners: HermiT, rustdl, and the taxonomy that they give."""
