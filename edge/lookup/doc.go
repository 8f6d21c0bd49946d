// Package lookup finds what DNS says of a deployment, in zone files ([ParseZone]) or at servers ([Server]), and puts it into a
// topology ([Fill]).
//
// Both are a [Source]: they answer with records of package dns, with the time that the answer may be kept, and with the event
// that it is for a cache of package dns/cache.
//
//	z, err := lookup.ParseZone("db.example.com", file, "example.com.")
//	remarks, err := lookup.Fill(ctx, &topology, z)
//
// A server is asked over UDP, and over TCP if its answer was cut off. Nothing is cached here, and no server is asked twice: how long
// an answer counts and when to ask again is for the machines to say.
package lookup
