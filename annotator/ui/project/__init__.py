"""What a project defines: labels, names, approximate numbers, assignments, the control share."""
