// Package pool is the map of the machines that paired pools are made of. Each has a package of its own, which knows
// none of the others; the root package wires them together.
//
// Package health is how a backup registrar sees the primary it watches: unknown, up, silent, down. Its verdict is what
// admits borrowed users, in limited functionality, without any administrator (F-26, F-33).
//
// Package setup is one pool's way into service: defined, published, installed, ready (L-1, L-2).
//
// Package pairing is how two pools become each other's backup, and what is wrong with a pair (F-1..F-25).
//
// Package replication is the Backup Service of one module in one direction, and from it the recovery point
// (F-126..F-137).
//
// Package backend is the database behind a pool, whose loss its users notice after half an hour (F-51, F-172).
//
// Package mirror is two such databases, of which one stands in for the other, with a witness or without (F-171).
//
// Package quorum is an Enterprise pool as a whole: whether enough of its front ends run (F-162..F-164).
//
// Package routing is one of its routing groups: where the replicas of its users' data are (F-161, F-165).
//
// Package membership is how front ends come into its service, and go (F-159).
//
// Package failover is the administrator's failover and failback of one pool, step by step, and the PoolState that the
// steps leave behind (F-52..F-76, F-83..F-87).
//
// Package fence is the power switch of its server, for policies that move the store by themselves; it is not in the
// product (H-95).
package pool

import (
	"time"

	"understudy.example/machine"
	"understudy.example/pool/backend"
	"understudy.example/pool/failover"
	"understudy.example/pool/fence"
	"understudy.example/pool/health"
	"understudy.example/pool/membership"
	"understudy.example/pool/mirror"
	"understudy.example/pool/pairing"
	"understudy.example/pool/quorum"
	"understudy.example/pool/replication"
	"understudy.example/pool/routing"
	"understudy.example/pool/setup"
)

// Sheets returns the tables of all machines, in the order of a pool's life.
func Sheets() []machine.Sheet {
	return []machine.Sheet{
		setup.Table, membership.Table, quorum.Table, routing.Table, pairing.Table, replication.Table, health.Table,
		backend.Table, mirror.Table, failover.Table, fence.Table,
	}
}

// An Objective is what Microsoft promises of a pool failover or failback. Recovery counts from the start of the
// procedure, without the decision and without the clients' sign-in; Loss is the last part of the users' data that may
// be missing (F-79).
type Objective struct {
	Recovery time.Duration
	Loss     time.Duration
}

// Objectives2013 returns the objectives of Lync Server 2013: half an hour each (F-77).
func Objectives2013() Objective { return Objective{30 * time.Minute, 30 * time.Minute} }

// Objectives2015 returns the objectives since Skype for Business Server 2015: 20 min, the upper end of 15..20, and 5
// min (F-78).
func Objectives2015() Objective { return Objective{20 * time.Minute, 5 * time.Minute} }
