understudy story 1
title Two mobile clients and a failover
# If mobile clients found the backup as desktop clients do, an SRV record would be enough for them. They know the two
# lyncdiscover names only, and no redirect (C-2, C-124, H-58): they follow a failover as far as these names do. One domain
# has its name kept by health checks (C-123), the other one leads straight to FE01 until somebody changes DNS.

topology
  domain lab.local
  domain fabrikam.example
  site HQ
  pool FE01.lab.local site HQ edition standard automatic detect 300s failback 600s
  pool FE02.lab.local site HQ edition standard cms automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user kept@lab.local home FE01.lab.local client mobile
  user plain@fabrikam.example home FE01.lab.local client mobile
  address lyncdiscover.lab.local target lyncdiscover.geo.example
  address lyncdiscover.fabrikam.example target FE01.lab.local
  address lyncdiscover.fabrikam.example target FE02.lab.local later
  geo lyncdiscover.geo.example FE01.lab.local FE02.lab.local
  set cache.max-ttl 10m

story
kept@lab.local signs in
| 0h00m00s  kept@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  kept@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
plain@fabrikam.example signs in
| 0h00m00s  plain@fabrikam.example  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  plain@fabrikam.example  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect kept@lab.local normal at FE01.lab.local
expect plain@fabrikam.example normal at FE01.lab.local
+5m

== C-123 FE01 is lost: after three checks the name leads to FE02, whose Autodiscover still names FE01 (H-30)
break power FE01.lab.local
| 0h05m00s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h05m00s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
within 8m expect FE02.lab.local sees FE01.lab.local down
| 0h05m32s  kept@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h05m32s  plain@fabrikam.example  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h05m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h06m00s  lyncdiscover.geo.example to FE01.lab.local  in the answers: failed  A failed check alone changes no answer yet (C-123, H-61)
| 0h06m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h06m30s  lyncdiscover.geo.example to FE01.lab.local  in the answers: failed  A failed check alone changes no answer yet (C-123, H-61)
| 0h06m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m00s  lyncdiscover.geo.example to FE01.lab.local  in the answers → out of the answers  It has failed often enough: the name leads elsewhere (C-123)
| 0h07m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h07m31.198s  kept@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h07m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h08m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h09m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h09m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h10m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h10m05s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
expect kept@lab.local out
expect plain@fabrikam.example out

== F-92 The failover takes 50 s, and mobile clients are without service for ten minutes nonetheless
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode
| 0h10m05s  FE01.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h10m05s  FE01.lab.local  active: disaster failover  A disaster failover begins; what needs the pool itself is left out (F-62, F-64)
expect accepted
for 10m expect kept@lab.local out
| 0h10m10s  FE01.lab.local  disaster failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h10m15s  FE01.lab.local  disaster failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h10m15s  FE01.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h10m50s  FE01.lab.local  disaster failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h10m50s  FE01.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h10m55s  FE01.lab.local  disaster failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h10m55s  FE01.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 0h10m55s  FE01.lab.local  disaster failover finished  The last step has done its work (F-58, F-83)
| 0h11m51.068s  kept@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h18m27.395s  kept@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
expect FE01.lab.local is failed over
within 30m expect kept@lab.local full at FE02.lab.local
| 0h33m36.911s  kept@lab.local  signed in at FE02.lab.local, full on the backup  The home pool is failed over and the user's routing groups are loaded here (F-188, F-45)

== C-124 The other name leads to a pool that is lost, until it is changed by hand
for 1h expect plain@fabrikam.example out
plain@fabrikam.example signs in -WhatIf
| 1h33m36.911s  what if  blocked: FE01.lab.local  The client gets no answer from it (H-22)
| 1h33m36.911s  what if  blocked: FE02.lab.local  No Autodiscover that its names lead to has this pool for it, or not yet (C-2, F-92, H-59)
| 1h33m36.911s  what if  this does not change by itself within 1h
Remove-DnsServerResourceRecord -RRType CName -Name lyncdiscover -ZoneName fabrikam.example -RecordData FE01.lab.local
| 1h33m36.911s  administrator  remove address  Clients go on with it until their cached answer is gone (C-31)
Add-DnsServerResourceRecord -CName -Name lyncdiscover -ZoneName fabrikam.example -HostNameAlias FE02.lab.local
| 1h33m36.911s  administrator  add address  Clients see it when their cached answer is gone (C-31, C-123)
within 40m expect plain@fabrikam.example full at FE02.lab.local
| 1h33m58.554s  plain@fabrikam.example  signed in at FE02.lab.local, full on the backup  The home pool is failed over and the user's routing groups are loaded here (F-188, F-45)

