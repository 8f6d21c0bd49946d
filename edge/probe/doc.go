// Package probe asks real SIP servers whether they are there, and lets an observer of package pool/health watch one.
//
// [Ask] connects over TCP or TLS, sends one OPTIONS and waits for its final answer; a [Result] says how far that came, and why no
// further. [Watcher.Watch] does so whenever an observer wants it, through package live, until its context ends: the verdict is the
// machine's, at the instant that its rules say.
//
//	result := probe.Ask(ctx, probe.Target{Host: "fe01.lab.local", Address: "192.0.2.1:5061", TLS: &tls.Config{}})
//
// # What is not promised
//
// A server says nothing of its incarnation in answer to OPTIONS, so one that restarts between two asks is not seen to have done so.
// Each ask makes a connection of its own, as a connection that was made before says nothing of whether new clients get in.
package probe
