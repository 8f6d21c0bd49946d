package explore

// authority are laws of who may act, and on what evidence.
var authority = []Law{}
