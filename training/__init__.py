"""How the shipped models are made, from data to weights, reproducibly. Nothing of this is in the wheel."""
