"""Who must do what, where: constraints, status, source, compliance."""
