"""The register of tensions and barriers."""
