"""The groups' rooms: meetings, agenda, decisions, actions, task and finish groups, returns, briefs."""
