"""What happened? Incidents that a report tells of, with their place and day where it says them."""
