understudy story 1
title A mirrored database with a witness, server by server
# If a mirror were a backup, somebody would have to call it in. With a witness it takes over by itself in five minutes, and
# users do not notice (F-171); but of principal, mirror and witness two have to be there.

topology
  domain lab.local
  site HQ
  pool EE01.lab.local site HQ edition enterprise back-end mirroring witness front-ends 3 cms
  user u1@lab.local home EE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target EE01.lab.local

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  redirected by front end 2 of EE01.lab.local  The front end that holds the user's routing group is the registrar; the others send the user there (C-29)
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at front end 1 of EE01.lab.local, normal  The home pool is active and its store is within reach (F-45)

== F-171 The principal is lost: the mirror takes over, and the lost one becomes the mirror
HQ> Get-CsDatabaseMirrorState -PoolFqdn EE01.lab.local
| 0h00m00s  HQ  primary server: principal, up
| 0h00m00s  HQ  mirror server: mirror, up
| 0h00m00s  HQ  Database: mirrored
break sql EE01.lab.local
| 0h00m00s  EE01.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 0h00m00s  EE01.lab.local  mirror mirrored → failing over  The principal is lost; mirror and witness agree, and the mirror takes over by itself (F-171)
| 0h00m00s  EE01.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
for 5m expect u1@lab.local normal
| 0h05m00s  EE01.lab.local  mirror failing over → without its mirror  The mirror is the principal now, and the lost one its mirror (F-171)
| 0h05m00s  EE01.lab.local  back end unreachable → reachable  Back within the threshold, and nobody has noticed (F-172)
heal sql EE01.lab.local
| 0h05m00s  EE01.lab.local  mended: SQL down  The fault is over (H-22)
| 0h05m00s  EE01.lab.local  mirror without its mirror → mirrored  The mirror is back, and catches up (F-171)
HQ> Get-CsDatabaseMirrorState -PoolFqdn EE01.lab.local
| 0h05m00s  HQ  primary server: mirror, up
| 0h05m00s  HQ  mirror server: principal, up
| 0h05m00s  HQ  Database: mirrored
+1m

== F-171 Ordered back; a second order has to wait
HQ> Invoke-CsDatabaseFailover -PoolFqdn EE01.lab.local
| 0h06m00s  EE01.lab.local  fail database over  The mirror can become the principal (F-171)
| 0h06m00s  EE01.lab.local  mirror mirrored → failing over  Principal and mirror are ordered to change places (F-171)
| 0h06m00s  EE01.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
HQ> Invoke-CsDatabaseFailover -PoolFqdn EE01.lab.local
| 0h06m00s  EE01.lab.local  fail database over refused: mirror-ready  The mirror cannot become the principal now (F-171)
expect blocked mirror-ready
+5m
| 0h11m00s  EE01.lab.local  mirror failing over → mirrored  Principal and mirror have changed places (F-171)
| 0h11m00s  EE01.lab.local  back end unreachable → reachable  Back within the threshold, and nobody has noticed (F-172)

== F-171 Two of three are lost: the principal gives up, and after half an hour its users are limited
break mirror EE01.lab.local
| 0h11m00s  EE01.lab.local  mirror down  The mirror of the back end is lost (F-171)
| 0h11m00s  EE01.lab.local  mirror mirrored → without its mirror  The mirror is lost, and the principal goes on without it (F-171)
break witness EE01.lab.local
| 0h11m00s  EE01.lab.local  witness down  The witness of the back end's mirror is lost (F-171)
| 0h11m00s  EE01.lab.local  mirror without its mirror → unavailable  Two of principal, mirror and witness are lost, or both servers where there is no witness (F-171)
| 0h11m00s  EE01.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
within 31m expect u1@lab.local limited
| 0h41m00s  EE01.lab.local  back end unreachable → unavailable  Unreachable for the threshold: its users are in resiliency mode (F-51, H-27)
| 0h41m00s  u1@lab.local  normal → limited at home  User services have gone; it stays signed in (C-43, F-51)
heal witness EE01.lab.local
| 0h41m00s  EE01.lab.local  mended: witness down  The fault is over (H-22)
| 0h41m00s  EE01.lab.local  mirror unavailable → without its mirror  The principal may serve again (F-171)
| 0h41m00s  EE01.lab.local  back end unavailable → reachable  The database answers, and everything is back (F-51)
| 0h41m00s  u1@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
expect u1@lab.local normal
heal mirror EE01.lab.local
| 0h41m00s  EE01.lab.local  mended: mirror down  The fault is over (H-22)
| 0h41m00s  EE01.lab.local  mirror without its mirror → mirrored  The mirror is back, and catches up (F-171)

== F-171 The mirror and the witness come back without the principal
break witness EE01.lab.local
| 0h41m00s  EE01.lab.local  witness down  The witness of the back end's mirror is lost (F-171)
break sql EE01.lab.local
| 0h41m00s  EE01.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 0h41m00s  EE01.lab.local  mirror mirrored → unavailable  The principal is lost, and nobody is there to agree that the mirror takes over (F-171)
| 0h41m00s  EE01.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
+1m
heal witness EE01.lab.local
| 0h42m00s  EE01.lab.local  mended: witness down  The fault is over (H-22)
| 0h42m00s  EE01.lab.local  mirror unavailable → failing over  Mirror and witness are back, and the mirror takes over by itself (F-171)
+1m
break witness EE01.lab.local
| 0h43m00s  EE01.lab.local  witness down  The witness of the back end's mirror is lost (F-171)
| 0h43m00s  EE01.lab.local  mirror failing over → unavailable  The servers that the takeover needs are lost in the middle of it (F-171)
+1m
heal sql EE01.lab.local
| 0h44m00s  EE01.lab.local  mended: SQL down  The fault is over (H-22)
| 0h44m00s  EE01.lab.local  mirror unavailable → mirrored  Both servers are back (F-171)
| 0h44m00s  EE01.lab.local  back end unreachable → reachable  Back within the threshold, and nobody has noticed (F-172)

== F-171 The mirror is lost in the middle of a switch
heal witness EE01.lab.local
| 0h44m00s  EE01.lab.local  mended: witness down  The fault is over (H-22)
HQ> Invoke-CsDatabaseFailover -PoolFqdn EE01.lab.local
| 0h44m00s  EE01.lab.local  fail database over  The mirror can become the principal (F-171)
| 0h44m00s  EE01.lab.local  mirror mirrored → failing over  Principal and mirror are ordered to change places (F-171)
| 0h44m00s  EE01.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
+1m
break mirror EE01.lab.local
| 0h45m00s  EE01.lab.local  mirror down  The mirror of the back end is lost (F-171)
| 0h45m00s  EE01.lab.local  mirror failing over → without its mirror  The mirror is lost in the middle of the takeover, and the principal is there to go on (F-171)
| 0h45m00s  EE01.lab.local  back end unreachable → reachable  Back within the threshold, and nobody has noticed (F-172)
+5m
heal mirror EE01.lab.local
| 0h50m00s  EE01.lab.local  mended: mirror down  The fault is over (H-22)
| 0h50m00s  EE01.lab.local  mirror without its mirror → mirrored  The mirror is back, and catches up (F-171)
