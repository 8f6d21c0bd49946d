package story

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"understudy.example"
)

func backwards[T any](list []T) []T {
	list = slices.Clone(list)
	slices.Reverse(list)
	return list
}

// again plays a story in another topology, and returns what happened, line by line: lists in a line, and lines of one instant, in
// an order of their own.
func again(t *testing.T, s Story, in understudy.Topology) ([]string, error) {
	s.Topology, s.Steps = in, slices.Clone(s.Steps)
	for i := range s.Steps {
		s.Steps[i].Happened = nil
	}
	played, err := Player{}.Play(&s)
	if played == nil {
		t.Fatalf("%s: %v", s.Name, err)
	}
	lines := happenings(played)
	for i, l := range lines {
		if where, list, is := strings.Cut(l, "Replicas: "); is {
			names := strings.Split(list, ", ")
			slices.Sort(names)
			lines[i] = where + "Replicas: " + strings.Join(names, ", ")
		}
	}
	slices.Sort(lines)
	return lines, err
}

const (
	atOnce = "who is heard first at one instant is the first in the list, and there is room for no more"
	drawn  = "who draws which record follows from a user's number"
	routed = "which front end has a user follows from his number"
)

// Stories in which it shows in which order a topology lists its parts, and its users.
var (
	orderMatters = map[string]string{
		"by-hand.story": "two registrars hear at one instant that a pool is active: its user is told of limited mode first, or is sent home at once",
	}
	usersMatter = map[string]string{
		"endpoint-limit.story": atOnce, "herd.story": atOnce, "sign-in-storm.story": atOnce,
		"questions.story": drawn, "weights-proportional.story": drawn, "weights-rfc2782.story": drawn,
		"enterprise-failback.story": routed, "losing-front-ends.story": routed, "lost-group.story": routed, "sixteen.story": routed,
		"two-front-ends.story": routed,
	}
)

// What happens does not depend on the order in which a topology lists its sites, pools, pairs, Edges, observers and names.
func TestOrderOfTheTopology(t *testing.T) {
	alike(t, orderMatters, func(s Story) (is, turned understudy.Topology) {
		other := s.Topology
		other.Sites, other.Pools, other.Pairs = backwards(other.Sites), backwards(other.Pools), backwards(other.Pairs)
		other.Edges, other.Observers = backwards(other.Edges), backwards(other.Observers)
		other.Addresses, other.GeoNames = backwards(other.Addresses), backwards(other.GeoNames)
		return s.Topology, other
	})
}

// Nor does it depend on that of the users, where nothing is drawn.
func TestOrderOfUsers(t *testing.T) {
	alike(t, usersMatter, func(s Story) (is, turned understudy.Topology) {
		s.Topology.Parameters.Client.Jitter = 0
		other := s.Topology
		other.Users = backwards(other.Users)
		return s.Topology, other
	})
}

func alike(t *testing.T, but map[string]string, turn func(Story) (is, turned understudy.Topology)) {
	for _, name := range append(files(t, "testdata/*.story"), files(t, "testdata/situations/*.story")...) {
		t.Run(filepath.Base(name), func(t *testing.T) {
			s := *goldenOf(t, name).story
			is, turned := turn(s)
			want, wantErr := again(t, s, is)
			got, err := again(t, s, turned)
			_, matters := but[filepath.Base(name)]
			if same := slices.Equal(want, got) && (err == nil) == (wantErr == nil); same == matters {
				t.Errorf("it happens alike: %v (%v, %v)", same, err, wantErr)
			}
		})
	}
}
