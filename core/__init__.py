"""Nothing about research: base record, errors, forms, htmx, privacy classes, template tags. Has no tables."""
