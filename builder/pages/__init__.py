"""Records → Markdown, pictures and data of the site."""
