"""Exports: every format is a function from statements to bytes that depend on nothing else."""

from kg.triples.syntax import nquads, ntriples, turtle

__all__ = ["nquads", "ntriples", "turtle"]
