"""Stories of referrals: residents, members, the committee."""
