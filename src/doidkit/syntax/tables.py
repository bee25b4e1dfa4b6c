"""Tables of texts: what stands between cells is told by the name of the file."""

SEPARATORS = {".csv": ",", ".tsv": "\t", ".tab": "\t"}
"""The separators of extensions."""
