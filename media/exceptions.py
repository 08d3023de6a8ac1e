"""What can go wrong between a sentence and its sound."""

from __future__ import annotations


class VoiceDownError(Exception):
    """A voice does not answer now; it may be back in some minutes. Says why."""


class LanguageNotSpokenError(Exception):
    """A voice does not know this language and never will."""


class NoVoiceError(Exception):
    """No voice of the chain could say it. Says what each one answered."""


class NotAudioError(Exception):
    """The file holds no sound that can be decoded."""
