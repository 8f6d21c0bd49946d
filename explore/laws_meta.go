package explore

// meta are laws of what the model itself owes to those who rely on it.
var meta = []Law{}
