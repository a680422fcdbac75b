"""What follows from an application: routes, edges, variables, and at last the frozen stack."""
