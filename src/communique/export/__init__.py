"""Records in the forms that people and other tools expect.

For people: `html` renders the page; `digest` and `timeline` put a record into words and days for any surface;
`words` holds the labels; `segments` cuts a text at the edges of its evidence.

For tools: `formats` has a module for each format; `tables`, `graph` and `evidence` are what several of them
show of a record, and `streams`, `markup`, `plain` and `naming` how JSON, XML, plain text and names are written.
"""
