"""Running an alliance: demo, set-up, serving, backup and restore, upgrade, check-up."""
