"""Intake: files and standard input, read into plain data."""
