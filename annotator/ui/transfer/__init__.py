"""What comes in and goes out: import, export, bundles, merges, conflicting versions."""
