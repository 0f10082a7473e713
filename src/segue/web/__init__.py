"""The web entrance: translate, call, render."""
