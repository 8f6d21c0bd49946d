package corpus

// stability are reports of this kind: flapping, failing back too soon, and delays that are wrong.
var stability = []Report{}
