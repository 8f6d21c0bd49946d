package explore

// stability are laws of how often roles change, and when they may change back.
var stability = []Law{}
