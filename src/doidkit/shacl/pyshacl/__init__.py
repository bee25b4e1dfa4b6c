"""pySHACL, the second opinion."""
