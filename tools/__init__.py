"""What bootstrap.py and the wheel are built with; standard library only, so that it runs before any set-up."""
