package sim

import (
	"errors"
	"time"

	"understudy.example"
	"understudy.example/machine"
)

// A Population is many users who are like one of the topology's: they sit where he sits, are homed where he is homed, and
// have clients like his. Every endpoint is a client by itself.
type Population struct {
	Like      string        // the URI of the user; each population has one of its own
	Users     int           // at least 1; they count for the capacity of the home pool, and for how long its failover takes
	Endpoints int           // of each user; 0 is one, and the product allows no more than 8 (C-47)
	SignIn    time.Duration // all sign in within this time from the beginning, each endpoint at a drawn instant (H-99)
	SignedIn  bool          // or they have been signed in for long, as many as there is room for, and refresh at drawn instants (H-99)
}

// endpoints is how many clients the population has.
func (p Population) endpoints() int { return p.Users * max(p.Endpoints, 1) }

// addHomed counts the users for the capacity of their home pool; the one they are like is counted already.
func (p Population) addHomed(t *understudy.Topology) {
	for _, u := range t.Users {
		if u.URI != p.Like {
			continue
		}
		for i := range t.Pools {
			if t.Pools[i].FQDN == u.Home {
				t.Pools[i].Homed += p.Users - 1
			}
		}
	}
}

// A Config is everything that a World is made of.
type Config struct {
	Topology    understudy.Topology // its Seed is the seed of every draw
	Parts       understudy.Parts    // what is replaced in the servers
	Populations []Population        // at least one, at most 255
	Rules       Rules               // of all clients; nil for the topology's client.Rules
	KeepDNS     bool                // every client keeps the answers of DNS, even where DNS never changes: see World
	Observer    Observer            // hears what happens to clients; may be nil
	Tell        func(machine.Instant, []understudy.Action)
	// Tell hears what happens to the servers, instant by instant; may be nil. The slice is valid during the call only.
}

// ErrConfig is what every error about a Config wraps.
var ErrConfig = errors.New("sim: no world")

// The bounds of a World.
const (
	MaxPopulations = 255
	MaxClients     = 1 << 28
	MaxEndpoints   = 8 // of one user (C-47)
	Horizon        = machine.Instant(365 * 24 * time.Hour)
)

// Validate reports every fault of the configuration at once; each error wraps ErrConfig, or understudy.ErrTopology.
func (c *Config) Validate() error { return c.validate(MaxClients) }

// validate is Validate of people of whom there can be so many.
func (c *Config) validate(most int64) error {
	t := &c.Topology
	f := machine.Faults{Package: "sim", Kind: ErrConfig}
	f.Add(t.Validate())
	f.If(len(t.Pools) > mostPools, "Topology: Pools has %d, more than the %d that clients can keep apart", len(t.Pools), mostPools)
	for _, p := range t.Pools {
		f.If(p.FrontEnds > 0, "Topology: pool %s has FrontEnds %d; populations know pools as one server, FrontEnds 0", p.FQDN, p.FrontEnds)
	}
	f.If(len(c.Populations) == 0, "Populations must not be empty")
	f.If(len(c.Populations) > MaxPopulations, "Populations has %d, more than %d", len(c.Populations), MaxPopulations)
	total, like := int64(0), map[string]bool{}
	for i, p := range c.Populations {
		f.If(like[p.Like], "Populations[%d]: Like %q is another's already", i, p.Like)
		f.If(!names(t, p.Like), "Populations[%d]: Like %q is none of Topology.Users", i, p.Like)
		f.If(p.Users < 1, "Populations[%d]: Users %d must be at least 1", i, p.Users)
		f.If(int64(p.Users) > most, "Populations[%d]: Users %d must not be above %d", i, p.Users, most)
		f.If(p.Endpoints < 0 || p.Endpoints > MaxEndpoints, "Populations[%d]: Endpoints %d must be 0 to %d (C-47)", i, p.Endpoints, MaxEndpoints)
		f.If(p.SignIn < 0, "Populations[%d]: SignIn %v must not be below 0", i, p.SignIn)
		f.If(p.SignIn > 0 && p.SignedIn, "Populations[%d]: SignIn %v and SignedIn exclude each other", i, p.SignIn)
		like[p.Like] = true
		total += min(max(int64(p.Users), 0), most) * int64(min(max(p.Endpoints, 1), MaxEndpoints))
	}
	f.If(total > most, "Populations have %d endpoints together, more than %d", total, most)
	return f.Err()
}

func names(t *understudy.Topology, uri string) bool {
	for _, u := range t.Users {
		if u.URI == uri {
			return true
		}
	}
	return false
}
