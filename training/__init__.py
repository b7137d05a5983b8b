"""How the shipped reading model was made, and how to make it again. Not part of the installed package."""
