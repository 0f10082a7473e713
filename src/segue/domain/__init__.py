"""The rules of Segue: pure functions of facts and ``now``. No clock, no database, no network."""
