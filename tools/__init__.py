"""Commands for people at a keyboard: set up, serve, photograph the screens."""
