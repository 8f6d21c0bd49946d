package main

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"

	"understudy.example"
	"understudy.example/deployment"
	"understudy.example/dns"
	"understudy.example/internal/encoding"
	"understudy.example/story"
)

// readTopology reads the topology of a story, or of an exported deployment.
func readTopology(file string) (understudy.Topology, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return understudy.Topology{}, fmt.Errorf("monitor: %w", err)
	}
	if isExport(text) {
		d, err := deployment.Parse(file, text, deployment.Options{})
		if err != nil {
			return understudy.Topology{}, err
		}
		return d.Topology, d.Validate()
	}
	s, err := story.Parse(file, text)
	if err != nil {
		return understudy.Topology{}, err
	}
	return s.Topology, nil
}

// isExport reports whether a text begins as JSON does, in whatever encoding PowerShell has written it.
func isExport(text []byte) bool {
	text, _ = encoding.Decode(text)
	text = bytes.TrimLeft(text, " \t\r\n")
	return len(text) > 0 && (text[0] == '{' || text[0] == '[')
}

// standing is a topology in which everything is there from the beginning, for what is watched exists. Each pool has one user, who
// stands for all of them: the first who is homed there, or one who is made up. The others are only counted (F-13).
func standing(t understudy.Topology) understudy.Topology {
	t.Pools, t.Pairs = slices.Clone(t.Pools), slices.Clone(t.Pairs)
	t.Records, t.Addresses = slices.Clone(t.Records), slices.Clone(t.Addresses)
	users := t.Users
	t.Users = nil
	for i := range t.Pools {
		t.Pools[i].Later = false
		t.Users = append(t.Users, standIn(&t, &t.Pools[i], users))
	}
	for i := range t.Pairs {
		t.Pairs[i].Later = false
	}
	for i := range t.Records {
		t.Records[i].Later = false
	}
	for i := range t.Addresses {
		t.Addresses[i].Later = false
	}
	return t
}

// standIn is the user who stands for all that are homed on a pool.
func standIn(t *understudy.Topology, p *understudy.Pool, users []understudy.User) understudy.User {
	var homed []understudy.User
	for _, u := range users {
		if dns.Equal(u.Home, p.FQDN) {
			homed = append(homed, u)
		}
	}
	if len(homed) == 0 {
		host, _, _ := strings.Cut(p.FQDN, ".")
		p.Homed = max(p.Homed-1, 0) // he is one of those
		return understudy.User{URI: "anybody." + strings.ToLower(host) + "@" + t.Domain, Home: p.FQDN}
	}
	p.Homed += len(homed) - 1
	return homed[0]
}
