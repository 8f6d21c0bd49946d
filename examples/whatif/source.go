package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"

	"understudy.example"
	"understudy.example/deployment"
	"understudy.example/edge/lookup"
	"understudy.example/story"
)

// A Source is what was read: a story, and what was remarkable about the files.
type Source struct {
	Story   *story.Story
	Remarks []string
}

// read reads a story or an exported deployment, and adds the records of zone files.
func read(file string, zones []string) (*Source, error) {
	s, err := readFile(file, len(zones) > 0)
	switch {
	case err != nil:
		return nil, err
	case len(zones) > 0:
		err = s.fill(zones)
	case silent(s.Story.Topology):
		s.Remarks = append(s.Remarks, "nothing is said of DNS, where clients look for a server: -zone FILE takes the records of a zone")
	}
	return s, err
}

// readFile reads a story, a deployment if it ends as one, or the lab if there is none. Zones may tell what is in DNS.
func readFile(file string, zones bool) (*Source, error) {
	if file == "" {
		return &Source{Story: &story.Story{Title: "The reference lab", Topology: understudy.Paired()}}, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	if strings.EqualFold(filepath.Ext(file), ".json") {
		return readDeployment(file, text, zones)
	}
	s, err := story.Parse(file, text)
	return &Source{Story: s}, err
}

// readDeployment reads what the product says of itself. It takes nobody's name: users are counted.
func readDeployment(file string, text []byte, zones bool) (*Source, error) {
	d, err := deployment.Parse(file, text, deployment.Options{Zones: zones})
	if err == nil {
		err = d.Validate()
	}
	if err != nil {
		return nil, err
	}
	s := &Source{Story: d.Story("As exported in " + filepath.Base(file))}
	for _, r := range d.Remarks {
		s.Remarks = append(s.Remarks, r.String())
	}
	return s, nil
}

// fill adds what zone files say.
func (s *Source) fill(files []string) error {
	var zones lookup.Zones
	for _, file := range files {
		origin, name, named := strings.Cut(file, "=")
		if !named {
			origin, name = s.Story.Topology.Domain, file
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		z, err := lookup.ParseZone(name, bytes.NewReader(text), origin)
		if err != nil {
			return err
		}
		zones = append(zones, z)
	}
	found, err := lookup.Fill(context.Background(), &s.Story.Topology, zones)
	s.Remarks, s.Story.Notes = append(s.Remarks, found.Remarks...), append(s.Story.Notes, found.Remarks...)
	return err
}
