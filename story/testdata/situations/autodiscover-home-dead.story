understudy story 1
title Autodiscover names a home pool that is dead
# If Autodiscover knew which pools answer, nobody would need a second SRV record. It knows the account only: it names the
# home pool, dead or alive (C-8, H-30), and who asks goes on to SRV. Where the web service itself does not answer, SRV is
# next as well (C-6). Only a failover of the pool changes what it says (H-59).

topology
  domain lab.local
  site HQ
  pool FE01.lab.local site HQ edition standard automatic detect 300s failback 600s
  pool FE02.lab.local site HQ edition standard cms automatic detect 300s failback 600s
  pair FE01.lab.local FE02.lab.local
  user u1@lab.local home FE01.lab.local
  user u2@lab.local home FE02.lab.local
  user u3@lab.local home FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 0 weight 0 port 5061 target FE01.lab.local
  srv _sipinternaltls._tcp.lab.local priority 10 weight 10 port 5061 target FE02.lab.local
  address lyncdiscoverinternal.lab.local target FE02.lab.local

story
== C-8 Both are told their own pool, and nobody is redirected
u1@lab.local signs in
| 0h00m00s  u1@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u1@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
| 0h00m00s  FE01.lab.local sees FE02.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
| 0h00m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
u2@lab.local signs in
| 0h00m00s  u2@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h00m00s  u2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect u1@lab.local normal at FE01.lab.local
expect u2@lab.local normal at FE02.lab.local
+5m

== C-6 Where the web service does not answer, SRV is asked
break service FE02.lab.local
| 0h05m00s  FE02.lab.local  service stopped  Connections are reset, so clients know at once (H-22)
| 0h05m00s  FE02.lab.local sees FE01.lab.local  up → unknown  An observer that stops holds nothing (H-10)
| 0h05m00s  u2@lab.local  signed out of FE02.lab.local  The connection is reset: out at once, and looking for a registrar (H-22)
| 0h05m00s  u2@lab.local  redirected by FE01.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
u3@lab.local signs in
| 0h05m00s  u3@lab.local  certificate none → valid  A client without one signs in by Kerberos or NTLM and is issued one (C-64)
| 0h05m00s  u3@lab.local  signed in at FE01.lab.local, normal  The home pool is active and its store is within reach (F-45)
expect u3@lab.local normal at FE01.lab.local
u3@lab.local signs out
| 0h05m00s  u3@lab.local  signed out of FE01.lab.local  The user signs out; the registrar is told, so that no stale binding stays there (H-5)
heal service FE02.lab.local
| 0h05m00s  FE02.lab.local  mended: service stopped  The fault is over (H-22)
| 0h05m00s  FE02.lab.local sees FE01.lab.local  unknown: started  A new observer knows nothing and gives the primary a whole window (H-10)
| 0h05m00s  FE02.lab.local sees FE01.lab.local  unknown → up  Only an answer says that the primary is up (F-34, H-9)
within 2m expect u2@lab.local normal at FE02.lab.local
| 0h05m30s  FE01.lab.local sees FE02.lab.local  up: rebooted  It answers, and has restarted since the last answer (H-10)
| 0h05m38.813s  u2@lab.local  signed in at FE02.lab.local, normal  The home pool is active and its store is within reach (F-45)
+5m

