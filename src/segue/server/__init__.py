"""The only place that wires: settings, urls, asgi."""
