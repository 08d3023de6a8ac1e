"""Reads of courses, projects and progress."""
