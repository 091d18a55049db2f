"""How a result looks: number words, HTML, charts and exports; runs at build time and in the page."""
