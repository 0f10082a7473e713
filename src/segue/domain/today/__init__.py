"""Today: what to do now, with whom, and why. A pure function of facts and ``now``."""
