"""Values to text and bytes; nothing here prints."""
