"""What the XML syntaxes share: markup with places, and what makes a document well-formed."""
