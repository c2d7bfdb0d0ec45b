"""The smallest Django site for people who are signed in: a form that writes one row, and a list of 50.

It is served by the same granian with the same workers and threads, and keeps its rows in the same Postgres.
"""
