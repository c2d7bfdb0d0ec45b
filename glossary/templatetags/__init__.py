"""Words of the glossary, explained where they stand."""
