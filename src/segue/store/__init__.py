"""Django models, a file per noun, each visible to whom it concerns."""
