package lookup_test

import (
	"context"
	"fmt"
	"strings"

	"understudy.example"
	"understudy.example/edge/lookup"
)

// The reference lab, with the records that a zone file has. A target that is an alias is followed to its pool, and remarked on.
func ExampleFill() {
	zone, err := lookup.ParseZone("db.lab.local", strings.NewReader(`$TTL 300
@ SOA ns hostmaster 1 3600 600 86400 60
FE01 A 192.0.2.1
FE02 A 192.0.2.2
pool CNAME FE02
_sipinternaltls._tcp SRV 0 0 5061 FE01
_sipinternaltls._tcp SRV 10 0 5061 pool
`), "lab.local")
	if err != nil {
		panic(err)
	}
	t := understudy.Paired()
	found, err := lookup.Fill(context.Background(), &t, zone)
	for _, r := range t.Records {
		fmt.Println(r.Name, r.Priority, r.Target)
	}
	fmt.Println(found.TTL, found.Remarks, err)
	// Output:
	// _sipinternaltls._tcp.lab.local 0 FE01.lab.local
	// _sipinternaltls._tcp.lab.local 10 FE02.lab.local
	// 1m0s [_sipinternaltls._tcp.lab.local leads to pool.lab.local, which is an alias of FE02.lab.local: no target should be one] <nil>
}
