"""The database: the only place with SQL; takes and gives domain values, never decides."""
