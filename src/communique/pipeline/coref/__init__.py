"""Coreference: who is meant, by names, descriptions and pronouns. The stage is `pipeline.actors`."""
