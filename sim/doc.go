// Package sim is virtual time for people who ask "what happens to my users?": the servers of an understudy.System, and
// up to millions of clients that they answer.
//
// # What you say
//
// A [Config] names a topology and the populations on it. A [Population] is many users who are like one user of the topology: where he
// sits, where he is homed, which client he has. The user himself stays away; he is a model to be like. Admission, latencies,
// back-off and everything else are the topology's parameters, and its Seed is the seed of every draw.
//
// # What you do
//
// [New] makes a [World] at instant 0. [World.Do] runs it to an instant and lets an order or a fault happen there; [World.Run] only runs
// it. In between you may ask what you like: [World.Count] says how many clients of a population are in a phase, [World.Load] what
// a registrar had to take, [World.Client] what one of them is doing, and [World.System] is the servers, to look at. An [Observer] hears of every
// change and every REGISTER as it happens.
//
// [World.Account] counts; its [Report] says how long people were out and limited, what registrars had to take and whether the pool that
// is left suffices, and holds every failover and failback that was ordered against the objectives of the release: its time, and by kind of
// data how old the copies were when the pool was lost.
//
// A machine of your own can take part: as the rules of all clients (Config.Rules), or as an [Actor] of any kind. Package sim/sweep runs
// the same World with other parameters and seeds, as many as you like.
//
// # What you can rely on
//
// Every client is the project's own client machine, and every answer comes from the functions that answer the System's own users:
// a World tells who is registered where, in which mode, and when he comes back, to the nanosecond as stepping a System with as many
// users of its own would. It does so in a fraction of the time because answers change only when the servers do: they are asked
// once for each population and pool, and then looked up. A client takes 48 bytes, and its timer 12.
//
// Things happen in one order: by instant, and at one instant messages first, in the order in which they were sent, then deadlines of
// servers, then of bindings, then of clients by number. Draws are counted by each client for itself. So equal
// configurations give equal runs, whatever holds the timers.
//
// # Cohorts
//
// [NewCohorts] plays the same Config by count, for any number of users, in milliseconds for hours; the Report is of the same kind. It
// drives the same client machine and asks the same servers, but divides by probability what a World draws. What cannot be counted is an
// error that says what it is: rules of your own, an Observer, whatever makes clients keep answers of DNS, and a grain in which a rate
// lets in more than two million.
//
// What is compared over drawn scenarios of 300 to 5,000 clients, with rates from one a second on and Bursts from 1 on: Back, StillOut and
// StillLess; of each population OutTime, LimitedTime, FullTime, Features, and Count and Sum of Outages; of each registrar Peak, Load, and
// Accepted in all of Series. Each is within 5 % of those of three Worlds with different seeds, give or take as much as they differ from
// each other, and what a grain of chance is worth: a minute for Back, an hour for sums of time, four times the root of a peak, one client
// who is still out, twenty REGISTERs, forty that are turned away. Where the client's Jitter is 0 all who failed together come together;
// who of them is served is an accident of their numbers, and only sums over populations agree, and Back is not compared.
//
// All other figures are indications, above all those that single clients make: Full, Most and percentiles of Outages, PeakAt, Held.
// Near a rate the last client of a World is turned away by bad luck and backs off once more: 2,500 clients at two a second
// have everything after 75 to 80 minutes in three Worlds, and after 76 by count.
//
// Load that comes near a rate is refused by chance now and then, and the more often the smaller the Burst: with a Burst of 1, which takes one
// at a time, half of those whom the rate could take. What chance wastes is counted as in the queue M/D/1, which it is as long as those who
// come do so one after another, and as many in one grain as in the next. Of the time that 2,500 clients are out that gives 3 % more or
// less than a World, for Bursts of 1 to 8.
//
// Cohorts take fractions of places, and all who come in a grain come in its middle, so that a storm can be over a few seconds before the
// rate lets a World be done: 2,500 users at two a second, eight at a time, who try again every five seconds less what is drawn, are in after
// 20m44s, and in a World after 20m47s. With a Jitter of 0, two at a time, both take 1h44m: everybody comes every five seconds, and a burst
// of two is let in.
//
// # What is not there
//
// Pools whose front ends are modelled one by one (FrontEnds above 0) are refused; a population knows a pool as one server. Nobody of a
// population calls, edits or meets anybody; what that would take away, modes tell. Certificates are neither renewed nor run out: a
// World ends before that. Populations stay where they are homed. Where DNS cannot change, no client keeps its answers, and one
// that loses sight of DNS finds nothing, rather than what it has cached; Config.KeepDNS lets every client keep them, at 24 bytes for each
// name.
package sim
