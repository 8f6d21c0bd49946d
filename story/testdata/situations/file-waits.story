understudy story 1
title The file waits at a partner whose service is down
# If a failover went on without the file that lies in the backup's file store, it would lose what is already there. It
# waits, and stops rather than lose it; with the service back it is run again, and nothing is lost (H-28, F-75). The source
# said steady all the time (F-136): only the partner, and the age of its copy, would have told.

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard cms automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
+10m
break backup service FE02.lab.local
| 0h10m00s  FE02.lab.local  Backup Service down  Nothing is exported or imported there (F-136)
u1@lab.local edits contacts
+3m
FE01.lab.local> Get-CsBackupServiceStatus -PoolFqdn FE01.lab.local
| 0h13m00s  FE01.lab.local  user data: export steady, import normal
| 0h13m00s  FE01.lab.local  conference content: export final, import normal
| 0h13m00s  FE01.lab.local  management store: export not initialized, import normal
expect answer user data: export steady
expect u1@lab.local unprotected contacts
break power FE01.lab.local
| 0h13m00s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h13m00s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
+5m
| 0h13m32s  u1@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h13m32s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h13m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h14m04s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h14m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m35s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h14m46.681s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h15m18.681s  u1@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode
| 0h18m00s  FE01.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h18m00s  FE01.lab.local  active: disaster failover  A disaster failover begins; what needs the pool itself is left out (F-62, F-64)
+10m
| 0h18m05s  FE01.lab.local  disaster failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h18m10s  FE01.lab.local  disaster failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h18m10s  FE01.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h23m45s  FE01.lab.local  failing over: step failed  Nothing rolls back: the pool stays as it is marked (F-74, F-75)
| 0h23m45s  FE01.lab.local  disaster failover stopped: hydrate backup  Nothing rolls back; the state stays until it is run again or set by hand (F-74, F-75)
expect FE01.lab.local is failing over
expect u1@lab.local limited at FE02.lab.local

== H-28 The service runs again, and so does the failover
heal backup service FE02.lab.local
| 0h28m00s  FE02.lab.local  mended: Backup Service down  The fault is over (H-22)
within 10s expect u1@lab.local protected contacts
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode
| 0h28m05s  FE01.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h28m05s  FE01.lab.local  failing over: disaster failover  A failover that stopped half way is finished in disaster mode (F-75, H-21)
within 3m expect u1@lab.local full at FE02.lab.local
| 0h28m10s  FE01.lab.local  disaster failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h28m15s  FE01.lab.local  disaster failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h28m15s  FE01.lab.local  failing over: marked failing over  It is marked already, by the run that stopped (F-72)
| 0h28m50s  FE01.lab.local  disaster failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h28m50s  FE01.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h28m55s  FE01.lab.local  disaster failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h28m55s  FE01.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 0h28m55s  FE01.lab.local  disaster failover finished  The last step has done its work (F-58, F-83)
| 0h29m30s  u1@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
+5m
