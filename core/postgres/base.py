"""The database engine of the site: Django's for Postgres, but for how it asks whether a connection is alive."""

from __future__ import annotations

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Connections that live from request to request."""

    def is_usable(self) -> bool:
        """Is the connection alive, as far as this end knows? Asks the socket; Django asks the server, on every page.

        A server that ends says so and closes: then there is something to read on a connection that nobody asked
        anything. What vanished without a word would let Django's question wait just as long.
        """
        if self.connection is None or self.connection.closed:
            return False
        ear = select.poll()
        ear.register(self.connection.fileno(), select.POLLIN)
        return not ear.poll(0)
