package corpus

// targets are reports of this kind: failing over to the wrong one.
var targets = []Report{}
