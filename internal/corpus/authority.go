package corpus

// authority are reports of this kind: two masters, and masters that have been replaced.
var authority = []Report{}
