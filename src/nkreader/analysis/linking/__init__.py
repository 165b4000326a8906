"""How two annotations may bear on each other, and how likely it is."""