== C-123 FE01 is back, passes its checks and has the name again; it is failed over still, and names FE02
heal power FE01.lab.local
| 1h33m58.554s  FE01.lab.local  mended: power off  The fault is over (H-22)
| 1h33m58.554s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 1h33m58.554s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
within 5m expect FE01.lab.local current
| 1h34m00s  lyncdiscover.geo.example to FE01.lab.local  out of the answers: passed  A check that passes changes no answer yet (C-123, H-61)
| 1h34m30s  lyncdiscover.geo.example to FE01.lab.local  out of the answers: passed  A check that passes changes no answer yet (C-123, H-61)
+5m
| 1h35m00s  lyncdiscover.geo.example to FE01.lab.local  out of the answers → in the answers  It has passed often enough: the name may lead there again (C-123)
kept@lab.local signs out
| 1h39m30s  kept@lab.local  signed out of FE02.lab.local  The user signs out; the registrar is told, so that no stale binding stays there (H-5)
kept@lab.local signs in
| 1h39m30s  kept@lab.local  signed in at FE02.lab.local, full on the backup  The home pool is failed over and the user's routing groups are loaded here (F-188, F-45)
expect kept@lab.local full at FE02.lab.local
FE02.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE01.lab.local
| 1h39m30s  FE01.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 1h39m30s  FE01.lab.local  failed over: failback  A failback begins while the backup still serves (F-83)
expect accepted
within 30m expect kept@lab.local normal at FE01.lab.local
| 1h40m00s  FE01.lab.local  failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h40m00s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 1h40m30s  FE01.lab.local  failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 1h40m30s  lyncdiscover.geo.example to FE01.lab.local  in the answers: failed  A failed check alone changes no answer yet (C-123, H-61)
| 1h41m00s  lyncdiscover.geo.example to FE01.lab.local  in the answers: failed  A failed check alone changes no answer yet (C-123, H-61)
| 1h41m30s  lyncdiscover.geo.example to FE01.lab.local  in the answers → out of the answers  It has failed often enough: the name leads elsewhere (C-123)
| 1h43m30s  FE01.lab.local  failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h45m30s  FE01.lab.local  failback: drain backup done  The step has done its work, and the next one follows (F-58, F-83)
| 1h46m30s  FE01.lab.local  failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h46m30s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 1h46m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 1h46m30s  lyncdiscover.geo.example to FE01.lab.local  out of the answers: passed  A check that passes changes no answer yet (C-123, H-61)
| 1h46m35s  FE01.lab.local  failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 1h46m35s  FE01.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
| 1h47m00s  lyncdiscover.geo.example to FE01.lab.local  out of the answers: passed  A check that passes changes no answer yet (C-123, H-61)
| 1h47m30s  lyncdiscover.geo.example to FE01.lab.local  out of the answers → in the answers  It has passed often enough: the name may lead there again (C-123)
| 1h47m30s  kept@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
| 1h47m30s  plain@fabrikam.example  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
| 1h48m35s  FE01.lab.local  failback: export backup to final done  The step has done its work, and the next one follows (F-58, F-83)
| 1h48m35s  FE01.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 1h48m35s  kept@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 1h48m35s  plain@fabrikam.example  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 1h48m35s  kept@lab.local  signed in at FE01.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 1h48m35s  plain@fabrikam.example  signed in at FE01.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 1h50m05s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 1h51m25s  FE01.lab.local  failback: hydrate home done  The step has done its work, and the next one follows (F-58, F-83)
| 1h51m25s  FE01.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 1h51m30s  FE01.lab.local  failback: mark active done  The step has done its work, and the next one follows (F-58, F-83)
| 1h51m30s  FE01.lab.local  failing back → active  The users' data is loaded at home, which serves them in full (F-83)
| 1h51m30s  FE01.lab.local  failback finished  The last step has done its work (F-58, F-83)
| 1h52m30s  FE02.lab.local sees FE01.lab.local  up → unknown  Back to Active resets the monitor (H-19, H-36)
| 1h52m30s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 1h52m30s  kept@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
| 1h52m30s  plain@fabrikam.example  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
within 30m expect plain@fabrikam.example normal at FE01.lab.local
