"""Pages in other languages: how words are found, what people made of them, and how they are said."""
