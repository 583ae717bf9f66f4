"""Pages of the console: what fills them, and their templates."""
