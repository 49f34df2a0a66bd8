"""The assistant server: questions to a store as tools of the Model Context Protocol."""
