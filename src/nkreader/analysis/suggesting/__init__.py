"""Which sentences a label fits: cues, signs, and what reviews made of them."""
