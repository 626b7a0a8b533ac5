"""Recognisers: one module a kind; each is a function of a document and the lexicon, and never raises on any text."""
