"""The web: one client for endpoints, stores and files, with credentials, redirects and limits."""
