"""Who somebody is, tried from outside."""
