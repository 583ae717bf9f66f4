"""Where departments keep their files, and how these come into inbox/."""
