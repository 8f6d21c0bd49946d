// Pools is a model that a user could have written: two pools, each the other's backup, in a page of Go that knows nothing of this
// library but the four methods of explore.World. It reaches every state of it, and prints how many there are, how long that took and
// how much memory. The same model for SPIN is pools.pml, and run plays both beside each other:
//
//	examples/pools/run
package main
