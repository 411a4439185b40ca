"""Proofs of the promises in docs/promises.md: ``python -m tests.faults`` lists them; each prints what it measured."""
