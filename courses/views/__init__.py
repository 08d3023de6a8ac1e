"""Entry points of courses, by who uses them."""
