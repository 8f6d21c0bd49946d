// Package sweep runs one function at many places, and keeps what comes out: how do users fare if this interval, that rate and those
// seeds are other ones?
//
// # What you say
//
// A [Sweep] names its axes, each with the values that it takes, the seeds, and the measures that come out of a run. Every
// combination is a [Point]: a plain value with a number, which any machine can run that has the same [Func].
//
// # What you do
//
// [Sweep.Run] runs points on all cores. With a File it keeps each result there as soon as it has it. Cut off, by a signal or a full
// disk, it goes on from there the next time. [Sweep.Sample] picks some of many places, and Options.Points takes part of the work, for
// several machines to share; [Sweep.Merge] puts together what they have. [Sweep.Cells] puts the seeds of a place together.
//
// # What you can rely on
//
// Results come, and are written, in the order of their points, whatever the number of workers, machines and interruptions: equal
// sweeps make equal files, byte for byte. A file is of one sweep, which its first line tells; it is not mistaken for that of another.
// What is in a file has survived the death of the process that wrote it; against the death of the machine it is only safe when Run
// has returned. One run at a time writes to a file: another is refused ([ErrInUse]), until the first has ended or its process is dead.
//
// # What is not there
//
// A Func that gives two answers to one point is not noticed unless both are merged. A file knows its sweep, but not which
// version of the Func has measured: put what tells versions apart into Name. Windows, and a file system that has no locks, do not refuse a second run.
package sweep
