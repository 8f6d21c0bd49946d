understudy story 1
title An Enterprise pool loses its quorum during a planned failover, and is failed back
# If the cmdlet lost its patience over a cold start, no Enterprise pool could be failed back at the first try: its front
# ends are started, and place their routing groups for as long as that takes (F-83, F-167, H-94). A failover that has been
# ordered goes on without them, as far as it needs nothing of them (F-58, F-163).

topology
  domain lab.local
  site HQ
  site DR
  pool FE01.lab.local site HQ edition enterprise front-ends 4 cms automatic detect 90s failback 120s
  pool FE02.lab.local site DR edition enterprise front-ends 4 automatic detect 90s failback 120s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  user u2@lab.local home FE02.lab.local site DR
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  redirected by front end 4 of FE01.lab.local  The front end that holds the user's routing group is the registrar; the others send the user there (C-29)
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at front end 1 of FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
u2@lab.local signs in
| 0h00m00s  u2@lab.local  redirected by front end 4 of FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u2@lab.local  signed in at front end 2 of FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
+10m

== F-163 Three of four front ends die while the pool is failed over
FE02.lab.local> Invoke-CsManagementServerFailover
| 0h10m00s  CMS on FE02.lab.local  fail CMS over  Nothing stands against the failover of the store (F-106, F-119)
| 0h10m00s  CMS on FE02.lab.local  standby: planned failover ordered  A planned failover begins by waiting for replication (F-107)
| 0h10m00s  CMS on FE01.lab.local  active → read only  Replication is done, so the source is set read only before the switch (F-107)
+1m
| 0h10m10s  CMS on FE01.lab.local  read only → standby  The switch: the source becomes the standby (F-107, F-112)
| 0h10m10s  CMS on FE02.lab.local  standby → active  The switch: the standby becomes the master (F-107, F-108)
| 0h10m10s  directory in HQ  settled → converging  What another site publishes takes its time to get here (F-119, H-7)
| 0h10m10s  directory in DR  settled: written  What is written here is seen here at once (F-95)
| 0h10m10s  CMS on FE02.lab.local  is the active master  The order is complete, and the directory names it (F-95, F-112)
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local
| 0h11m00s  FE01.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h11m00s  FE01.lab.local  active: planned failover  A planned failover begins while the pool still serves (F-58)
+1m30s
| 0h11m05s  FE01.lab.local  planned failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h12m05s  FE01.lab.local  planned failover: drain changes done  The step has done its work, and the next one follows (F-58, F-83)
break front end FE01.lab.local number 1
| 0h12m30s  FE01.lab.local  front end 1 down  One of the pool's front ends is off, with what it held in memory (F-161, F-163)
| 0h12m30s  FE01.lab.local  routing group 1 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
break front end FE01.lab.local number 2
| 0h12m30s  FE01.lab.local  front end 2 down  One of the pool's front ends is off, with what it held in memory (F-161, F-163)
| 0h12m30s  FE01.lab.local  routing group 1 full → primary alone  Both secondaries are missing, so its users are limited (F-51, F-165)
| 0h12m30s  FE01.lab.local  routing group 2 full: promoted  The primary's front end is lost, and a secondary is promoted (F-161)
| 0h12m30s  FE01.lab.local  routing group 4 full → primary alone  Both secondaries are missing, so its users are limited (F-51, F-165)
break front end FE01.lab.local number 3
| 0h12m30s  FE01.lab.local  front end 3 down  One of the pool's front ends is off, with what it held in memory (F-161, F-163)
| 0h12m30s  FE01.lab.local  quorum functional → lost  Too few front ends are left, and these stop all services (F-163)
| 0h12m30s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
within 10m expect FE01.lab.local is failed over
| 0h13m02s  u1@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h13m02s  u1@lab.local  tries front end 3 of FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h13m05s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h13m05s  FE01.lab.local  planned failover: replicate configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h13m10s  FE01.lab.local  planned failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h13m10s  FE01.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h13m34s  u1@lab.local  tries front end 2 of FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h13m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m05s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h14m06s  u1@lab.local  tries front end 1 of FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h14m10s  FE01.lab.local  planned failover: export to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h14m38s  u1@lab.local  redirected by front end 4 of FE02.lab.local  The front end that holds the user's routing group is the registrar; the others send the user there (C-29)
| 0h14m38s  u1@lab.local  signed in at front end 1 of FE02.lab.local, limited on the backup  The home pool is failing over; no verdict is needed (F-51, H-15)
| 0h14m45s  FE01.lab.local  planned failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h14m45s  FE01.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h14m50s  FE01.lab.local  planned failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h14m50s  FE01.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
within 5m expect u1@lab.local full at FE02.lab.local
| 0h15m20s  FE01.lab.local  planned failover: stop services done  The step has done its work, and the next one follows (F-58, F-83)
| 0h15m20s  FE01.lab.local  quorum lost → stopped  The last front end is gone, too (F-163)
| 0h15m20s  FE01.lab.local  planned failover finished  The last step has done its work (F-58, F-83)
| 0h15m40s  u1@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)

== H-94 The failback waits for the cold start
heal front end FE01.lab.local number 1
| 0h15m40s  FE01.lab.local  mended: front end 1 down  The fault is over (H-22)
heal front end FE01.lab.local number 2
| 0h15m40s  FE01.lab.local  mended: front end 2 down  The fault is over (H-22)
heal front end FE01.lab.local number 3
| 0h15m40s  FE01.lab.local  mended: front end 3 down  The fault is over (H-22)
+5m
FE02.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE01.lab.local
| 0h20m40s  FE01.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 0h20m40s  FE01.lab.local  failed over: failback  A failback begins while the backup still serves (F-83)
expect accepted
within 10m expect FE01.lab.local is failing back
| 0h21m10s  FE01.lab.local  failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h21m40s  FE01.lab.local  failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 0h24m40s  FE01.lab.local  failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h25m10s  directory in HQ  converging → settled  The view names the database that was published last (F-95)
| 0h26m40s  FE01.lab.local  failback: drain backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h27m40s  FE01.lab.local  failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h27m40s  FE01.lab.local  quorum stopped → starting  As many front ends run as a cold start takes, and they place the routing groups (F-162, D-11)
| 0h27m45s  FE01.lab.local  failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 0h27m45s  FE01.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
for 15m expect FE01.lab.local is failing back
| 0h28m40s  u1@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
within 20m expect FE01.lab.local is active
| 0h47m40s  FE01.lab.local  quorum starting → functional  All routing groups are placed; in a large pool that may take an hour (F-167)
| 0h47m40s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h47m40s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h48m05s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h49m40s  FE01.lab.local  failback: export backup to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h49m40s  FE01.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 0h49m40s  u1@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h49m40s  u1@lab.local  signed in at front end 3 of FE01.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 0h52m30s  FE01.lab.local  failback: hydrate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h52m30s  FE01.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h52m35s  FE01.lab.local  failback: mark active done  The step has done its work, and the next one follows (F-58, F-83)
| 0h52m35s  FE01.lab.local  failing back → active  The users' data is loaded at home, which serves them in full (F-83)
| 0h52m35s  FE01.lab.local  failback finished  The last step has done its work (F-58, F-83)
within 2m expect u1@lab.local normal at FE01.lab.local
| 0h53m40s  FE02.lab.local sees FE01.lab.local  up → unknown  Back to Active resets the monitor (H-19, H-36)
| 0h53m40s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h53m40s  u1@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)
expect u2@lab.local normal at FE02.lab.local
