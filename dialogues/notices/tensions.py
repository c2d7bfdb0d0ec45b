"""The register of tensions asks here where a tension came from."""

from dialogues.queries.tensions import origins
from tensions.registry import TENSION_ORIGINS

TENSION_ORIGINS.append(origins)
