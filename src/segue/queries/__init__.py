"""The questions, scoped to whoever asks."""
