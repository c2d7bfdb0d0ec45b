"""Page-sized reads of consent forms and answers."""
