"""What a project defines: labels, names, guidelines, the control share."""
