"""Starts, watches and stops everything that the application needs on one computer.

Standard library only, and nothing of the application is imported: each part runs as a process of its own. Read it in
this order: `commands` (what `run.py` understands), `servers` (Postgres and Valkey, shared between commands),
`processes` (web, worker and beat, watched).
"""
