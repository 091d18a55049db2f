"""How a result looks: number words, HTML, charts, exports. Runs at build time and in the page."""
