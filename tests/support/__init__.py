"""What tests lean on: a browser, the real server, a quickly made database."""
