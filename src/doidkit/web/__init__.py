"""The web: one client with credentials, redirects and limits."""
