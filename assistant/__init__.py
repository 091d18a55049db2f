"""The calculator and the pages for assistants, by the Model Context Protocol."""
