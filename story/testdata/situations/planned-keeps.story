understudy story 1
title A planned failover, and a planned failback, lose nothing
# If a planned failover only copied what a disaster failover has, nobody would have to plan one. It drains, makes the pool
# read only, and waits until nothing is left to export (F-58, F-61); the way home is the same (F-83). A failback
# brings no meeting content back, whatever the failback page says: that takes an order of its own (F-85, D-5).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard cms automatic detect 300s failback 600s
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
+10m

== F-61 Writing until the pool is read only
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local
| 0h10m00s  FE01.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h10m00s  FE01.lab.local  active: planned failover  A planned failover begins while the pool still serves (F-58)
+1m
| 0h10m05s  FE01.lab.local  planned failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
u1@lab.local edits contacts
u1@lab.local schedules meetings
u1@lab.local uploads content
expect accepted
+30s
| 0h11m05s  FE01.lab.local  planned failover: drain changes done  The step has done its work, and the next one follows (F-58, F-83)
u1@lab.local edits contacts
within 15m expect u1@lab.local full at FE02.lab.local
| 0h12m05s  FE01.lab.local  planned failover: replicate configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h12m10s  FE01.lab.local  planned failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h12m10s  FE01.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h13m30s  u1@lab.local  signed out of FE01.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h13m30s  u1@lab.local  redirected by FE01.lab.local  The home pool signs its users out as soon as it is failing over; the backup takes them in (H-15)
| 0h13m30s  u1@lab.local  signed in at FE02.lab.local, limited on the backup  The home pool is failing over; no verdict is needed (F-51, H-15)
| 0h14m20s  FE01.lab.local  planned failover: export to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h14m55s  FE01.lab.local  planned failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h14m55s  FE01.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h15m00s  FE01.lab.local  planned failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h15m00s  FE01.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 0h15m30s  FE01.lab.local  planned failover: stop services done  The step has done its work, and the next one follows (F-58, F-83)
| 0h15m30s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h15m30s  FE01.lab.local  planned failover finished  The last step has done its work (F-58, F-83)
| 0h15m30s  u1@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
+5m
| 0h16m05s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h16m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h17m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h17m05s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)

== F-85 What he does on the backup
u1@lab.local edits contacts
u1@lab.local schedules meetings
u1@lab.local uploads content
expect accepted
FE02.lab.local> Invoke-CsPoolFailBack -PoolFqdn FE01.lab.local
| 0h20m30s  FE01.lab.local  fail pool back  Nothing stands against the failback (F-84, H-8)
| 0h20m30s  FE01.lab.local  failed over: failback  A failback begins while the backup still serves (F-83)
+8m
| 0h21m00s  FE01.lab.local  failback: stop home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h21m30s  FE01.lab.local  failback: start replication done  The step has done its work, and the next one follows (F-58, F-83)
| 0h24m30s  FE01.lab.local  failback: replicate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h26m30s  FE01.lab.local  failback: drain backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h27m30s  FE01.lab.local  failback: start home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h27m30s  FE01.lab.local sees FE02.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h27m30s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h27m35s  FE02.lab.local sees FE01.lab.local  down → up  The primary has answered since the verdict (F-38, H-34)
| 0h27m35s  FE01.lab.local  failback: mark failing back done  The step has done its work, and the next one follows (F-58, F-83)
| 0h27m35s  FE01.lab.local  failed over → failing back  The configuration says so; new sign-ins go home (F-83, F-89)
| 0h28m30s  u1@lab.local  full on the backup → limited on the backup  User services have gone, by a failback or an outage; it stays signed in (C-43, F-51, F-89)
u2@lab.local edits contacts
expect accepted
within 30m expect u1@lab.local normal at FE01.lab.local
| 0h29m35s  FE01.lab.local  failback: export backup to final done  The step has done its work, and the next one follows (F-58, F-83)
| 0h29m35s  FE01.lab.local  users' data loaded nowhere  The backup lets go of them before they are loaded at home (F-83, F-89)
| 0h29m35s  u1@lab.local  signed out of FE02.lab.local  Another registrar has the account now: out and in by itself (C-43, F-38, L-4)
| 0h29m35s  u1@lab.local  signed in at FE01.lab.local, limited at home  Sign-ins during failback land on the home pool in resiliency mode (F-89, F-51)
| 0h32m25s  FE01.lab.local  failback: hydrate home done  The step has done its work, and the next one follows (F-58, F-83)
| 0h32m25s  FE01.lab.local  users' data loaded on FE01.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h32m25s  u1@lab.local  1 upload of meeting content left at FE02.lab.local  Meeting content does not come back by itself: have ConfServices.DataConf synchronised from there (F-85, D-5)
| 0h32m30s  FE01.lab.local  failback: mark active done  The step has done its work, and the next one follows (F-58, F-83)
| 0h32m30s  FE01.lab.local  failing back → active  The users' data is loaded at home, which serves them in full (F-83)
| 0h32m30s  FE01.lab.local  failback finished  The last step has done its work (F-58, F-83)
| 0h33m30s  FE02.lab.local sees FE01.lab.local  up → unknown  Back to Active resets the monitor (H-19, H-36)
| 0h33m30s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h33m30s  u1@lab.local  limited at home → normal  User services are back; no new sign-in is needed (C-44, C-72)

== D-5 Nothing is left to do but this
for 1h expect u1@lab.local unprotected meeting content
FE02.lab.local> Invoke-CsBackupServiceSync -PoolFqdn FE02.lab.local -BackupModule ConfServices.DataConf
| 1h33m30s  FE02.lab.local  synchronise backup service  The Backup Service runs a cycle of its modules now (L-7, F-127)
expect accepted
within 1m expect u1@lab.local protected meeting content
| 1h33m35s  u1@lab.local  1 upload of meeting content back at FE01.lab.local  Synchronised from the backup, as was asked for (F-85)
+5m
FE02.lab.local> Get-CsBackupServiceStatus -PoolFqdn FE02.lab.local
| 1h38m35s  FE02.lab.local  user data: export final, import normal
| 1h38m35s  FE02.lab.local  conference content: export final, import normal
| 1h38m35s  FE02.lab.local  management store: export final, import normal
FE02.lab.local> Invoke-CsBackupServiceSync -PoolFqdn FE02.lab.local -BackupModule Everything
| 1h38m35s  administrator  synchronise backup service is invalid  It names what is not in the topology (Q-6)
expect invalid
