package machine_test

import (
	"fmt"
	"time"

	"understudy.example/machine"
)

// A table meets a cause in a phase, and every move has its reason.
func ExampleTable() {
	table := machine.MustTable(door())
	phase := Shut
	for _, touch := range []Touch{Knock, Pull, Push, Kick} {
		move, outcome := table.Take(&phase, touch)
		fmt.Printf("%-5v %-7v now %v: %s\n", touch, outcome, phase, table.Why(move))
	}
	// Output:
	// knock ignored now shut: Nobody is at home
	// pull  refused now shut: no rule for pull when shut
	// push  taken   now open: It opens inwards
	// kick  taken   now shut: It closes with a bang | or a slam
}

// NewTable says everything that is wrong with a table at once.
func ExampleNewTable() {
	spec := door()
	spec.Doc = ""
	spec.Rows[0].Why = ""
	spec.Rows = append(spec.Rows, row(Shut, Push, Broken, "It is a very old door"))
	_, err := machine.NewTable(spec)
	fmt.Println(err)
	// Output:
	// machine: table "house/door": Doc is empty
	// machine: table "house/door": row shut on push has no Why
	// machine: table "house/door": row shut on push stands there already, as row
}

func ExampleMermaid() {
	fmt.Print(machine.Mermaid(machine.MustTable(door())))
	// Output:
	// stateDiagram-v2
	//     state "shut" as s0
	//     state "open" as s1
	//     state "broken" as s2
	//     [*] --> s0
	//     s0 --> s1: push
	//     s0 --> s2: kick
	//     s1 --> s0: pull, kick
}

func ExampleReference() {
	fmt.Print(machine.Reference(machine.MustTable(door())))
	// Output:
	// # house/door
	//
	// A door that opens one way.
	//
	// ```mermaid
	// stateDiagram-v2
	//     state "shut" as s0
	//     state "open" as s1
	//     state "broken" as s2
	//     [*] --> s0
	//     s0 --> s1: push
	//     s0 --> s2: kick
	//     s1 --> s0: pull, kick
	// ```
	//
	// ## Moves
	//
	// | in | on | to | why |
	// |---|---|---|---|
	// | shut | push | open | It opens inwards |
	// | shut | kick | broken | It is an old door |
	// | open | push | open | It swings |
	// | open | pull | shut | It closes outwards |
	// | open | kick | shut | It closes with a bang \| or a slam |
	//
	// ## Ordinary, and nothing moves
	//
	// | in | on | why |
	// |---|---|---|
	// | shut | knock | Nobody is at home |
	//
	// ## Refused, with a reason
	//
	// | in | on | why |
	// |---|---|---|
	// | broken | push | There is nothing left to push |
	//
	// Everything else is refused: there is no rule for it.
}

// The owner of a process gives it events, and lets the time pass between them.
func ExampleUntil() {
	bell := machine.Of(bell{Every: 10 * time.Second}, bellState{})
	out := bell.Step(0, 3, nil)
	fmt.Println(0, out)
	machine.Until(bell, machine.Instant(25*time.Second), out, func(at machine.Instant, out []string) {
		fmt.Println(at, out)
	})
	fmt.Println("next:", bell.Deadline())
	// Output:
	// 0 [set to 3]
	// 10s [ring 3]
	// 20s [ring 2]
	// next: 30s
}

// One visit packs a state, and unpacks it at another time.
func ExampleCode() {
	rules := bell{Every: 10 * time.Second}
	state := bellState{Left: 2, Next: machine.At(machine.Instant(107 * time.Second))}

	var c machine.Code
	c.Pack(machine.Instant(100*time.Second), time.Second, nil)
	rules.Code(&c, &state)
	words := c.Words()
	fmt.Println(words, c.Err())

	var later bellState
	c.Unpack(machine.Instant(time.Hour), time.Second, words)
	rules.Code(&c, &later)
	fmt.Println(later.Left, later.Next.Deadline(), c.Close())
	// Output:
	// [2050] <nil>
	// 2 1h0m7s <nil>
}

// A copy of a Draw goes on as the original does.
func ExampleDraw() {
	d := machine.Draw{Seed: 1}
	fmt.Print(d.Below(6), d.Below(6), d.Below(6))
	snapshot := d
	fmt.Println(" |", d.Below(6), d.Below(6))
	fmt.Println("      |", snapshot.Below(6), snapshot.Below(6))
	// Output:
	// 0 4 3 | 2 1
	//       | 2 1
}
