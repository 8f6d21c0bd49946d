package understudy

import "errors"

// ErrTopology is what every error of Validate wraps that is not a machine's own.
var ErrTopology = errors.New("understudy: topology")

// Validate reports every fault of the topology at once.
func (t Topology) Validate() error { return t.Parameters.validate() }
