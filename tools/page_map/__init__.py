"""The page map: one network that classifies every pixel of a page. See train, export and evaluate in this folder."""
