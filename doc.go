// Package understudy is an executable model of paired-pool failover: what Lync Server 2013 and Skype for Business Server
// do when the front end pool that serves you dies, what the users lose meanwhile, and how everything finds its way back.
//
// The shortest way to see it is to run the reference lab, go run ./examples/lab; the shortest way to use it are the three
// programs of README.md, for tools, policies and simulations.
//
// # What you do with it
//
// Describe a [Topology], or take [Lab] or [Paired], the reference lab before and after it is built. [New] makes a
// [System] of it, or says everything that is wrong with it at once ([Topology.Validate]); [Topology.Lint] says what is
// allowed and harmful. [PresetOf] knows what differs between the releases of the server.
//
// A topology has sites, pools and who backs up whom: two pools each other, a pool its branch appliances, or the pools of
// Lync Server 2010 one way. A pool is one server, or an Enterprise pool front end by front end. There are users with
// clients of several kinds, the records and names by which they find a server, and Edge pools.
//
// A System is a [machine.Process]: pure, single-threaded, without a clock. Give it an [Input] and an instant:
//
//	s.Do(at, understudy.Break{Fault: understudy.Fault{Kind: understudy.NIC, Of: "FE01.lab.local"}}, tell)
//
// Do runs every deadline on the way, each at its own instant; Step, Advance and Deadline are there for drivers of your
// own. Inputs are orders of administrators ([PoolFailOver], [ManagementServerFailover], [MoveUser] and so on, named after
// the cmdlets), acts of users ([SignIn], [Call], [Join], ...) and faults ([Break], [Heal]).
//
// What happened comes back as [Action] values; [System.Tell] puts one into words, with its reason and its fact. An order
// is refused with every [Guard] that stands against it; [System.WhyNot] names them beforehand, and when that can change;
// [System.WhatIf] adds the steps it would take.
// [System.Agenda] lists what is due next, [System.Outlooks] what each registrar will do. [System.User], [System.Pool] and
// [System.Can] tell the truth; [System.View] tells what an administrator at one place can observe, which is less.
// [System.Losses] is what would be lost with the pools where it was written; what a failover or a failback has cost is
// told by actions.
//
// [Laws] are checked with a [Watch] at every instant. A [Policy] is an administrator who is a machine; [Govern] puts a
// System under one. [Parts] replaces a machine or a guard by another, to see which law notices. [System.AppendSnapshot]
// and [Restore] keep a System; [System.CopyFrom] forks one.
//
// # What it is made of
//
// Packages pool, registrar, cms, client and dns hold the machines; none of them knows another. Package machine is the
// vocabulary they are written in. This package wires them: its servers answer, its users ask, and everything that is on
// its way between them goes through one queue. Package story is the text format of histories, package live the edge to
// real time, and package deployment makes a topology of a deployment that exists. Package policy has policies to begin
// with; explore attacks one with random histories, or a bounded part of what a System can do in every state, and
// failovertest does that from go test. Package sim has up to millions of clients on the servers of a System.
//
// What meets real networks is in modules of its own, so that an importer of this one does not need their libraries: edge reads
// zone files, asks DNS servers and probes SIP servers. examples/README.md tells of the programs, and docs/README.md of the
// pages: situations, laws, bugs, the story format, every machine's table. FACTS.md is where the numbers in parentheses lead.
//
// # Words
//
//   - Home pool, homed: where a user's account is. Primary and backup pool: the two of a pair, seen from the primary.
//   - Registrar failover: the backup takes users in by itself, limited. Pool failover: an administrator's order, which
//     gives them full service there. Failback: the way home, of either kind.
//   - Resiliency mode, limited functionality: registered without user services.
//   - CMS, the Central Management Store: one active database, one standby, a read-only replica on every server.
//   - Verdict: a backup registrar's decision that its primary is down.
//
// # What is not promised
//
// It speaks no SIP and replaces no server. Durations of server-side work are parameters with documented or observed
// defaults, not predictions. What no source documents is a named parameter or rule, and listed by [System.Assumptions].
package understudy
