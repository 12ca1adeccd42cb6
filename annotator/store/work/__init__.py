"""The work of annotators: annotations, decisions, versions, time, suggestions."""
