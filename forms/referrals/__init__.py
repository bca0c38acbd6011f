"""Forms of councillors’ referrals: residents, members, the committee."""
