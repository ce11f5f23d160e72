"""Template package to tree: the rendered project in memory."""
