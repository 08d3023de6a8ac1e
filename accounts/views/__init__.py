"""Screens of accounts, one module per door."""
