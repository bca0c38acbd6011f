"""Pure Python shared by several slices: it knows neither the web nor the database."""
