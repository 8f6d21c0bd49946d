package understudy

import "testing"

func TestCloneOfNew(t *testing.T) {
	s, err := New(Paired())
	if err != nil {
		t.Fatal(err)
	}
	c, err := s.Clone()
	if err != nil {
		t.Fatal(err)
	}
	a, _ := s.AppendSnapshot(nil)
	b, _ := c.AppendSnapshot(nil)
	if string(a) != string(b) {
		t.Fatal("differ")
	}
	t.Log(len(a))
}
