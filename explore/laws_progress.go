package explore

// progress are laws of what must not be stuck.
var progress = []Law{}
