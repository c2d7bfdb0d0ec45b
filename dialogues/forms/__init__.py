"""Shape and wording of what people type into dialogues."""
