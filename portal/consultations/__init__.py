"""Asking everybody what should come first: questions, answers by receipt, results through the gate."""
