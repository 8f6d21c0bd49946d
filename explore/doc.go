// Package explore attacks policies and models, and shows the shortest history that breaks a law.
//
// There are two ways. [Check] plays random histories, which can be as long and as mixed as you like and prove nothing. A [Scope]
// is searched to the last state: what it says holds in all of them, and for nothing that the scope leaves out.
//
// # Histories
//
// A [Plan] is a history but for what the policy does: a topology, what happens to it and when. [Setup.Run] plays it under a
// policy and holds it to laws; [Generate] makes plans, [Shrink] makes them short, and [Check] does it all. [Compare] plays the same
// histories under two policies, and tells what either has cost.
//
// What Check finds is a [Counterexample]: it tells what was done, what came of it and why, and what the policy saw; it is a story that can
// be played again, and a page for a browser.
//
// # States
//
// [Search] reaches every state of any [World], on all cores, breadth first, and compares states and not their hashes. A
// [Scope] makes Worlds of a System, with a policy or without one: time passes in steps of its Quantum, everything that is due at one
// instant comes in every order, and what comes from outside comes at any time. Times are rounded up to the Quantum, and the [Verdict]
// says which. Laws that remember more than one instant are left out, and it says so, too.
//
// # Liveness
//
// Some worlds are [Live]: whatever has happened, once the world around them is quiet they have to come back to good states. Search
// then looks at fair moves alone, those that go on happening in the quiet: every way of them has to come to good states and stay with
// them. What is looked for is a way that ends elsewhere, or a round trip that passes a state that is not good, from any
// state that any moves lead to.
package explore
