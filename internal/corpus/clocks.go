package corpus

// clocks are reports of this kind: clocks, restarts, maintenance and isolation.
var clocks = []Report{}
