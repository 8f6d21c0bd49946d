understudy story 1
title What a disaster failover loses, and what it does not
# If the backup were taken for a mirror, nobody would count. It has what was imported last: a batch that lies in its file
# store is imported first (H-28), and what came after the cut-off is lost, of each user and each kind of data (F-64,
# F-79, D-13). Meeting content is files; what was not copied is left where the pool was (F-128).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard automatic detect 30s failback 30s
  pool FE02.lab.local site HQ edition standard cms automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  user u2@lab.local home FE01.lab.local
  user u3@lab.local home FE02.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local

story
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
u2@lab.local signs in
| 0h00m00s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u2@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
u3@lab.local signs in
| 0h00m00s  u3@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h00m00s  u3@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u3@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
+9m
u2@lab.local edits contacts
u3@lab.local edits contacts

== H-28 The batch of the tenth minute is cut off, and FE01 dies one second later
at 10m
expect u2@lab.local unprotected contacts
at 10m1s
u1@lab.local edits contacts
u1@lab.local edits contacts
u1@lab.local schedules meetings
u1@lab.local uploads content
expect u1@lab.local unprotected meetings
break power FE01.lab.local
| 0h10m01s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h10m01s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
+4m
| 0h10m33s  u1@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h10m33s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h10m33s  u2@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h10m33s  u2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h10m35s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h11m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m05s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h11m05s  u2@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h11m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m35s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
| 0h11m43.813s  u2@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h11m47.681s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h12m15.813s  u2@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
| 0h12m19.681s  u1@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode
| 0h14m01s  FE01.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h14m01s  FE01.lab.local  active: disaster failover  A disaster failover begins; what needs the pool itself is left out (F-62, F-64)
expect u2@lab.local protected contacts
within 3m expect u1@lab.local full at FE02.lab.local
| 0h14m06s  FE01.lab.local  disaster failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h14m11s  FE01.lab.local  disaster failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h14m11s  FE01.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h14m46s  FE01.lab.local  disaster failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h14m46s  FE01.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h14m46s  u1@lab.local  loses 2 changes of contacts made at FE01.lab.local since the copy of 4m46s ago  The backup has what was imported last, and this came after its cut-off (F-64, F-79)
| 0h14m46s  u1@lab.local  loses 1 meeting made at FE01.lab.local since the copy of 4m46s ago  The backup has what was imported last, and this came after its cut-off (F-64, F-79)
| 0h14m46s  u1@lab.local  1 upload of meeting content left at FE01.lab.local  It lies in the file store there, and had not been copied (F-85, F-128)
| 0h14m51s  FE01.lab.local  disaster failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h14m51s  FE01.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 0h14m51s  FE01.lab.local  disaster failover finished  The last step has done its work (F-58, F-83)
| 0h15m30s  u1@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
| 0h15m30s  u2@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
expect u1@lab.local protected contacts
expect u1@lab.local unprotected meeting content

== F-64 FE02 goes on with what it has
u1@lab.local edits contacts
+1m
