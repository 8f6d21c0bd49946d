understudy story 1
title A mirrored database without a witness waits for an order
# If the mirror took over by itself here, two servers could both be principal. Without a witness it is ordered to: service is
# normal for half an hour, and then limited, until somebody does (F-171, F-51).

topology
  domain lab.local
  site HQ
  site DR
  pool EE01.lab.local site HQ edition enterprise back-end mirroring front-ends 3 automatic detect 90s failback 300s
  pool EE02.lab.local site DR edition enterprise back-end clustering front-ends 3 cms automatic detect 90s failback 300s
  pair EE01.lab.local EE02.lab.local
  user u1@lab.local home EE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target EE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 0 port 5061 target EE02.lab.local

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  redirected by front end 2 of EE01.lab.local  The front end that holds the user's routing group is the registrar; the others send the user there (C-29)
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at front end 1 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  EE01.lab.local sees EE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  EE02.lab.local sees EE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
+5m

== F-171 Nobody orders it: limited after half an hour
break sql EE01.lab.local
| 0h05m00s  EE01.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 0h05m00s  EE01.lab.local  mirror mirrored → unavailable  The principal is lost, and nobody is there to agree that the mirror takes over (F-171)
| 0h05m00s  EE01.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
+29m59s
expect u1@lab.local normal
within 1s expect u1@lab.local limited
| 0h35m00s  EE01.lab.local  back end unreachable → unavailable  Unreachable for the threshold: its users are in resiliency mode (F-51, H-27)
| 0h35m00s  u1@lab.local  normal → limited at home  User services have gone; it stays signed in (C-43, F-51)

== F-62 The front ends run, the back end does not: a planned failover is refused
EE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn EE01.lab.local
| 0h35m00s  EE01.lab.local  fail pool over refused: database-up  The pool's back end does not answer; without disaster mode it has to (F-62)
expect blocked database-up

== F-171 The order: five minutes later everything is back
DR> Invoke-CsDatabaseFailover -PoolFqdn EE01.lab.local
| 0h35m00s  EE01.lab.local  fail database over  The mirror can become the principal (F-171)
| 0h35m00s  EE01.lab.local  mirror unavailable → failing over  The mirror is ordered to become the principal (F-171)
within 5m expect u1@lab.local normal
| 0h40m00s  EE01.lab.local  mirror failing over → without its mirror  The mirror is the principal now, and the lost one its mirror (F-171)
| 0h40m00s  EE01.lab.local  back end unavailable → reachable  The database answers, and everything is back (F-51)
| 0h40m00s  u1@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
break mirror EE01.lab.local
| 0h40m00s  EE01.lab.local  mirror down  The mirror of the back end is lost (F-171)
| 0h40m00s  EE01.lab.local  mirror without its mirror → unavailable  Two of principal, mirror and witness are lost, or both servers where there is no witness (F-171)
| 0h40m00s  EE01.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
heal sql EE01.lab.local
| 0h40m00s  EE01.lab.local  mended: SQL down  The fault is over (H-22)
DR> Invoke-CsDatabaseFailover -PoolFqdn EE01.lab.local
| 0h40m00s  EE01.lab.local  fail database over refused: mirror-ready  The mirror cannot become the principal now (F-171)
expect blocked mirror-ready
heal mirror EE01.lab.local
| 0h40m00s  EE01.lab.local  mended: mirror down  The fault is over (H-22)
| 0h40m00s  EE01.lab.local  mirror unavailable → mirrored  Both servers are back (F-171)
| 0h40m00s  EE01.lab.local  back end unreachable → reachable  Back within the threshold, and nobody has noticed (F-172)

== L-17, F-116 There is nothing to be failed over, and nothing to be asked
DR> Invoke-CsDatabaseFailover -PoolFqdn EE02.lab.local
| 0h40m00s  EE02.lab.local  fail database over refused: mirrored  Only the back end of an Enterprise pool has a mirror, if it has one (F-116, L-17)
expect blocked mirrored
DR> Get-CsDatabaseMirrorState -PoolFqdn EE02.lab.local
| 0h40m00s  DR  understudy: query: the back end of EE02.lab.local has no mirror (F-116)
expect error
break nic EE01.lab.local
| 0h40m00s  EE01.lab.local  network adapter disabled  Nothing reaches it and nothing leaves it; its services run on (L-10, H-22)
DR> Get-CsDatabaseMirrorState -PoolFqdn EE01.lab.local
| 0h40m00s  DR  understudy: query: the back end of EE01.lab.local cannot be reached (F-116)
expect error
