"""Where concerns gather: statistics, stages of the work on it, before and after, recorded crime beside."""
