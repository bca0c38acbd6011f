"""Officers write the questions of a consultation: pages, kinds, routes, versions, a look at it before."""
