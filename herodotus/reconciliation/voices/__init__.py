"""Voices: copies of one text are one voice, and a voice says a thing once."""
