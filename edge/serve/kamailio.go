package serve

import (
	"fmt"
	"net"
	"path/filepath"
	"testing"
)

// Kamailio starts a SIP server that answers OPTIONS, with plain TCP at one address and TLS at the other, as in "127.0.0.1:5061", and
// waits until it takes connections.
func Kamailio(t testing.TB, dir, cert, key, tcp, secure string) *Server {
	t.Helper()
	modules, err := filepath.Glob("/usr/lib/*/kamailio/modules/tls.so")
	if err != nil || len(modules) == 0 {
		t.Fatal("there is no tls.so of Kamailio", err)
	}
	conf := File(t, dir, "kamailio.cfg", fmt.Sprintf(`#!KAMAILIO
debug=2
log_stderror=yes
children=1
tcp_children=2
enable_tls=yes
auto_aliases=no
dns=no
rev_dns=no
listen=tcp:%s
listen=tls:%s
mpath=%q
loadmodule "sl.so"
loadmodule "tls.so"
modparam("tls", "certificate", %q)
modparam("tls", "private_key", %q)
modparam("tls", "tls_method", "TLSv1.2+")
request_route {
	if (method == "OPTIONS") { sl_send_reply("200", "Here"); exit; }
	sl_send_reply("405", "Not here");
}
`, tcp, secure, filepath.Dir(modules[0])+"/", cert, key))
	s := Start(t, dir, nil, "kamailio", "-f", conf, "-DD", "-E", "-m", "32", "-M", "4", "-w", dir, "-Y", dir)
	for _, address := range []string{tcp, secure} {
		Until(t, "Kamailio", func() bool {
			conn, err := net.Dial("tcp", address)
			if err == nil {
				conn.Close()
			}
			return err == nil
		})
	}
	return s
}
