"""The scrutiny officer's pages: advice, agenda, decisions, answers, sittings, programme, register."""
