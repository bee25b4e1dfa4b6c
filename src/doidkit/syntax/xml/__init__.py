"""What the XML syntaxes share: markup with places, and where a document is ill-formed."""
