"""Pictures of pace and pulse, laid out."""
