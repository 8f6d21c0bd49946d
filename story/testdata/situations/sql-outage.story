understudy story 1
title The SQL server of a pool is away for 29 minutes, and for 31
# If the registrar went down with its database, FE01 would have a verdict and take the users in. It answers pings, so
# there is none (H-27): for half an hour nobody notices (F-172), then the users are limited at home (F-51), and stay
# there. Only an administrator who calls it a disaster can do better (F-62).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard cms automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  user u2@lab.local home FE02.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
u2@lab.local signs in
| 0h00m00s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
+5m

== F-172 29 minutes, and nobody notices
break sql FE02.lab.local
| 0h05m00s  FE02.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 0h05m00s  FE02.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
| 0h05m00s  FE02.lab.local to FE01.lab.local  user data final → error  The service is in error and exports nothing (F-133, F-140)
for 29m expect u2@lab.local normal at FE02.lab.local
heal sql FE02.lab.local
| 0h34m00s  FE02.lab.local  mended: SQL down  The fault is over (H-22)
| 0h34m00s  FE02.lab.local  back end unreachable → reachable  Back within the threshold, and nobody has noticed (F-172)
| 0h34m00s  FE02.lab.local to FE01.lab.local  user data error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
+10m
expect u2@lab.local normal at FE02.lab.local

== F-51 31 minutes: limited at home from the thirtieth on
break sql FE02.lab.local
| 0h44m00s  FE02.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 0h44m00s  FE02.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
| 0h44m00s  FE02.lab.local to FE01.lab.local  user data final → error  The service is in error and exports nothing (F-133, F-140)
+29m59s
expect u2@lab.local normal at FE02.lab.local
within 1s expect u2@lab.local limited at FE02.lab.local
| 1h14m00s  FE02.lab.local  back end unreachable → unavailable  Unreachable for the threshold: its users are in resiliency mode (F-51, H-27)
| 1h14m00s  u2@lab.local  normal → limited at home  User services have gone; it stays signed in (C-43, F-51)
expect FE01.lab.local sees FE02.lab.local up
+1m
expect u2@lab.local limited at FE02.lab.local
heal sql FE02.lab.local
| 1h15m00s  FE02.lab.local  mended: SQL down  The fault is over (H-22)
| 1h15m00s  FE02.lab.local  back end unavailable → reachable  The database answers, and everything is back (F-51)
| 1h15m00s  FE02.lab.local to FE01.lab.local  user data error → non-steady  It works again; whether anything was left behind is not known yet (F-140)
| 1h15m00s  u2@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
within 1s expect u2@lab.local normal at FE02.lab.local
+5m

== H-27 And if it does not come back
break sql FE02.lab.local
| 1h20m00s  FE02.lab.local  SQL down  The back end does not answer; users notice after the threshold (F-51, F-172)
| 1h20m00s  FE02.lab.local  back end reachable → unreachable  A short outage of the database leaves users unaffected (F-172)
| 1h20m00s  FE02.lab.local to FE01.lab.local  user data final → error  The service is in error and exports nothing (F-133, F-140)
within 30m expect u2@lab.local limited at FE02.lab.local
| 1h50m00s  FE02.lab.local  back end unreachable → unavailable  Unreachable for the threshold: its users are in resiliency mode (F-51, H-27)
| 1h50m00s  u2@lab.local  normal → limited at home  User services have gone; it stays signed in (C-43, F-51)
for 2h expect u2@lab.local limited at FE02.lab.local
expect FE01.lab.local sees FE02.lab.local up
FE01.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE02.lab.local -DisasterMode
| 3h50m00s  FE02.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 3h50m00s  FE02.lab.local  active: disaster failover  A disaster failover begins; what needs the pool itself is left out (F-62, F-64)
expect accepted
within 3m expect FE02.lab.local is failed over
| 3h50m05s  FE02.lab.local  disaster failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 3h50m10s  FE02.lab.local  disaster failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 3h50m10s  FE02.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 3h50m45s  FE02.lab.local  disaster failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 3h50m45s  FE02.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 3h50m50s  FE02.lab.local  disaster failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 3h50m50s  FE02.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 3h50m50s  FE02.lab.local  disaster failover finished  The last step has done its work (F-58, F-83)
within 2m expect u2@lab.local full at FE01.lab.local
| 3h51m30s  u2@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 3h51m30s  u2@lab.local  rejected by FE02.lab.local  A pool that is failed over refuses registrations, its own restart notwithstanding (F-188, F-56)
| 3h51m30s  u2@lab.local  signed in at FE01.lab.local, full on the backup  The home pool is failed over and the user's routing groups are loaded here (F-188, F-45)
expect u1@lab.local normal at FE01.lab.local
