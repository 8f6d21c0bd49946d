$TTL 1h
@ SOA dc1 hostmaster 2026030201 15m 10m 1d 10m
@ NS dc1
dc1  A 192.0.2.53
fe-n A 192.0.2.10
fe-s A 192.0.2.20
_sipinternaltls._tcp SRV 0  0  5061 fe-n
_sipinternaltls._tcp SRV 10 10 5061 fe-s
sip CNAME fe-n
lyncdiscoverinternal A 192.0.2.10