== H-30 FE01 is off; after the verdict SRV leads to FE02, which Autodiscover never names
break power FE01.lab.local
| 0h10m38.813s  FE01.lab.local  power off  Its server is off, and what it held in memory is gone (H-22, H-10)
| 0h10m38.813s  FE01.lab.local sees FE02.lab.local  up → unknown  An observer that stops holds nothing (H-10)
within 7m expect FE02.lab.local sees FE01.lab.local down
| 0h11m05s  FE02.lab.local sees FE01.lab.local  up → silent  The answer was due and Grace has passed (H-35)
| 0h11m10.813s  u1@lab.local  signed out of FE01.lab.local  The first unanswered request has timed out: out, and looking for a registrar (C-50, H-22)
| 0h11m10.813s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h11m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h11m42.813s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h12m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m25.494s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h12m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h12m57.494s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h13m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h13m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m14.011s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h14m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h14m46.011s  u1@lab.local  redirected by FE02.lab.local  The backup takes nobody in while it holds the home pool to be alive (F-35)
| 0h15m05s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h15m35s  FE02.lab.local sees FE01.lab.local  silent: missed  Another ping without an answer; the window goes on (F-29, F-34)
| 0h15m35s  FE02.lab.local sees FE01.lab.local  silent → down  Silent for the failure detection interval and Grace (F-29, F-33, H-35)
within 10m expect u1@lab.local limited at FE02.lab.local
| 0h18m33.881s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
| 0h19m05.881s  u1@lab.local  signed in at FE02.lab.local, limited on the backup  This registrar has itself declared the home pool down (F-35, F-51)

== H-59 Failed over, FE02 is what Autodiscover says: SRV is not needed any more
FE02.lab.local> Invoke-CsPoolFailOver -PoolFqdn FE01.lab.local -DisasterMode
| 0h19m05.881s  FE01.lab.local  fail pool over  Nothing stands against the failover (F-72, H-8)
| 0h19m05.881s  FE01.lab.local  active: disaster failover  A disaster failover begins; what needs the pool itself is left out (F-62, F-64)
expect accepted
within 10m expect FE01.lab.local is failed over
| 0h19m10.881s  FE01.lab.local  disaster failover: read configuration done  The step has done its work, and the next one follows (F-58, F-83)
| 0h19m15.881s  FE01.lab.local  disaster failover: mark failing over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h19m15.881s  FE01.lab.local  active → failing over  The configuration says so, and makes the pool read only (F-58, F-59)
| 0h19m50.881s  FE01.lab.local  disaster failover: hydrate backup done  The step has done its work, and the next one follows (F-58, F-83)
| 0h19m50.881s  FE01.lab.local  users' data loaded on FE02.lab.local  Who has loaded their routing groups gives them full service (F-188)
| 0h19m55.881s  FE01.lab.local  disaster failover: mark failed over done  The step has done its work, and the next one follows (F-58, F-83)
| 0h19m55.881s  FE01.lab.local  failing over → failed over  The users' data is loaded on the backup, which serves them in full (F-58)
| 0h19m55.881s  FE01.lab.local  disaster failover finished  The last step has done its work (F-58, F-83)
within 5m expect u1@lab.local full at FE02.lab.local
| 0h20m30s  u1@lab.local  limited on the backup → full on the backup  The backup serves in full from now on; no new sign-in is needed (H-14, C-44)
Remove-DnsServerResourceRecord -RRType Srv -Name _sipinternaltls._tcp -ZoneName lab.local -RecordData FE01.lab.local
| 0h20m30s  administrator  remove record  Clients go on with it until their cached answer is gone (C-31)
Remove-DnsServerResourceRecord -RRType Srv -Name _sipinternaltls._tcp -ZoneName lab.local -RecordData FE02.lab.local
| 0h20m30s  administrator  remove record  Clients go on with it until their cached answer is gone (C-31)
u1@lab.local flushes dns
u1@lab.local signs out
| 0h20m30s  u1@lab.local  signed out of FE02.lab.local  The user signs out; the registrar is told, so that no stale binding stays there (H-5)
u1@lab.local signs in
| 0h20m30s  u1@lab.local  tries FE01.lab.local, which does not hear it  Nothing will come back; the attempt times out after 32 s (H-37)
within 1m expect u1@lab.local full at FE02.lab.local
| 0h21m02s  u1@lab.local  signed in at FE02.lab.local, full on the backup  The home pool is failed over and the user's routing groups are loaded here (F-188, F-45)
