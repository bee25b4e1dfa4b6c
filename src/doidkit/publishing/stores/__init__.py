"""Triple stores over HTTP: their kinds, how to speak to them, and what they do to data."""
