// Package live drives a machine in real time: the one place where a clock, a goroutine and the outside world meet the
// pure rules.
//
// # What its user does
//
// Make a Process and give it to [New]. From any goroutine, [Driver.Post] what happens; the event is stamped with the
// elapsed time when Post is called, so a slow reader makes it late but never makes it younger. Give one goroutine to
// [Driver.Run], which steps the process and hands you the actions. [Driver.Look] reads the process between two steps.
//
// Run calls do with what one call of the process appended, in order, at the instant of that call. Before an event it
// runs every deadline up to and including the event's instant, each at its own time: a late wake-up, a coarse clock or
// a clock that jumps forward changes when the actions come, not what they are, nor their instants.
//
// # Clocks
//
// [Options].Clock is the clock that is used: the real one if nil, or a mock. Of it only Now, AfterFunc and Stop are used.
// An [machine.Instant] is how far the clock has gone forward since New, over all readings. So no instant ever
// decreases; a clock that is set back loses the time between the last reading and the step, and nothing else. (A
// pending deadline then comes late by the step at most, because the clock calls back late; a Post in between mends it.)
// A clock that jumps forward has, as far as anyone here can tell, let that time pass.
//
// Rate runs the machine faster or slower than the clock: at 60, a minute of the machine takes a second.
//
// # Callbacks
//
// Every row that an action reports ([machine.Reporter]) is also taken in a mirror, a looplab machine built from the
// same table, one for each table and instance ([Instancer]). [Options].Hooks are callbacks for it. Phases are its
// states and causes its events, under their own names: "enter_down", "enter_failing over", "after_elapsed". The first
// argument of a callback's event is a [Moved]; its context is never cancelled. Callbacks run in Run's goroutine, before
// do. A row that stays in its phase calls after_ and not enter_. Only enter_ and after_ are accepted: before_ and
// leave_ could veto or postpone what has already happened.
//
// A mirror is made when its instance is first heard of, in the phase of that first report, which need not be the start.
// From then on a report that does not begin where the last one ended is an error, and so is a callback that moves the
// mirror itself, or leaves an error in its event: Run ends and returns it, and do does not see that call. So two machines
// with one table need two names, and one that begins anew needs a row for it or another name.
//
// # Recordings
//
// [Driver.Record] writes every input as one line before it is stepped; [Replay] steps a fresh process by such lines,
// without a clock, to the same actions at the same instants.
//
// # What is not promised
//
// The queue is not bounded: Post accepts while memory lasts. Post from inside do or a callback is fine; Look from
// inside Look is not. A panic of the process, of do or of a callback is not caught: it leaves Run, and the driver has
// stopped. A line is handed to the operating system, not forced to the disk. A mirror takes a few kilobytes and is kept
// until the driver goes.
package live
