/** An end of a run that its agent can explain. */
export class GaveUp extends Error {}
