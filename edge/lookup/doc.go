// Package lookup finds what DNS says of a deployment, in zone files ([ParseZone]) or at servers ([Server], [Servers]), and puts it into a
// topology ([Fill]).
//
// All are a [Source]: they answer with records of package dns, with the time that the answer may be kept, and with the event
// that it is for a cache of package dns/cache.
//
//	z, err := lookup.ParseZone("db.example.com", file, "example.com.")
//	found, err := lookup.Fill(ctx, &topology, z)
//
// A server is asked over UDP, and over TCP if its answer was cut off. Of several ([System] are those of this machine), the next one is asked
// when one is silent or has an error, as in SERVFAIL. Nothing is cached here, and no server is asked the same twice: each answer says how
// long it counts, and [Found] when the first of them ends, which is when to fill the topology again.
package lookup
