"""The register of tensions asks here where a tension came from."""

from dialogues.queries.tensions import origins
from tensions.registry import declare_tension_origins

declare_tension_origins(origins)
