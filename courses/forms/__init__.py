"""Checks what people send in."""
