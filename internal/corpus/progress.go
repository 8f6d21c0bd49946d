package corpus

// progress are reports of this kind: stuck, or never failing over.
var progress = []Report{}
