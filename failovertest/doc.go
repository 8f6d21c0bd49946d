// Package failovertest attacks a failover policy from go test: with random histories of faults, repairs and users, held to every
// law. A test of a policy is this:
//
//	func TestMine(t *testing.T) {
//		failovertest.TestPolicy(t, NewMine)
//	}
//
//	func FuzzMine(f *testing.F) {
//		failovertest.FuzzPolicy(f, NewMine)
//	}
//
//	func TestOldMistakes(t *testing.T) {
//		failovertest.Replay(t, "testdata/failover/TestMine/*.story", NewMine)
//	}
//
// NewMine returns a fresh policy, an understudy.Policy, whenever it is called. TestPolicy has a subtest for each law, so that
//
//	go test -run TestMine/double-store
//
// shows one alone; to play no more than that takes, give Laws that one. The histories are drawn by rapid: other ones in every run, -rapid.checks=1000 for ten times as many,
// -rapid.seed=N for the same ones again, fewer with -short. Programs without testing have explore.Check, which always plays the
// same ones.
//
// # When it fails
//
// A law that is broken fails its subtest with the shortest history that was found to break it: a story of what broke, what the policy
// saw and ordered, and what came of it. It is saved under testdata/failover, in a file by the test's name, and drawn in a page of HTML
// beside it, which opens from disk. Keep the story: Replay plays its faults again in every run, and what the policy orders then is up
// to the policy as it is by then. Replay and FuzzPolicy save what they find likewise, by the names of the test and of the law.
//
// # Which laws
//
// Laws are values. A policy can be held to some of them, and to others of your own:
//
//	musts := explore.Select(func(l explore.Law) bool { return l.Duty != understudy.OfModel && l.Severity == understudy.Must })
//	failovertest.TestPolicy(t, NewMine, failovertest.Laws(append(musts, mine)...))
//
// # What it does not say
//
// A law that never applied in any history has not been tested, and the log says so. Laws that only warn are logged and never fail: go
// test -v shows both. To hold a policy to one of them, make it a must, and give it among the Laws:
//
//	for i := range laws {
//		laws[i].Severity = understudy.Must
//	}
//
// What a policy says of itself it is held to: how long a pool has to have served before it is failed back, how often a pool may be failed
// over. One that says nothing of that may fail back at the first answer, which is a warning.
//
// Random histories show mistakes, not that there are none; what can be searched exhaustively is for explore.Search.
package failovertest
