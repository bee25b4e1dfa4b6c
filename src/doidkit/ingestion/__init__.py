"""Pages of a disease site: taken apart, audited, compared and grounded, a proposal throughout."""
