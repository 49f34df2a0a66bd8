"""How the attribution tagger is made."""
