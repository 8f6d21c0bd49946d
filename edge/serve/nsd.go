package serve

import (
	"fmt"
	"path/filepath"
	"testing"
)

// NSD starts an authoritative DNS server at a port of 127.0.0.1, with zones by their origins. It may not answer yet.
func NSD(t testing.TB, dir string, port int, zones map[string]string) *Server {
	t.Helper()
	log := filepath.Join(dir, "nsd.log")
	conf := fmt.Sprintf(`server:
  ip-address: 127.0.0.1@%d
  server-count: 1
  username: ""
  zonesdir: %q
  pidfile: "nsd.pid"
  xfrdfile: "xfrd.state"
  zonelistfile: "zone.list"
  database: ""
  logfile: %q
remote-control:
  control-enable: no
`, port, dir, log)
	for origin, text := range zones {
		File(t, dir, origin, text)
		conf += fmt.Sprintf("zone:\n  name: %q\n  zonefile: %q\n", origin, origin)
	}
	return Start(t, dir, []string{log}, "nsd", "-d", "-c", File(t, dir, "nsd.conf", conf))
}
