package main

import (
	"understudy.example"
	"understudy.example/policy"
)

// witnessed is the package's own policy with the same patience: it asks an observer before it moves the store, and cuts the power of the
// old master first (F-118, H-95, H-96).
func witnessed() understudy.Policy {
	r := policy.Default()
	r.After, r.Stable = lost, stable
	r.Store, r.Agree = true, 1
	p, err := policy.New(r)
	if err != nil {
		panic(err) // the rules are constants
	}
	return p
}
