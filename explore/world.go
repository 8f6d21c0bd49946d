package explore

import "understudy.example/machine"

// A World holds one state at a time, of a system that can be in many.
type World interface {
	Code(*machine.Code)          // visits the state, every field once with its range
	Moves(out []Move) []Move     // appends what can happen in this state, in a fixed order; in an end, nothing can
	Do(m Move) error             // lets it happen; an error is a broken law, of the step or of the state that it leads to
	Label(m Move) (words string) // puts a move into words, in the state before it
}

// A Move is one thing that can happen in a state. Its World says what the number means.
type Move uint32

// Live is a World with states that it has to come back to, whatever has happened, once the world around it is quiet.
type Live interface {
	World
	Good() bool       // the state is one of those
	Fair(m Move) bool // the move goes on happening when all is quiet: time, repairs; not what breaks, nor what people do
}
