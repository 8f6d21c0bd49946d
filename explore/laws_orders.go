package explore

import (
	"fmt"
	"reflect"
	"slices"
	"time"

	"understudy.example"
	"understudy.example/machine"
	"understudy.example/story"
)

// known is the law that what is ordered can be meant.
var known = remembering("known-names", "Every order names what is there: a pool, a user, a place of the topology",
	"P15; F-71, F-106", understudy.OfPolicy, understudy.Must, watchNames)

// watchNames looks for orders that the System found to be invalid.
func watchNames(t *Trial) func(*Instant) (int, error) {
	return func(in *Instant) (applied int, broken error) {
		any := slices.ContainsFunc(in.Actions, func(a understudy.Action) bool { return a.Kind == understudy.Invalid })
		for _, g := range in.Orders {
			if applied++; any && !g.Denied && t.knowsNot(g.Order) {
				broken = fmt.Errorf("%s names what is not in the topology", story.FormatInput(g.Order))
			}
		}
		return applied, broken
	}
}

// knowsNot reports whether an order is invalid: names are those of the topology, whatever has happened.
func (t *Trial) knowsNot(o understudy.Order) bool {
	s, err := understudy.NewWith(t.Plan.Topology, t.setup.Parts)
	return err == nil && invalid(s.Step(0, o, nil))
}

// A noOrder is what a policy gave that no System can carry out: nil, a pointer to an order, or a type of its own around one.
type noOrder struct {
	order understudy.Order
	at    machine.Instant
	place string
}

func (n noOrder) Error() string {
	return fmt.Sprintf("explore: the policy at %s gives %T at %v, which is no order: orders are values of package understudy", n.place, n.order, time.Duration(n.at))
}

// isOrder reports whether an order is one that a System knows.
func isOrder(o understudy.Order) bool {
	t := reflect.TypeOf(o)
	return t != nil && t.PkgPath() == reflect.TypeFor[understudy.PoolFailOver]().PkgPath()
}
