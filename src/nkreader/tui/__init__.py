"""What is on screen: the only package that imports textual."""

import os

# A key often brings two frames, and Textual lets at least this part of a second pass between
# them: the second is the one that is waited for. It reads the variable when it is imported.
os.environ.setdefault("TEXTUAL_FPS", "250")
