"""Stories of officers who write questions."""
